import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../../protocols/captures/logs/envelopes.ts';
import { PrettyFields } from '../../../../protocols/captures/logs/pretty-fields.ts';
import { decodeInput } from './decode-input.ts';

const stanza = `SEND: <iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>`;
const json = JSON.stringify;
/** The likeliest text of a line, with its time; undefined where it is not wrapped. */
const unwrapped = (line: string): string | undefined => {
  const found = unwrap(line);
  return found === undefined ? undefined : `${found.time}${found.texts[0] ?? ''}`;
};

describe('the text that a structured logger has put between quotes', () => {
  it.each([
    ['Docker', `{"log":${json(`${stanza}\n`)},"stream":"stderr","time":"2024-01-01T00:00:00Z"}`],
    ['zap', `{"level":"debug","time":"2024-01-01T00:00:00Z","caller":"x.go:1","msg":${json(stanza)}}`],
    ['pino behind a container', `app_1  | {"level":20, "time":"2024-01-01T00:00:00Z", "msg" : ${json(stanza)}}`],
    ['slog', `time=2024-01-01T00:00:00Z level=DEBUG msg=${json(stanza)} conn=4`],
    ['logrus with a prefix', `api: time="2024-01-01T00:00:00Z" level=debug msg=${json(stanza)}`],
  ])('of %s is taken out, with its time in front', (_name, line) => {
    expect(unwrapped(line)).toBe(`2024-01-01T00:00:00Z ${stanza}`);
  });

  it('is read with the escapes of Go, and where the line is cut', () => {
    expect(unwrapped('msg="a\\x22b" level=debug')).toBe('a"b');
    expect(unwrapped('{"msg":"a\\"b\\u00')).toMatch(/^a"b/);
  });

  it.each([
    stanza,
    'SEND: <message><body>{"msg":"hi"}</body></message>',
    '[0x1]:0 -> @transfer(20) [handle=0x0, delivery-tag=b"msg=\\"x\\""]',
    '{"type":"Buffer","data":[65,77,81,80]}',
    '{"msg":3}',
    'msg=hello there',
    '',
  ])('is not in %j', (line) => {
    expect(unwrapped(line)).toBeUndefined();
  });

  it('is any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        expect(unwrapped(json({ msg: text, other }))).toBe(text.trimEnd());
      }),
    );
  });

  it('is looked for in long lines of any kind', () => {
    for (const part of ['\\', '"', '{"msg":"', 'a="b" ', 'msg="', '{"', ' ', 'a=', '\\"'])
      for (const start of ['{"msg":"', 'a=b msg="', '{"a":1', ''])
        expect(() => unwrap(start + part.repeat(500_000))).not.toThrow();
  });

  const given = async (...lines: string[]): Promise<readonly unknown[]> =>
    (await decodeInput(lines.join('\n'))).connections.flatMap((units) =>
      units.map(({ side, opened, issues }) => [side, opened.name, issues.length]),
    );
  const [iq, result] = ['<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>', '<iq type="result" id="1"/>'];
  const both = [
    ['client', 'iq', 0],
    ['server', 'iq', 0],
  ];

  it.each([
    ['a direction of its own', { msg: 'stanza', dir: 'out', xml: iq }, { msg: 'stanza', dir: 'in', xml: result }],
    ['the direction in the message', { msg: 'Sending stanza', stanza: iq }, { msg: 'Received stanza', stanza: result }],
    ['the message behind an object', { at: { file: 'x' }, msg: `SEND: ${iq}` }, { at: {}, msg: `RECV: ${result}` }],
    ['GELF', { short_message: `SEND: ${iq}`, level: 7 }, { short_message: `RECV: ${result}`, level: 7 }],
  ])('has its direction: %s', async (_name, out, into) => {
    expect(await given(json(out), json(into))).toEqual(both);
  });

  it('may be in a field below its message, as pino-pretty prints it', async () => {
    const record = (message: string, xml: string): string =>
      `[10:00:00.123] DEBUG (42): ${message}\n    stanza: ${json(xml)}`;
    expect(await given(record('xmpp out', iq), '    size: 56', record('xmpp in', result))).toEqual(both);
    for (const message of ['[10:00:00.123] DEBUG (42): xmpp', 'out:']) {
      const fields = new PrettyFields();
      expect([message, `    stanza: ${json(iq)}`].map((line) => fields.line(line))).toEqual([undefined, undefined]);
    }
  });

  it('may have other lines beside it', async () => {
    expect(await given(`SEND: ${iq}`, json({ log: `RECV: ${result}\n`, stream: 'stderr' }))).toEqual(both);
  });

  it('is put together again where a container has cut it', async () => {
    const docker = (log: string): string => json({ log, stream: 'stderr', time: '2026-11-30T10:00:00Z' });
    expect(
      await given(docker(`SEND: ${iq.slice(0, 20)}`), docker(`${iq.slice(20)}\n`), docker(`RECV: ${result}`)),
    ).toEqual(both);
    const cri = (flag: string, text: string): string => `2026-11-30T10:00:00.1Z stdout ${flag} ${text}`;
    expect(
      await given(cri('P', `SEND: ${iq.slice(0, 20)}`), cri('F', iq.slice(20)), cri('F', `RECV: ${result}`)),
    ).toEqual(both);
  });

  it('is read where a log has the direction on a line of its own, and no time in front', async () => {
    const docker = (log: string): string => json({ log: `${log}\n`, stream: 'stderr', time: '2026-11-30T10:00:00Z' });
    const rabbit = '2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0> ';
    expect(
      await given(docker(`${rabbit}channel 0 ->`), docker(`${rabbit} {'v1_0.open',[{container_id,{utf8,<<"c">>}}]}`)),
    ).toEqual([['client', 'open', 0]]);
  });

  it('is none in a line of a log that has pairs or objects of its own', async () => {
    const attribute = '<message to="a@b"><x xmlns="urn:x" event="foo"/></message>';
    expect(await given(`ts=1 level=debug SEND: ${attribute}`, `ts=1 level=debug RECV: ${attribute}`)).toEqual([
      ['client', 'message', 0],
      ['server', 'message', 0],
    ]);
    const open = (properties: string): string => `open#10 {"container_id":"c"${properties}}`;
    expect(
      await given(
        `rhea:frames [connection-1]:0 -> ${open(',"properties":{"event":"start","x":"y"}')}  +1ms`,
        `rhea:frames [connection-1]:0 <- ${open('')}  +1ms`,
      ),
    ).toEqual([
      ['client', 'open', 0],
      ['server', 'open', 0],
    ]);
  });

  it('gives units without findings, one by one, of several lines too', async () => {
    const { connections } = await decodeInput(
      [
        '{"level":"info","msg":"starting"}',
        `{"level":"debug","msg":${json(`SENT (0): <iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>`)}}`,
        `{"level":"debug","msg":${json(`RECV (0): <iq type="result" id="1"/>`)}}`,
      ].join('\n'),
    );
    expect(connections.map((units) => units.map(({ side, issues }) => [side, issues]))).toEqual([
      [
        ['client', []],
        ['server', []],
      ],
    ]);
  });

  it('stays where a log of another kind has objects within a stanza', async () => {
    const text = 'SEND: <message><body>\n{"msg":"hi"}\n</body></message>\n';
    const { connections } = await decodeInput(text);
    expect(new TextDecoder().decode(connections[0]![0]!.opened.unit.bytes)).toBe(text.trim().slice(6));
  });
});

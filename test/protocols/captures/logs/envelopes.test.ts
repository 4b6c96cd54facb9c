import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapped } from '../../../../protocols/captures/logs/envelopes.ts';
import { decodeInput } from './decode-input.ts';

const stanza = `SEND: <iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>`;
const json = JSON.stringify;

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
    expect(unwrapped(line)).toBe(line);
  });

  it('is any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        expect(unwrapped(json({ msg: text, other }))).toBe(text.trimEnd());
      }),
    );
  });

  it('is found in linear time', () => {
    for (const part of ['\\', '"', '{"msg":"', 'a="b" ', 'msg="', '{"', ' ', 'a=', '\\"'])
      for (const start of ['{"msg":"', 'a=b msg="', '{"a":1', ''])
        expect(unwrapped(start + part.repeat(500_000)).length).toBeLessThan(4_000_000);
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

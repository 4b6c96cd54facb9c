import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIo } from '../../cli/io.ts';
import { compositeValue, encodeFrame, standardRegistry } from '../../protocols/amqp/index.ts';
import { startPlayground } from '../../playground/index.ts';
import { cleanUp, listen } from '../wire/fake.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

/** Erases the screen, sets the window's title, forges a line, writes backwards, and hides a letter. */
const attack = 'x\x1b[2J\x1b]0;owned\x07\r\nwireloupe: all is well\x9b31m\u202eback\u2066\u200b\u2028forged\x7fy';
/** The part of it that XML allows. */
const xmlAttack = 'x&#10;wireloupe: all is well\x9b31m\u202eback\u2066\u200b\u2028forged\x7fy';

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const dangerous = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** Fails where something reached the terminal that only the program itself may write, or where a line could be taken for its own. */
function expectSafe({ out, said }: Pick<Ran, 'out' | 'said'>): void {
  expect(dangerous.exec(out)).toBeNull();
  expect(dangerous.exec(said)).toBeNull();
  expect(`${out}\n${said}`).not.toMatch(/^wireloupe: all is well/mu);
}

const frame = (name: string, fields: Parameters<typeof compositeValue>[1], type = 0): Uint8Array => {
  const definition = standardRegistry.byName(name);
  if (definition?.kind !== 'composite') throw new Error(`${name} is not a composite type`);
  return encodeFrame({ type, channel: 0, performative: compositeValue(definition, fields) });
};
const string = (value: string) => ({ type: 'string', value }) as const;
const symbol = (value: string) => ({ type: 'symbol', value }) as const;
const header = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0);

describe('what a file holds does not reach the terminal as it is', () => {
  const hostile = Buffer.concat([
    header,
    frame('open', {
      'container-id': string(attack),
      hostname: string(attack),
      properties: { type: 'map', items: [symbol(attack), string(attack), symbol('b'), symbol(attack)] },
    }),
    frame('close', {
      error: {
        type: 'described',
        descriptor: symbol('amqp:error:list'),
        value: { type: 'list', items: [symbol(attack), string(attack)] },
      },
    }),
    frame('open', {
      'container-id': string('a'),
      properties: { type: 'described', descriptor: symbol(attack), value: string(attack) },
    }),
  ]);
  const stream = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' from='${xmlAttack}'><message id='${xmlAttack}' to='${xmlAttack}'><body>${xmlAttack}</body><a xmlns='${xmlAttack}'/></message>`;

  it.each(['text', 'jsonl', 'yaml', 'none'])('decode --format %s', async (format) => {
    const cwd = await folderOf({
      'a.bin': hostile,
      'b.bin': stream,
      'c.bin': `<message>${attack}</mess\x1b[2Jage>`,
      'd.bin': attack,
    });
    for (const file of ['a.bin', 'b.bin', 'c.bin', 'd.bin'])
      expectSafe(await wireloupe(['decode', '--format', format, file], { cwd }));
  });

  it('yaml and jsonl still say the same', async () => {
    const cwd = await folderOf({ 'a.bin': hostile });
    const { out } = await wireloupe(['decode', '--format', 'yaml', 'a.bin'], { cwd });
    const again = await folderOf({ 'a.amqp.yaml': out });
    expect((await wireloupe(['encode', 'a.amqp.yaml'], { cwd: again })).bytes).toEqual(hostile);
    const { out: jsonl } = await wireloupe(['decode', '--format', 'jsonl', 'a.bin'], { cwd });
    const open = JSON.parse(jsonl.split('\n')[1] ?? '') as { readonly fields: Record<string, unknown> };
    expect(open.fields['container-id']).toBe(attack);
  });

  it.each(['text', 'json', 'sarif'])('check --format %s', async (format) => {
    const cwd = await folderOf({
      'wireloupe.json': JSON.stringify({
        connections: {
          [attack]: { protocol: attack, service: attack },
          b: { protocol: 'amqp', service: attack, [attack]: 1 },
        },
        environments: { [attack]: { [attack]: 1 } },
        [attack]: {},
      }),
      'a.xmpp': `<message type='${xmlAttack}' ${attack}='1'><${attack}/></message>\n<iq type='\u202eget'/>\n\t<messag\x1b[2Je/>\n`,
      'b.amqp.yaml': `- opne: { "\x1b[2J": 1 }\n- open: { container-id: 1, ${JSON.stringify(attack)}: 1 }\n`,
    });
    const ran = await wireloupe(['check', '--format', format, '.'], { cwd });
    expectSafe(ran);
    expect(ran.out.length).toBeGreaterThan(100);
    if (format !== 'text') expect(() => JSON.parse(ran.out) as unknown).not.toThrow();
  });

  it('names of files, in every command', async () => {
    const name = `a\x1b[2J\nwireloupe: all is well\u202e.xmpp`;
    const cwd = await folderOf({ [name]: '<messag/>', [`${name}.amqp.yaml`]: '- opne: {}\n' });
    for (const args of [
      ['check', '.'],
      ['check', name],
      ['send', name],
      ['decode', name],
      ['encode', `${name}.amqp.yaml`],
      ['encode', 'not\x1b[2Jthere\nwireloupe: all is well'],
      [name],
      ['check', '--format', name],
    ])
      expectSafe(await wireloupe(args, { cwd }));
  });

  it('carets stand under what is marked, escapes and tabs before it included', async () => {
    const cwd = await folderOf({ 'a.xmpp': `<message><body>\t\u202e\x9b&nbsp;</body></message>\n` });
    const { out } = await wireloupe(['check', 'a.xmpp'], { cwd });
    const lines = out.split('\n');
    const at = lines.findIndex((line) => line.includes('nbsp') && line.includes('<message>'));
    expect(lines[at]?.slice(lines[at + 1]?.indexOf('^')).startsWith('&nbsp')).toBe(true);
  });
});

describe('what a peer sends does not reach the terminal as it is', () => {
  async function sendTo(service: string, file: string, text: string): Promise<Ran> {
    const protocol = file.endsWith('.yaml') ? 'amqp' : 'xmpp';
    const cwd = await folderOf({
      [file]: text,
      'wireloupe.json': JSON.stringify({
        connections: { it: { protocol, service, ...(protocol === 'xmpp' ? { jid: 'romeo@localhost' } : {}) } },
      }),
    });
    return wireloupe(['send', '--timeout', '2000', file], { cwd, env: { WIRELOUPE_PASSWORD: 'x' } });
  }

  it('a stream error of an XMPP server', async () => {
    const port = await listen(
      (socket) =>
        void socket.once('data', () =>
          socket.write(
            `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='${xmlAttack}' from='${xmlAttack}'><stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>${xmlAttack}</text></stream:error>`,
          ),
        ),
    );
    const ran = await sendTo(`xmpp://127.0.0.1:${port}`, 'a.xmpp', '<presence/>');
    expect(ran.said).toContain('\\u202eback');
    expectSafe(ran);
  });

  it('the answer to a stanza', async () => {
    const port = await listen((socket) => {
      const head = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'>`;
      const answers: readonly [RegExp, string][] = [
        [/<auth/u, `<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`],
        [
          /<bind/u,
          `<iq type='result' id='ID'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/x</jid></bind></iq>`,
        ],
        [
          /jabber:iq:version/u,
          `<iq type='error' id='ID' from='localhost'><query xmlns='jabber:iq:version'><name>${xmlAttack}\n      ok: iq result (1 ms)</name></query><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>${xmlAttack}</text></error></iq>`,
        ],
      ];
      let authenticated = false;
      socket.on('data', (data) => {
        const text = data.toString('utf8');
        if (text.includes('<stream:stream')) {
          socket.write(
            head +
              `<stream:features>${authenticated ? `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>` : `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>`}</stream:features>`,
          );
        }
        const answer = answers.find(([asked]) => asked.test(text));
        if (text.includes('<auth')) authenticated = true;
        if (answer !== undefined) socket.write(answer[1].replace('ID', / id=["']([^"']*)/u.exec(text)?.[1] ?? ''));
      });
    });
    const ran = await sendTo(
      `xmpp://127.0.0.1:${port}`,
      'a.xmpp',
      '<iq type="get" id="v" to="localhost"><query xmlns="jabber:iq:version"/></iq>',
    );
    expect(ran.out).toContain('\\u202eback');
    expectSafe(ran);
  });

  it('the errors of an AMQP broker, and the frames that answer a script', async () => {
    const broken = {
      error: {
        type: 'described',
        descriptor: { type: 'ulong', value: 0x1dn },
        value: { type: 'list', items: [symbol('amqp:internal-error'), string(attack)] },
      },
    } as const;
    const port = await listen((socket) => {
      socket.once('data', () =>
        socket.write(
          Buffer.concat([header, frame('open', { 'container-id': string(attack) }), frame('close', broken)]),
        ),
      );
    });
    const managed = await sendTo(
      `amqp://127.0.0.1:${port}`,
      'a.amqp.yaml',
      '- send: { to: q, message: { body: { value: 1 } } }\n',
    );
    expectSafe(managed);
    const script = await sendTo(
      `amqp://127.0.0.1:${port}`,
      'a.amqp.yaml',
      '- header: amqp\n- open: { container-id: a }\n',
    );
    expectSafe(script);
    expect(`${script.out}${script.said}`).toContain('u202eback');
  });

  it('a message that is received', async () => {
    const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    cleanUp(() => playground.stop());
    const ran = await sendTo(
      playground.info.amqp,
      'a.amqp.yaml',
      `- send: { to: q, message: { properties: { subject: ${JSON.stringify(attack)} }, body: { value: ${JSON.stringify(attack)} } } }\n- receive: { from: q, count: 1, settle: accept }\n`,
    );
    expect(ran.out).toContain('u202eback');
    expectSafe(ran);
  });

  it('what clients of the playground are called', async () => {
    const stop = new AbortController();
    const said: string[] = [];
    let port = 0;
    const ran = wireloupe(['playground', '--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0', '--verbose'], {
      signal: stop.signal,
      onPrint: (text) => (port ||= Number(/amqp:\/\/[^:]*:(\d+)/u.exec(text)?.[1] ?? 0)),
      onSay: (line) => said.push(line),
    });
    await expect.poll(() => port).toBeGreaterThan(0);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(Buffer.concat([header, frame('open', { 'container-id': string(attack) })]));
    await expect.poll(() => said.some((line) => line.includes('u202eback'))).toBe(true);
    socket.destroy();
    stop.abort();
    expectSafe(await ran);
  });
});

describe('the way to print', () => {
  it('makes any text safe', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (lines) => {
        let shown = '';
        const io = createIo({
          write: (chunk) => {
            shown += String(chunk);
            return Promise.resolve();
          },
          complain: (text) => void (shown += text),
          input: async function* () {
            await Promise.resolve();
            yield* [];
          },
          cwd: '/',
          env: {},
          signal: new AbortController().signal,
        });
        await io.print(lines);
        await io.data(JSON.stringify(lines));
        for (const line of lines) io.say(line);
        return !dangerous.test(shown) && shown.split('\n').length === 2 * lines.length + 1;
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { compositeValue, encodeFrame, standardRegistry } from '../../protocols/amqp/index.ts';
import { closedPort, listen } from '../wire/fake.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

const secret = 'Zq9Xk7Lm2Pb4';

/** Fails where a part of the secret was printed. */
function expectHidden({ out, said }: Pick<Ran, 'out' | 'said'>): void {
  for (let at = 0; at + 5 <= secret.length; at++) expect(`${out}\n${said}`).not.toContain(secret.slice(at, at + 5));
}

function frame(name: string, fields: Parameters<typeof compositeValue>[1], type = 0): Uint8Array {
  const definition = standardRegistry.byName(name);
  if (definition?.kind !== 'composite') throw new Error(`${name} is not a composite type`);
  return encodeFrame({ type, channel: 0, performative: compositeValue(definition, fields) });
}

async function send(service: string, protocol: 'xmpp' | 'amqp'): Promise<Ran> {
  const file = protocol === 'xmpp' ? 'a.xmpp' : 'a.amqp.yaml';
  const cwd = await folderOf({
    [file]: protocol === 'xmpp' ? '<presence/>' : '- send: { to: q, message: { body: { value: 1 } } }\n',
    'wireloupe.json': JSON.stringify({
      connections: { it: { protocol, service, ...(protocol === 'xmpp' ? { jid: 'romeo@localhost' } : {}) } },
    }),
  });
  return wireloupe(['send', '--timeout', '2000', file], { cwd, env: { WIRELOUPE_PASSWORD: secret } });
}

describe('secrets in messages', () => {
  it('an address with a login, or with a token, is not repeated', async () => {
    const port = await closedPort();
    for (const service of [
      `amqp://guest:${secret}@127.0.0.1:${port}`,
      `amqp://guest:${secret}/x@127.0.0.1:${port}`,
      `amqp:/guest:${secret}@`,
    ])
      expectHidden(await send(service, 'amqp'));
    for (const service of [
      `ws://127.0.0.1:${port}/ws?access_token=${secret}`,
      `foo://127.0.0.1:${port}/?token=${secret}`,
      `ws://romeo:${secret}@127.0.0.1:${port}/`,
    ])
      expectHidden(await send(service, 'xmpp'));
  });

  it('a server that repeats a request, its token and cookies in an error is not quoted with them', async () => {
    const refuse = (text: string) => listen((socket) => void socket.once('data', () => socket.end(text)));
    const port = await refuse(
      `HTTP/1.1 401 Unauthorized\r\nSet-Cookie: id=${secret}\r\nX-Request: Authorization: Bearer ${secret}\r\nContent-Length: 0\r\n\r\n`,
    );
    expectHidden(await send(`ws://127.0.0.1:${port}/ws?token=${secret}`, 'xmpp'));
    const plain = await refuse(`HTTP/1.1 400 Bad\r\nSet-Cookie: id=${secret}\r\n\r\n`);
    expectHidden(await send(`xmpp://127.0.0.1:${plain}`, 'xmpp'));
    const again = await refuse(`HTTP/1.1 400 Bad\r\nSet-Cookie: id=${secret}\r\n\r\n`);
    expectHidden(await send(`amqp://127.0.0.1:${again}`, 'amqp'));
    const error = {
      type: 'described',
      descriptor: { type: 'ulong', value: 0x1dn },
      value: {
        type: 'list',
        items: [
          { type: 'symbol', value: 'amqp:unauthorized-access' },
          { type: 'string', value: `No rights by SharedAccessSignature sr=x&sig=${secret}&se=1` },
        ],
      },
    } as const;
    const header = (id: number): Uint8Array => Uint8Array.of(0x41, 0x4d, 0x51, 0x50, id, 1, 0, 0);
    const steps = [
      [header(3), frame('sasl-mechanisms', { 'sasl-server-mechanisms': { type: 'symbol', value: 'ANONYMOUS' } }, 1)],
      [frame('sasl-outcome', { code: { type: 'ubyte', value: 0 } }, 1)],
      [header(0), frame('open', { 'container-id': { type: 'string', value: 'b' } }), frame('close', { error })],
    ];
    const broker = await listen(
      (socket) => void socket.on('data', () => void socket.write(Buffer.concat(steps.shift() ?? []))),
    );
    const ran = await send(`amqp://127.0.0.1:${broker}`, 'amqp');
    expect(ran.said).toContain('unauthorized-access');
    expectHidden(ran);
  });

  it.each(['text', 'json', 'sarif'])(
    'check --format %s says that a file holds a password, and not which',
    async (format) => {
      const cwd = await folderOf({
        'wireloupe.json': `{ "connections": {\n "a": { "protocol": "amqp", "service": "amqp://guest:${secret}@host" },\n "b": { "protocol": "xmpp", "service": "xmpp://h", "password": "${secret}" }, "c": { "protocol": "x", "service": "amqp://u:${secret}@h?token=${secret}" } },\n "environments": { "e": { "api_token": "${secret}" } } }`,
      });
      const ran = await wireloupe(['check', '--format', format, 'wireloupe.json'], { cwd });
      expect(ran.out).toContain('project/password-in-clear');
      expectHidden(ran);
    },
  );
});

describe('secrets in captured HTTP', () => {
  const head = `GET /xmpp-websocket?token=${secret} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\nCookie: id=${secret}\r\nUpgrade: websocket\r\n`;
  it.each([
    [
      'an upgrade and a message',
      Buffer.concat([Buffer.from(`${head}\r\n`), Uint8Array.of(0x81, 6), Buffer.from('<open/')]),
    ],
    ['an upgrade whose head has no end', Buffer.from(head.repeat(700))],
    ['another request', Buffer.from(head.replace('GET', 'POST'))],
    ['an answer that is refused', Buffer.from(`HTTP/1.1 401 No\r\nSet-Cookie: id=${secret}\r\n\r\n`)],
    [
      'an answer amid XMPP',
      Buffer.from(
        `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>HTTP/1.1 400 Bad\r\nSet-Cookie: id=${secret}\r\n\r\n`,
      ),
    ],
  ])('%s', async (_what, bytes) => {
    const cwd = await folderOf({ 'a.bin': bytes });
    expectHidden(await wireloupe(['decode', 'a.bin'], { cwd }));
  });
});

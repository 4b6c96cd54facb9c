import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWire, type WireHost } from '../../../wire/host.ts';
import type { ConnectionInfo, ConnectionProfile, Outcome, SendReply } from '../../../wire/protocol.ts';
import { bundleWorker } from '../../bundles.ts';
import { failureOf, listen, patient, testWire, valueOf } from '../fake.ts';

/** Far more than any of these attacks takes, and far less than without an end. */
const patience = 60_000;

let folder: string;
/** In a worker whose heap is small: what all these peers pile up there would end it. */
let wire: WireHost;
const crashes: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wireloupe-floods-'));
  const workerPath = join(folder, 'wire.cjs');
  await bundleWorker(workerPath);
  wire = startWire({
    workerPath,
    maxMemoryMb: 96,
    maxTrafficMb: 8,
    timeouts: { tcp: 10_000, tls: 500, login: 500, close: 200 },
  });
  wire.onCrash((message) => crashes.push(message));
}, 60_000);

afterEach(async () => {
  await wire.disconnect('romeo');
  expect(crashes).toEqual([]);
});

afterAll(async () => {
  await wire.dispose();
  await rm(folder, { recursive: true });
});

const header =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'>";
const plain = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>";
const success = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
const bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
const features = (inner: string): string => `<stream:features>${inner}</stream:features>`;
const bound =
  "<iq type='result' id='bind-1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/test</jid></bind></iq>";
const upToBind = [header + features(plain), success, header + features(bind)];

/** Writes `start`, then the piece again and again for as long as the socket lives, as fast as it takes it. */
function flood(socket: Socket, piece: string | Buffer, start = ''): void {
  const bytes = Buffer.from(piece);
  const many = Buffer.concat(Array.from({ length: Math.max(1, Math.floor(65_536 / bytes.length)) }, () => bytes));
  const more = (): void => {
    if (!socket.destroyed) socket.write(many, () => setImmediate(more));
  };
  socket.write(start, more);
}

/** A server that answers one chunk after the other, and attacks with the last answer. */
function server(answers: readonly string[], attack: (socket: Socket) => void): Promise<number> {
  return listen((socket) => {
    const left = [...answers];
    const onData = (): void => {
      socket.write(left.shift() ?? '');
      if (left.length > 0) return;
      socket.removeListener('data', onData);
      attack(socket);
    };
    socket.on('data', onData);
  });
}

function profile(port: number, scheme = 'xmpp'): ConnectionProfile {
  return { protocol: 'xmpp', service: `${scheme}://127.0.0.1:${port}`, jid: 'romeo@localhost/test' };
}

function connect(port: number, scheme = 'xmpp'): Promise<Outcome<ConnectionInfo>> {
  return wire.connect({ name: 'romeo', password: 'secret', profile: profile(port, scheme) });
}

const ask = (timeout: number): Promise<Outcome<SendReply>> =>
  wire.send({ connection: 'romeo', payload: { kind: 'xmpp', text: '<iq type="get" id="q"/>' }, timeout });

/** Each character in a write of its own. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => socket.write(text[at++] ?? 'a'), 2);
  socket.on('close', () => clearInterval(timer));
}

describe('a login ends at a server that', () => {
  const late = /did not finish the login/u;
  it.each<readonly [string, readonly string[], (socket: Socket) => void, RegExp]>([
    ['sends white space without end', [header], (socket) => flood(socket, ' '), late],
    [
      'sends stanzas without end instead of the resource',
      [...upToBind, ''],
      (socket) => flood(socket, '<presence/>'),
      late,
    ],
    [
      'sends requests without end instead of the resource',
      [...upToBind, ''],
      (socket) => flood(socket, "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>"),
      late,
    ],
    [
      'sends a header without end',
      [''],
      (socket) => flood(socket, 'a', '<stream:stream a="'),
      /more than 16 MB|did not finish|not XML/u,
    ],
    [
      'sends features without end',
      [header],
      (socket) => flood(socket, '<a/>', '<stream:features>'),
      /more than 16 MB|did not finish|not XML/u,
    ],
    ['sends features again and again', [header], (socket) => flood(socket, features(plain)), /before this client/u],
    ['sends headers again and again', [header], (socket) => flood(socket, header), /before this client/u],
    ['sends one byte at a time', [header], (socket) => drip(socket, '<stream:features>'), late],
    [
      'sends challenges again and again',
      [header + features(plain), ''],
      (socket) => flood(socket, "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>YQ==</challenge>"),
      /challenge|before this client/u,
    ],
  ])(
    '%s',
    async (_what, answers, attack, message) => {
      const failure = failureOf(await connect(await server(answers, attack)));
      expect(failure.message).toMatch(message);
    },
    patience,
  );
});

describe('sending ends at a server that', () => {
  it(
    'asks and never reads the answers',
    async () => {
      const request = `<iq type='get' id='${'x'.repeat(2000)}'><ping xmlns='urn:xmpp:ping'/></iq>`;
      const port = await server([...upToBind, bound, ''], (socket) => {
        socket.pause();
        flood(socket, request);
      });
      valueOf(await connect(port));
      const failure = failureOf(await ask(patience));
      expect(failure.message).toContain('does not read what is sent to it: more than 1 MB wait');
      expect((await wire.connections())[0]).toMatchObject({ state: 'failed' });
    },
    patience,
  );

  it.each([
    ['white space', ' '],
    ['stanzas', '<presence/>'],
    ['requests', "<iq type='get' id='1'/>"],
    ['other replies', "<iq type='result' id='other'/>"],
    ['large stanzas', `<message><body>${'x'.repeat(50_000)}</body></message>`],
  ])(
    'sends %s without end',
    async (_what, piece) => {
      const port = await server([...upToBind, bound, ''], (socket) => {
        socket.resume();
        flood(socket, piece);
      });
      valueOf(await connect(port));
      expect(failureOf(await ask(300)).code).toBe('timeout');
      await wire.disconnect('romeo');
      expect((await wire.connections())[0]).toMatchObject({ state: 'disconnected' });
    },
    patience,
  );

  it(
    'sends a stanza without end',
    async () => {
      const port = await server([...upToBind, bound, ''], (socket) => flood(socket, 'x', '<message><body>'));
      valueOf(await connect(port));
      const failure = failureOf(await ask(patience));
      expect(failure.code).toBe('protocol');
    },
    patience,
  );
});

describe('closing', () => {
  it(
    'frees the socket of a server that neither reads nor closes',
    async () => {
      const sockets: Socket[] = [];
      const onSocket = (created: unknown): void => void sockets.push((created as { readonly socket: Socket }).socket);
      subscribe('net.client.socket', onSocket);
      const own = testWire(patient);
      const port = await server([...upToBind, bound], (socket) => socket.pause());
      valueOf(await own.connect({ name: 'romeo', password: 'secret', profile: profile(port) }));
      unsubscribe('net.client.socket', onSocket);
      const socket = sockets.find(({ remotePort }) => remotePort === port);
      expect(socket?.destroyed).toBe(false);
      // More than the two sockets hold.
      for (let i = 0; i < 12; i++)
        valueOf(
          await own.send({
            connection: 'romeo',
            payload: { kind: 'xmpp', text: `<message><body>${'x'.repeat(1 << 20)}</body></message>` },
            timeout: 1,
          }),
        );
      await own.disconnect('romeo');
      await expect.poll(() => socket?.destroyed).toBe(true);
    },
    patience,
  );
});

/** A WebSocket server (RFC 6455) made by hand, since it is to break the rules: it answers messages, and attacks with the last answer. */
function webSocketServer(answers: readonly (readonly string[])[], attack: (socket: Socket) => void): Promise<number> {
  return listen((socket) => {
    let left: typeof answers | undefined;
    const onData = (data: Buffer): void => {
      if (left === undefined) {
        const key = /sec-websocket-key: (.*)\r\n/iu.exec(data.toString())?.[1] ?? '';
        const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n`,
        );
        left = answers;
        return;
      }
      for (const text of left[0] ?? []) socket.write(message(text));
      left = left.slice(1);
      if (left.length > 0) return;
      socket.removeListener('data', onData);
      attack(socket);
    };
    socket.on('data', onData);
  });
}

/** An unmasked frame; `first` is its first byte: FIN and the opcode. */
function frame(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.from([first, length]) : Buffer.from([first, 126, length >> 8, length & 0xff]);
  return Buffer.concat([head, payload]);
}

const message = (text: string): Buffer => frame(0x81, Buffer.from(text));
const wsOpen = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' version='1.0' id='1'/>";
const wsFeatures = (inner: string): string => `<features xmlns='http://etherx.jabber.org/streams'>${inner}</features>`;
const wsLogin = [
  [wsOpen, wsFeatures(plain)],
  [success],
  [wsOpen, wsFeatures(bind)],
  [bound.replace('<iq', "<iq xmlns='jabber:client'")],
  [],
];
const continuation = 0x00;
const text = 0x01;
const ping = 0x89;

describe('over WebSocket', () => {
  it.each<readonly [string, (socket: Socket) => void]>([
    ['messages', (socket) => flood(socket, message("<presence xmlns='jabber:client'/>"))],
    ['pings that it reads the answers to', (socket) => flood(socket.resume(), frame(ping, Buffer.alloc(0)))],
  ])(
    'sending ends at a server that sends %s without end',
    async (_what, attack) => {
      valueOf(await connect(await webSocketServer(wsLogin, attack), 'ws'));
      expect(failureOf(await ask(300)).code).toBe('timeout');
    },
    patience,
  );

  it.each<readonly [string, Buffer, RegExp]>([
    ['pings', frame(ping, Buffer.alloc(125)), /more than 1 MB wait/u],
    ['requests', message(`<iq xmlns='jabber:client' type='get' id='${'x'.repeat(2000)}'/>`), /more than 1 MB wait/u],
  ])(
    'sending ends at a server that sends %s and never reads the answers',
    async (_what, piece, expected) => {
      const port = await webSocketServer(wsLogin, (socket) => {
        socket.pause();
        flood(socket, piece);
      });
      valueOf(await connect(port, 'ws'));
      expect(failureOf(await ask(patience)).message).toMatch(expected);
    },
    patience,
  );

  it.each(['', 'a'])(
    'sending ends at a server that sends fragments with “%s” without end',
    async (content) => {
      const port = await webSocketServer(wsLogin, (socket) =>
        flood(socket, frame(continuation, Buffer.from(content)), frame(text, Buffer.from('<')).toString('latin1')),
      );
      valueOf(await connect(port, 'ws'));
      expect(failureOf(await ask(patience)).code).toBe('closed');
    },
    patience,
  );

  it(
    'a login ends at a server that sends messages without end',
    async () => {
      const port = await webSocketServer([[wsOpen]], (socket) =>
        flood(socket, message("<presence xmlns='jabber:client'/>")),
      );
      expect(failureOf(await connect(port, 'ws')).code).toBe('protocol');
    },
    patience,
  );

  it(
    'a login ends at a server that sends a message before its <open/>',
    async () => {
      const port = await webSocketServer([[wsFeatures(plain), wsOpen]], () => undefined);
      expect(failureOf(await connect(port, 'ws')).message).toContain('before its stream header');
    },
    patience,
  );
});

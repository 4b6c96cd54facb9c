import { once } from 'node:events';
import { connect as connectTcp, createServer as createTcp, type AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificate, type PlaygroundCertificate } from '../../../playground/certificate.ts';
import { TlsStream, readKeyLog, type TlsSession } from '../../../protocols/captures/tls.ts';
import type { Side } from '../../../protocols/core/index.ts';
import { tlsCrypto } from '../../../workspace/tls-crypto.ts';

let certificate: PlaygroundCertificate;
const ends: (() => void)[] = [];

beforeAll(async () => {
  certificate = await makeCertificate(['localhost', '127.0.0.1']);
});
afterAll(() => {
  for (const end of ends) end();
});

interface Recorded {
  readonly pieces: readonly { readonly side: Side; readonly bytes: Uint8Array }[];
  readonly keyLog: string;
}

/** Records a conversation of `ping` and `pong` through TLS, as it crosses a relay. */
async function record(options: { ciphers?: string; minVersion: 'TLSv1.2' | 'TLSv1.3' }): Promise<Recorded> {
  const { minVersion } = options;
  const server = createServer(
    { key: certificate.key, cert: certificate.cert, ...options, maxVersion: minVersion },
    (socket) =>
      socket.on('data', () => socket.end(`pong of the server${'.'.repeat(300)}`)).on('error', () => undefined),
  );
  let keyLog = '';
  server.on('keylog', (line: Buffer) => (keyLog += line.toString()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const pieces: { side: Side; bytes: Uint8Array }[] = [];
  const relay = createTcp((socket) => {
    const onward = connectTcp((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('data', (bytes) => (pieces.push({ side: 'client', bytes: new Uint8Array(bytes) }), onward.write(bytes)));
    onward.on('data', (bytes) => (pieces.push({ side: 'server', bytes: new Uint8Array(bytes) }), socket.write(bytes)));
    socket.on('end', () => onward.end()).on('error', () => undefined);
    onward.on('end', () => socket.end()).on('error', () => undefined);
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  ends.push(
    () => server.close(),
    () => relay.close(),
  );
  const { port } = relay.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', ca: certificate.ca, servername: 'localhost' });
  await once(client, 'secureConnect');
  client.write('ping of the client');
  client.resume();
  await once(client, 'close');
  return { pieces, keyLog };
}

/** What opens of a recording with a key log. */
function opened({ pieces, keyLog }: Recorded, size = Infinity): { said: Record<Side, string>; notes: string[] } {
  const session: TlsSession = {};
  const said = { client: '', server: '' };
  const notes: string[] = [];
  const streamOf = (side: Side): TlsStream =>
    new TlsStream(
      {
        data: (bytes) => void (said[side] += Buffer.from(bytes).toString()),
        gap: () => undefined,
        end: () => undefined,
      },
      side,
      session,
      readKeyLog(keyLog),
      tlsCrypto,
      (text) => notes.push(text),
    );
  const streams = { client: streamOf('client'), server: streamOf('server') };
  for (const { side, bytes } of pieces)
    for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length))
      streams[side].data(bytes.slice(at, at + size), 0);
  return { said, notes };
}

const all = { client: 'ping of the client', server: `pong of the server${'.'.repeat(300)}` };

test.each([
  { minVersion: 'TLSv1.3' as const },
  ...[
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-SHA',
    'ECDHE-ECDSA-AES256-SHA',
    'ECDHE-ECDSA-AES128-SHA256',
    'ECDHE-ECDSA-AES256-SHA384',
  ].map((ciphers) => ({ minVersion: 'TLSv1.2' as const, ciphers: `${ciphers}:@SECLEVEL=0` })),
])('a connection of TLS opens with its key log: %o', async (options) => {
  const recorded = await record(options);
  expect(opened(recorded)).toEqual({ said: all, notes: [] });
  expect(opened(recorded, 7)).toEqual({ said: all, notes: [] });
});

test('another key log does not open it, and a note says so', async () => {
  for (const minVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const recorded = await record({ minVersion });
    const wrong = recorded.keyLog.replace(/[0-9a-f]{2}$/gm, '00').replace(/[0-9a-f]{4}$/gm, '0101');
    const { said, notes } = opened({ ...recorded, keyLog: wrong });
    expect(said).toEqual({ client: '', server: '' });
    expect(notes).toContainEqual(expect.stringMatching(/does not open with the secrets/));
    expect(opened({ ...recorded, keyLog: '' }).notes).toContainEqual(
      expect.stringMatching(/no key log with its (?:CLIENT_RANDOM|SERVER_HANDSHAKE_TRAFFIC_SECRET) was given/),
    );
  }
});

test('any bytes in place of records do not throw', async () => {
  const recorded = await record({ minVersion: 'TLSv1.2' });
  for (let seed = 1; seed < 200; seed++) {
    const pieces = recorded.pieces.map(({ side, bytes }) => {
      const broken = bytes.slice();
      broken[(seed * 7919) % broken.length] = seed & 255;
      return { side, bytes: broken };
    });
    expect(() => opened({ ...recorded, pieces })).not.toThrow();
  }
});

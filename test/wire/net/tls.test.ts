import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { makeCertificate, type PlaygroundCertificate } from '../../../playground/certificate.ts';
import type { Timeouts } from '../../../wire/net/deadline.ts';
import type { ConnectionProfile, WireFailure } from '../../../wire/protocol.ts';
import { cleanUp, failureOf, listen, testWire } from '../fake.ts';

let certificate: PlaygroundCertificate;
let folder: string;

beforeAll(async () => {
  certificate = await makeCertificate(['localhost', '127.0.0.1']);
  folder = await mkdtemp(join(tmpdir(), 'wireloupe-tls-'));
  await writeFile(join(folder, 'ca.pem'), certificate.ca);
  await writeFile(join(folder, 'other.pem'), (await makeCertificate(['localhost'])).ca);
  await writeFile(join(folder, 'nonsense.pem'), '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
});

afterAll(() => rm(folder, { recursive: true }));

/** A TLS server on loopback that ends a connection when something was said on it: then a client went on behind the handshake. */
async function curtTls(): Promise<number> {
  return started(
    createServer({ key: certificate.key, cert: certificate.cert }, (socket) =>
      socket.on('error', () => undefined).once('data', () => socket.end()),
    ),
  );
}

async function started(server: Server): Promise<number> {
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function connect(
  service: string,
  tls: ConnectionProfile['tls'] = {},
  timeouts: Partial<Timeouts> = {},
): Promise<WireFailure> {
  const xmpp = !service.startsWith('amqp');
  return failureOf(
    await testWire(timeouts).connect({
      name: 'x',
      password: 'x',
      profile: {
        protocol: xmpp ? 'xmpp' : 'amqp',
        service,
        tls,
        ...(xmpp ? { jid: 'romeo@localhost' } : { username: 'guest' }),
      },
    }),
  );
}

describe('TLS', () => {
  it.each(['amqps', 'xmpps'])(
    '%s does not trust an authority that nobody knows, and hands out its certificate',
    async (scheme) => {
      const failure = await connect(`${scheme}://127.0.0.1:${await curtTls()}`);
      expect(failure.code).toBe('tls-untrusted');
      expect(failure.hint).toContain('tls.ca');
      expect(failure.untrustedCa).toContain('BEGIN CERTIFICATE');
    },
  );

  it('goes on once that authority is trusted', async () => {
    const port = await curtTls();
    expect((await connect(`amqps://localhost:${port}`, { ca: join(folder, 'ca.pem') })).code).toBe('closed');
    expect((await connect(`xmpps://127.0.0.1:${port}`, { ca: join(folder, 'ca.pem') })).code).toBe('closed');
  });

  it('reads PEM files behind a byte order mark, and those whose names are not UTF-8', async () => {
    const port = await curtTls();
    const marked = join(folder, 'marked.pem');
    await writeFile(marked, `\uFEFF${certificate.ca}`);
    expect((await connect(`amqps://localhost:${port}`, { ca: marked })).code).toBe('closed');
    const name = Buffer.from('caf\u00e9.pem', 'latin1');
    await writeFile(Buffer.concat([Buffer.from(`${folder}/`), name]), certificate.ca);
    expect((await connect(`amqps://localhost:${port}`, { ca: join(folder, name.toString()) })).code).toBe('closed');
    expect((await connect(`amqps://localhost:${port}`, { ca: folder })).message).toContain('tls.ca cannot be read');
  });

  it('goes on once the certificate in the failure is trusted, as “Trust this CA” does', async () => {
    const port = await curtTls();
    const { untrustedCa = '' } = await connect(`amqps://localhost:${port}`);
    await writeFile(join(folder, 'trusted.pem'), untrustedCa);
    expect((await connect(`amqps://localhost:${port}`, { ca: join(folder, 'trusted.pem') })).code).toBe('closed');
  });

  it('does not trust another authority', async () => {
    expect((await connect(`amqps://localhost:${await curtTls()}`, { ca: join(folder, 'other.pem') })).code).toBe(
      'tls-untrusted',
    );
  });

  it('goes on without verification where the profile says so', async () => {
    expect((await connect(`amqps://localhost:${await curtTls()}`, { verify: false })).code).toBe('closed');
  });

  it('wants the name that was asked for', async () => {
    const failure = await connect(`amqps://127.0.0.1:${await curtTls()}`, {
      ca: join(folder, 'ca.pem'),
      servername: 'broker.example',
    });
    expect(failure.code).toBe('tls-untrusted');
    expect(failure.message).toContain('broker.example');
    expect(failure.hint).toContain('servername');
  });

  it.each(['amqps', 'xmpps'])('%s does not wait for ever for a handshake', async (scheme) => {
    const failure = await connect(`${scheme}://127.0.0.1:${await listen(() => undefined)}`, {}, { tls: 400 });
    expect(failure.code).toBe('timeout');
    expect(failure.message).toContain('TLS handshake');
  });

  it('tells of a server that closes during the handshake', async () => {
    expect((await connect(`amqps://127.0.0.1:${await listen((socket) => socket.end())}`)).code).toBe('closed');
  });

  it.each([
    ['is missing', 'no-such.pem', /cannot be read/u],
    ['is no PEM', 'nonsense.pem', /PEM files/u],
  ])('says when the authority’s file %s', async (_what, file, message) => {
    const failure = await connect(`amqps://localhost:${await curtTls()}`, { ca: join(folder, file) });
    expect(failure.code).toMatch(/^tls/u);
    expect(`${failure.message} ${failure.hint ?? ''}`).toMatch(message);
  });
});

describe('WebSocket', () => {
  async function webSocketServer(): Promise<number> {
    const server = createHttpsServer({ key: certificate.key, cert: certificate.cert }, (_request, response) =>
      response.writeHead(404).end(),
    );
    const sockets = new WebSocketServer({ server, path: '/xmpp', handleProtocols: () => false });
    cleanUp(() => sockets.close());
    return started(server);
  }

  it('does not trust an authority that nobody knows, and hands out its certificate', async () => {
    const failure = await connect(`wss://localhost:${await webSocketServer()}/xmpp`);
    expect(failure.code).toBe('tls-untrusted');
    expect(failure.untrustedCa).toContain('BEGIN CERTIFICATE');
  });

  it('wants the subprotocol of XMPP', async () => {
    expect(
      (await connect(`wss://localhost:${await webSocketServer()}/xmpp`, { ca: join(folder, 'ca.pem') })).message,
    ).toMatch(/subprotocol/u);
  });

  it('tells what the server answered instead', async () => {
    const failure = await connect(`wss://localhost:${await webSocketServer()}/wrong`, { ca: join(folder, 'ca.pem') });
    expect(failure.message).toMatch(/HTTP 40\d/u);
  });

  it('does not wait for ever', async () => {
    expect((await connect(`ws://127.0.0.1:${await listen(() => undefined)}/xmpp`, {}, { tls: 400 })).code).toBe(
      'timeout',
    );
  });

  it('tells of a server that speaks something else', async () => {
    const port = await listen((socket) => socket.end('220 mail\r\n'));
    expect((await connect(`ws://127.0.0.1:${port}/xmpp`)).code).toMatch(/protocol|closed/u);
  });
});

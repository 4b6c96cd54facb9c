import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer, type PerMessageDeflateOptions } from 'ws';
import { makeCertificate } from '../../../../playground/certificate.ts';
import { captureOf, read } from './reading.ts';
import { startRelay } from './relay.ts';

const stanza = (i: number): string =>
  `<message xmlns="jabber:client" id="${i}"><body>${'hello '.repeat(i * 50)}</body></message>`;

describe('what the programs of others send is read from a capture', () => {
  test.each<[string, PerMessageDeflateOptions | boolean]>([
    ['no extension', false],
    ['permessage-deflate', { threshold: 0 }],
    [
      'permessage-deflate without contexts',
      { threshold: 0, serverNoContextTakeover: true, clientNoContextTakeover: true },
    ],
    ['permessage-deflate with small windows', { threshold: 0, serverMaxWindowBits: 9, clientMaxWindowBits: 9 }],
    ['permessage-deflate for long messages only', { threshold: 1024 }],
  ])('ws, with %s', async (_name, perMessageDeflate) => {
    const server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      perMessageDeflate,
      handleProtocols: () => 'xmpp',
    });
    await once(server, 'listening');
    const relay = await startRelay((server.address() as AddressInfo).port);
    // Each message is answered by the next one.
    server.on('connection', (socket) =>
      socket.on('message', (data: Buffer) => socket.send(stanza(Number(/\d+/.exec(data.toString())?.[0]) + 1))),
    );
    const client = new WebSocket(`ws://127.0.0.1:${relay.port}/`, 'xmpp', { perMessageDeflate });
    await once(client, 'open');
    for (const i of [0, 2, 4, 6, 8]) {
      client.send(stanza(i));
      await once(client, 'message');
    }
    client.close();
    await once(client, 'close');
    server.close();
    relay.stop();
    for (const size of [100, 1400]) {
      const { seen, notes } = read(captureOf(relay.pieces, size));
      expect(seen.map(({ kind, text }) => `${kind} ${text}`)).toEqual(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `stanza ${stanza(i)}`),
      );
      expect(notes).toEqual([]);
    }
  });

  test('Node’s HTTP inside TLS, with a key log', async () => {
    const certificate = await makeCertificate(['localhost', '127.0.0.1']);
    const body = (text: string): string => `<body xmlns='http://jabber.org/protocol/httpbind' sid='S1'>${text}</body>`;
    const server = https.createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'text/xml' });
        response.end(zlib.gzipSync(body(`<iq type='result' id='${String(request.headers['x-id'])}'/>`)));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const relay = await startRelay((server.address() as AddressInfo).port);
    let keyLog = '';
    const agent = new https.Agent({ keepAlive: true, ca: certificate.ca });
    agent.on('keylog', (line: Buffer) => (keyLog += line.toString()));
    for (const id of ['1', '2']) {
      await new Promise<void>((resolve, reject) => {
        const request = https.request(
          {
            agent,
            port: relay.port,
            host: '127.0.0.1',
            servername: 'localhost',
            method: 'POST',
            headers: { 'X-Id': id },
          },
          (response) => response.resume().on('end', resolve),
        );
        request.on('error', reject).end(body(`<iq type='get' id='${id}'/>`));
      });
    }
    agent.destroy();
    server.close();
    relay.stop();
    const { seen, notes } = read(captureOf(relay.pieces), keyLog);
    expect(seen.map(({ kind, side, encrypted, text }) => ({ kind, side, encrypted, text }))).toEqual(
      ['1', '2'].flatMap((id) => [
        { kind: 'body', side: 'client', encrypted: true, text: body(`<iq type='get' id='${id}'/>`) },
        { kind: 'body', side: 'server', encrypted: true, text: body(`<iq type='result' id='${id}'/>`) },
      ]),
    );
    expect(notes).toEqual([]);
  });
});

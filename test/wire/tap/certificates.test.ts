import { once } from 'node:events';
import { connect as connectTls, createServer } from 'node:tls';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../playground/certificate.ts';
import { cleanUp, listen } from '../fake.ts';
import { behindTls, pemFile, tapped } from './tapped.ts';

/** A server that says nothing. */
const silent = (): Promise<number> => listen((socket) => void socket.resume());

describe('a program that is refused by a tap, or refuses it', () => {
  it('learns nothing, and the tap says that its CA is not trusted', async () => {
    const { port, notes } = await tapped('amqp', 'amqps://localhost:0', `amqp://localhost:${await silent()}`);
    const socket = connectTls({ port, host: 'localhost' });
    socket.on('data', () => expect.unreachable());
    await once(socket, 'error');
    await expect.poll(() => notes.length).toBe(1);
    expect(notes[0]).toMatch(/program (?:does not trust the certificate|closed the connection)/u);
    expect(notes[0]).toMatch(/[Mm]ake (?:it|the program) trust the development CA/u);
  });

  it('does not speak TLS', async () => {
    const { port, notes } = await tapped('amqp', 'amqps://localhost:0', `amqp://localhost:${await silent()}`);
    const socket = connect({ port, host: 'localhost' });
    cleanUp(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.write('AMQP\0\u0001\0\0');
    await expect.poll(() => notes).toEqual([expect.stringContaining('does not speak TLS with the tap “mine”')]);
  });
});

describe('a server whose certificate is not good', () => {
  async function notesFor(to: string, ca?: string): Promise<readonly string[]> {
    const { port, notes } = await tapped('amqp', 'amqp://localhost:0', to, ca === undefined ? {} : { ca });
    const socket = connect({ port, host: 'localhost' });
    cleanUp(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.write('AMQP\0\u0001\0\0');
    await expect.poll(() => notes.length).toBe(1);
    return notes;
  }

  it('is of an unknown authority', async () => {
    const { port } = await behindTls(await silent());
    expect(await notesFor(`amqps://localhost:${port}`)).toEqual([
      expect.stringContaining('is not signed by an authority that this machine trusts'),
    ]);
  });

  it('is for another name', async () => {
    const { cert, key, ca } = await makeCertificate(['elsewhere.example']);
    const server = createServer({ cert, key }).listen(0, '127.0.0.1');
    cleanUp(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await notesFor(`amqps://127.0.0.1:${port}`, pemFile(ca))).toEqual([
      expect.stringContaining('is for DNS:elsewhere.example, not for “127.0.0.1”'),
    ]);
  });

  it('is not shown: the server does not speak TLS', async () => {
    const port = await listen((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await notesFor(`amqps://localhost:${port}`)).toEqual([
      expect.stringMatching(/did not answer with TLS|closed the connection during the TLS handshake/u),
    ]);
  });
});

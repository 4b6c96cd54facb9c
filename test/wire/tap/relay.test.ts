import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { cleanUp, closedPort, listen, patient } from '../fake.ts';
import { bytesOf, tapped } from './tapped.ts';

/** A client of a tap, which is gone when the test is. */
async function client(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  cleanUp(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const piece = Buffer.alloc(1 << 20, 0x41);

/** Sends pieces until the kernel and the tap hold what they hold, and no more is taken. Gives how many there were. */
async function fill(socket: Socket): Promise<number> {
  let sent = 0;
  while (socket.writableLength < 8 * piece.length && sent < 200) {
    socket.write(piece);
    sent++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(sent).toBeLessThan(200);
  return sent;
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a tap', () => {
  it.each(['amqp', 'xmpp'] as const)('passes nonsense of %s unchanged, both ways, and records it', async (protocol) => {
    const [question, answer] = [randomBytes(300_000), randomBytes(500_000)];
    question[0] = answer[0] = 0;
    const got: Buffer[] = [];
    const server = await listen((socket) => {
      socket.on('data', (bytes: Buffer) => got.push(bytes));
      socket.write(answer);
      socket.on('end', () => socket.end());
    });
    const { port, crossed } = await tapped(protocol, `${protocol}://127.0.0.1:0`, `${protocol}://127.0.0.1:${server}`);
    const socket = await client(port);
    const back: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => back.push(bytes));
    socket.end(question);
    await once(socket, 'close');
    expect(sha(Buffer.concat(got))).toBe(sha(question));
    expect(sha(Buffer.concat(back))).toBe(sha(answer));
    expect(sha(bytesOf(crossed, 'client'))).toBe(sha(question));
    expect(sha(bytesOf(crossed, 'server'))).toBe(sha(answer));
  });

  it('keeps a direction open when the other one has ended', async () => {
    const server = await listen((socket) => {
      socket.allowHalfOpen = true;
      socket.on('data', () => undefined);
      socket.on('end', () => socket.end('later'));
    });
    const { port, ended } = await tapped('amqp', 'amqp://127.0.0.1:0', `amqp://127.0.0.1:${server}`);
    const socket = await client(port);
    const got: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => got.push(bytes));
    socket.end('AMQP');
    await once(socket, 'close');
    expect(Buffer.concat(got).toString()).toBe('later');
    await expect.poll(() => ended).toEqual(['0 client', '0 server']);
  });

  it('holds back an end that sends more than the other one reads', async () => {
    let server: Socket | undefined;
    const at = await listen((socket) => {
      socket.pause();
      server = socket;
    });
    const { port } = await tapped('amqp', 'amqp://127.0.0.1:0', `amqp://127.0.0.1:${at}`);
    const socket = await client(port);
    const sent = await fill(socket);
    let got = 0;
    server?.on('data', (bytes: Buffer) => (got += bytes.length));
    server?.resume();
    socket.end();
    await expect.poll(() => got).toBe(sent * piece.length);
  });

  it('reads no more while the recording is behind', async () => {
    let got = 0;
    const at = await listen((socket) => socket.on('data', (bytes: Buffer) => (got += bytes.length)));
    let isBehind = true;
    let caughtUp: () => void = () => undefined;
    const room = new Promise<void>((resolve) => (caughtUp = resolve));
    const { port } = await tapped('amqp', 'amqp://127.0.0.1:0', `amqp://127.0.0.1:${at}`, {}, patient, {
      room: () => (isBehind ? room : undefined),
    });
    const socket = await client(port);
    const sent = await fill(socket);
    isBehind = false;
    caughtUp();
    socket.end();
    await expect.poll(() => got, { timeout: 60_000 }).toBe(sent * piece.length);
  });

  it('passes the beginning of a request on whose program ends behind it', async () => {
    const got: Buffer[] = [];
    const at = await listen((socket) => socket.on('data', (bytes: Buffer) => got.push(bytes)));
    const { port } = await tapped('xmpp', 'ws://127.0.0.1:0', `ws://127.0.0.1:${at}`);
    const socket = await client(port);
    socket.resume();
    socket.end('GET /xmpp HTTP/1.1\r\nHost: a');
    await expect.poll(() => Buffer.concat(got).toString()).toBe('GET /xmpp HTTP/1.1\r\nHost: a');
  });

  it('cuts the other end off where one is cut off, and says so', async () => {
    let server: Socket | undefined;
    const at = await listen((socket) => {
      server = socket;
      socket.resume();
    });
    const { port, notes, tap } = await tapped('amqp', 'amqp://127.0.0.1:0', `amqp://127.0.0.1:${at}`);
    const socket = await client(port);
    const failed = once(socket, 'error');
    socket.write('AMQP\0\u0001\0\0');
    await expect.poll(() => server?.bytesRead).toBe(8);
    server?.resetAndDestroy();
    expect(((await failed) as [NodeJS.ErrnoException])[0].code).toBe('ECONNRESET');
    await expect.poll(() => notes).toEqual(['The server cut the connection off (ECONNRESET)']);
    expect(tap.open).toBe(0);
  });

  it('says that there is no server, and goes on listening', async () => {
    const at = await closedPort();
    const { port, notes, tap } = await tapped('amqp', 'amqp://127.0.0.1:0', `amqp://127.0.0.1:${at}`);
    for (let attempt = 1; attempt <= 2; attempt++) {
      const socket = await client(port);
      socket.on('error', () => undefined);
      socket.write('AMQP\0\u0001\0\0');
      await expect.poll(() => notes.length).toBe(attempt);
      expect(notes.at(-1)).toContain(`Nothing listens at 127.0.0.1:${at}`);
    }
    await expect.poll(() => tap.open).toBe(0);
  });
});

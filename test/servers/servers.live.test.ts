import net from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  hasEjabberd,
  hasProsody,
  hasProton,
  hasRabbit,
  startEjabberd,
  startProsody,
  startProton,
  startRabbit,
} from './index.ts';

/** What a server answers to the first bytes. */
function answer(port: number, bytes: string | Buffer, enough: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setTimeout(10_000, () => {
      socket.destroy();
      reject(new Error(`no answer: ${text}`));
    });
    socket.on('error', reject);
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (!enough.test(text)) return;
      socket.destroy();
      resolve(text);
    });
  });
}

const stream = `<?xml version='1.0'?><stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const amqp = Buffer.from('AMQP\x00\x01\x00\x00', 'latin1');

describe('the servers that the live tests use', () => {
  test.skipIf(!hasProsody)('Prosody answers a stream with STARTTLS', async () => {
    const server = await startProsody();
    try {
      expect(await answer(server.c2s, stream, /<\/stream:features>/)).toContain('starttls');
    } finally {
      await server.stop();
    }
  });
  test.skipIf(!hasEjabberd)('ejabberd answers a stream with STARTTLS', async () => {
    const server = await startEjabberd();
    try {
      expect(await answer(server.c2s, stream, /<\/stream:features>/)).toContain('starttls');
    } finally {
      await server.stop();
    }
  });
  test.skipIf(!hasRabbit)('RabbitMQ speaks AMQP 1.0', async () => {
    const server = await startRabbit();
    try {
      expect(await answer(server.port, Buffer.from('AMQP\x03\x01\x00\x00', 'latin1'), /PLAIN/)).toSatisfy(
        (text: string) => text.startsWith('AMQP\x03\x01\x00\x00'),
      );
    } finally {
      await server.stop();
    }
  });
  test.skipIf(!hasProton)('the Proton broker speaks AMQP 1.0', async () => {
    const server = await startProton();
    try {
      expect(await answer(server.port, amqp, /AMQP/)).toSatisfy((text: string) =>
        text.startsWith('AMQP\x00\x01\x00\x00'),
      );
    } finally {
      await server.stop();
    }
  });
});

import net from 'node:net';
import rhea from 'rhea';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conversation } from '../../../protocols/amqp/conversation/index.ts';
import { createAmqpFramer, decodeFrame, encode, toEncodable } from '../../../protocols/amqp/index.ts';
import { encodeScript, formatUnit, parseSource } from '../../../protocols/amqp/notation/index.ts';
import { hasProton, hasRabbit, startProton, startRabbit } from '../../servers/index.ts';

interface Recorded {
  readonly side: 'client' | 'server';
  readonly bytes: Uint8Array;
}

/** A plain pipe to a server that keeps what passes, in the order in which it passes. */
async function recordingPipe(
  port: number,
): Promise<{ readonly port: number; readonly recorded: Recorded[]; stop(): Promise<void> }> {
  const recorded: Recorded[] = [];
  const sockets = new Set<net.Socket>();
  const pipe = net.createServer((client) => {
    const server = net.connect(port, '127.0.0.1');
    const join = (from: net.Socket, to: net.Socket, side: Recorded['side']): void => {
      sockets.add(from);
      from.on('data', (bytes) => {
        recorded.push({ side, bytes });
        to.write(bytes);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => to.end());
    };
    join(client, server, 'client');
    join(server, client, 'server');
  });
  await new Promise<void>((resolve) => pipe.listen(0, '127.0.0.1', resolve));
  return {
    port: (pipe.address() as net.AddressInfo).port,
    recorded,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => pipe.close(resolve));
    },
  };
}

const bodies: readonly unknown[] = [
  'text',
  42,
  true,
  { a: [1, 'two', null], b: { c: 1.5 } },
  rhea.message.data_section(Buffer.alloc(100_000, 7)),
  rhea.message.sequence_section([1, 2, 3]),
];

/** Sends messages of many kinds to a queue through the pipe, receives them, and closes. */
function session(port: number, queue: string, login: { username?: string; password?: string }): Promise<number> {
  const container = rhea.create_container();
  return new Promise((resolve, reject) => {
    let received = 0;
    AbortSignal.timeout(30_000).addEventListener('abort', () =>
      reject(new Error(`only ${received} messages came back`)),
    );
    container.on('connection_error', reject);
    container.on('disconnected', () => undefined);
    container.once('sendable', ({ sender }: rhea.EventContext) => {
      for (const [index, body] of bodies.entries()) {
        sender?.send({
          message_id: `m-${index}`,
          subject: 'päckchen 😀',
          application_properties: { number: index, flag: true, ratio: 0.5, name: 'x' },
          message_annotations: { 'x-opt-test': index },
          body,
        });
      }
      connection.open_receiver({ source: queue, credit_window: 0 }).add_credit(bodies.length);
    });
    container.on('message', ({ connection: from }: rhea.EventContext) => {
      received++;
      if (received === bodies.length) from.close();
    });
    container.on('connection_close', () => resolve(received));
    const connection = container.connect({ port, host: '127.0.0.1', reconnect: false, ...login });
    connection.open_sender(queue);
  });
}

interface Peer {
  readonly name: string;
  readonly missing: boolean;
  readonly queue: string;
  readonly start: () => Promise<{
    readonly port: number;
    readonly username?: string;
    readonly password?: string;
    stop(): Promise<void>;
  }>;
}

/** rhea as a broker of one queue. */
async function startRhea(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const container = rhea.create_container();
  const held: rhea.Message[] = [];
  let consumer: rhea.Sender | undefined;
  const pump = (): void => {
    while (consumer?.sendable() === true && held.length > 0) {
      const message = held.shift();
      if (message !== undefined) consumer.send(message);
    }
  };
  container.on('message', ({ message }: rhea.EventContext) => {
    if (message !== undefined) held.push(message);
    pump();
  });
  // Once the attach is written: rhea writes transfers first, when both are due at once.
  container.on('sender_open', ({ sender }: rhea.EventContext) => {
    setImmediate(() => {
      consumer = sender;
      pump();
    });
  });
  container.on('sendable', pump);
  const server = container.listen({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const peers: readonly Peer[] = [
  { name: 'RabbitMQ', missing: !hasRabbit, queue: '/queue/fresh', start: startRabbit },
  { name: 'Proton', missing: !hasProton, queue: 'fresh', start: startProton },
  { name: 'rhea', missing: false, queue: 'fresh', start: startRhea },
];

describe.each(peers)('a session with $name, recorded afresh', ({ missing, queue, start }) => {
  let recorded: readonly Recorded[] = [];
  let stop = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    if (missing) return;
    const server = await start();
    const pipe = await recordingPipe(server.port);
    stop = async () => {
      await pipe.stop();
      await server.stop();
    };
    const { username, password } = server;
    expect(
      await session(pipe.port, queue, username === undefined || password === undefined ? {} : { username, password }),
    ).toBe(bodies.length);
    recorded = pipe.recorded;
  });
  afterAll(() => stop());

  /** The units in the order in which they passed. */
  const units = (): { readonly side: Recorded['side']; readonly bytes: Uint8Array }[] => {
    const framers = { client: createAmqpFramer(), server: createAmqpFramer() };
    return recorded.flatMap(({ side, bytes }) =>
      framers[side].push(bytes).map((unit) => ({ side, bytes: unit.bytes })),
    );
  };

  test.skipIf(missing)('consists of units without garbage, and no frame of it is malformed', () => {
    const conversation = new Conversation();
    const heard = units().map(({ side, bytes }) => conversation.feed(side, bytes));
    expect(heard.length).toBeGreaterThan(20);
    expect(heard.filter(({ frame }) => frame.kind === 'garbage')).toEqual([]);
    expect(
      heard.flatMap(({ frame }) =>
        frame.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      ),
    ).toEqual([]);
    expect(heard.filter(({ frame }) => frame.performativeName === 'transfer').length).toBeGreaterThanOrEqual(
      2 * bodies.length,
    );
  });
  test.skipIf(missing)(
    'draws no error of the conversation, but for a flow after close that RabbitMQ is known to send',
    () => {
      const conversation = new Conversation();
      const found = units().flatMap(({ side, bytes }) =>
        conversation.feed(side, bytes).found.filter(({ severity }) => severity === 'error'),
      );
      expect(found.filter(({ code }) => code !== 'amqp/after-close').map(({ message }) => message)).toEqual([]);
    },
  );
  test.skipIf(missing)('encodes back to the same bytes, by the tree and by the notation', () => {
    for (const { bytes } of units()) {
      const { performative } = decodeFrame(bytes);
      if (performative !== undefined)
        expect(encode(toEncodable(performative, bytes))).toEqual(
          new Uint8Array(bytes.subarray(performative.start, performative.end)),
        );
      const { steps } = encodeScript({ source: parseSource(formatUnit(bytes)) }, () => undefined);
      expect(
        steps.map((step) => (step.kind === 'bytes' ? Buffer.from(step.bytes).toString('hex') : step.kind)),
      ).toEqual([Buffer.from(bytes).toString('hex')]);
    }
  });
});

import { once } from 'node:events';
import { createRequire } from 'node:module';
import net, { type AddressInfo } from 'node:net';
import { format } from 'node:util';
import rhea, { type Connection, type EventContext } from 'rhea';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../../../../playground/index.ts';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { rheaFrames, rheaRaw } from '../../../../../protocols/captures/logs/amqp/rhea-raw.ts';
import type { Direction } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOfKind } from '../entries.ts';

interface Debug {
  enable(namespaces: string): void;
  disable(): string;
  log: (...values: readonly unknown[]) => void;
}
const debug = createRequire(import.meta.url)('debug') as Debug;

/** Passes bytes on to a port, and keeps them. */
class Relay {
  readonly bytes: Record<Direction, Buffer> = { sent: Buffer.alloc(0), received: Buffer.alloc(0) };
  readonly #server: net.Server;

  constructor(port: number) {
    this.#server = net.createServer((client) => {
      const upstream = net.connect(port, '127.0.0.1');
      client.on('data', (piece) => (this.bytes.sent = Buffer.concat([this.bytes.sent, piece])));
      upstream.on('data', (piece) => (this.bytes.received = Buffer.concat([this.bytes.received, piece])));
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      client.pipe(upstream).pipe(client);
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }
}

/** A session of rhea, which prints its log: a message there and back. */
async function session(port: number): Promise<string> {
  const lines: string[] = [];
  const before = debug.log;
  debug.log = (...values) => void lines.push(format(...values));
  debug.enable('rhea:raw,rhea:frames');
  try {
    const container = rhea.create_container({ id: 'logged' });
    const options = { host: '127.0.0.1', port, username: 'guest', password: 'guest', reconnect: false } as const;
    const connection: Connection = container.connect({ ...options, properties: { product: 'test' } });
    await new Promise<void>((resolve, reject) => {
      connection.on('connection_error', reject);
      connection.on('disconnected', () => undefined);
      connection.on('connection_close', () => resolve());
      connection.on('sendable', ({ sender }: EventContext) => {
        if (!sent) sender?.send({ message_id: 7, body: 'x'.repeat(100), application_properties: { n: 1 } });
        sent = true;
      });
      connection.on('message', () => connection.close());
      let sent = false;
      connection.open_receiver({ source: 'logs', autoaccept: true });
      connection.open_sender({ target: 'logs' });
    });
  } finally {
    debug.disable();
    debug.log = before;
  }
  return lines.join('\n');
}

/** The headers and frames in the bytes of one direction. */
function unitsIn(bytes: Buffer): readonly Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.toString('latin1', at, at + 4) === 'AMQP' ? 8 : bytes.readUInt32BE(at);
    units.push(bytes.subarray(at, at + size));
    at += size;
  }
  return units;
}

let playground: Playground;
let log: string;
let relay: Relay;
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  relay = new Relay(Number(new URL(playground.info.amqp).port));
  log = await session(await relay.listen());
});
afterAll(async () => {
  relay.close();
  await playground.stop();
});

describe.each(['sent', 'received'] as const)("what rhea's log has as %s", (direction) => {
  it('is every byte that crossed, where rhea:raw is in it', () => {
    const streams = entriesOfKind(rheaRaw, log, 'stream').filter((each) => each.direction === direction);
    const logged = Buffer.concat(streams.map(({ bytes }) => bytes));
    expect(logged.toString('hex')).toBe(relay.bytes[direction].subarray(0, logged.length).toString('hex'));
    expect(unitsIn(relay.bytes[direction]).length).toBe(streams.length);
  });
  it('is every frame with the values that it tells, with rhea:frames alone', () => {
    const lines = log.split('\n').filter((line) => !line.includes('rhea:raw'));
    const logged = entriesOfKind(rheaFrames, lines.join('\n'), 'unit')
      .filter((each) => each.direction === direction)
      .map(({ bytes }) => decodeFrame(bytes));
    const crossed = unitsIn(relay.bytes[direction])
      .filter((unit) => unit[0] !== 0x41)
      .map((unit) => decodeFrame(unit));
    expect(logged.map(({ performativeName, channel }) => [performativeName, channel])).toEqual(
      crossed.map(({ performativeName, channel }) => [performativeName, channel]),
    );
    logged.forEach((frame, index) => {
      expect(fieldsJson(crossed[index]!)).toMatchObject(toldBy(fieldsJson(frame)));
    });
  });
});

/** The fields of a frame that its log tells: what is not known is null there. */
function toldBy(fields: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields as Readonly<Record<string, unknown>>).filter(([, value]) => value !== null),
  );
}

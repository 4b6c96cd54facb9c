import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Playground } from '../../../playground/index.ts';
import { containerShare, maxConnections, maxMessageSize, maxName } from '../../../playground/amqp/limits.ts';
import { startBounded } from '../bounded.ts';
import { RawClient } from '../raw-client.ts';
import {
  AMQP_HEADER,
  attachReceiver,
  attachSender,
  begin,
  fields,
  frame,
  open,
  rawFrame,
  source,
  symbol,
  target,
  uint,
  ushort,
} from './frames.ts';
import { message } from './messages.ts';
import { accepted, detach, disposition, drain, flow, Peer, receive, RELEASED, transfer } from './peer.ts';

/** Megabytes of heap that the playground may hold under any of these attacks. */
const HEAP = 128;
let playground: Pick<Playground, 'info' | 'stop'>;
beforeAll(async () => {
  playground = await startBounded(HEAP);
});
afterAll(() => playground.stop());

const peer = (...frames: readonly Buffer[]): Promise<Peer> => Peer.open(playground.info.amqp, ...frames);
const opening = (...more: readonly unknown[]): Buffer => frame(0x10, ['tester', null, ...more]);
const FOUR_BILLION = 0xffff_ffff;
let queues = 0;
const newQueue = (): string => `attacked ${queues++}`;

/** Connects without more than these frames, and gives what came until the end of the connection. */
async function answer(...frames: readonly Buffer[]): Promise<string> {
  const client = await RawClient.open(playground.info.amqp);
  client.write(Buffer.concat([AMQP_HEADER, ...frames]));
  return client.closed();
}

/** A message goes into a queue and comes out again: the broker works. */
async function stillServes(): Promise<void> {
  const queue = newQueue();
  const client = await peer(attachSender(queue), transfer(0, message('alive'), { handle: 1 }));
  await client.until('disposition 0 settled accepted');
  await client.close();
  expect(await drain(playground.info.amqp, queue)).toEqual(['alive']);
}

describe('a name of an object’s inner parts', () => {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    'valueOf',
    '__defineGetter__',
    'then',
    '',
  ];

  it.each(names)('such as %j may be the name of links, of a queue, of a container and of properties', async (name) => {
    const properties = fields({ [name === '' ? 'empty' : name]: 'x', ['__proto__']: 'y' });
    const client = await RawClient.open(playground.info.amqp);
    const queue = name === '' ? 'of an empty name' : name;
    const out = frame(0x12, [
      name,
      uint(1),
      false,
      null,
      null,
      source(''),
      target(queue),
      null,
      null,
      uint(0),
      null,
      null,
      null,
      properties,
    ]);
    const into = frame(0x12, [name, uint(0), true, null, null, source(queue), target('')]);
    client.write(
      Buffer.concat([
        AMQP_HEADER,
        frame(0x10, [name, null, null, null, null, null, null, null, null, properties]),
        begin,
        out,
        into,
      ]),
    );
    client.write(
      Buffer.concat([
        flow({ credit: 1 }),
        transfer(0, message(`for ${queue}`, { application_properties: { [queue]: 'x' } }), { handle: 1 }),
      ]),
    );
    await client.until(`for ${queue}`);
    client.write(Buffer.concat([disposition(0, accepted), detach(0), detach(1), frame(0x18, [])]));
    await client.closed();
    await stillServes();
  });

  it.each(['__proto__', 'constructor', 'toString', 'enable_plain'])(
    'such as %j is not a SASL mechanism',
    async (name) => {
      const client = await RawClient.open(playground.info.amqp);
      client.write(
        Buffer.concat([Buffer.from([0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0]), frame(0x41, [symbol(name)], { sasl: true })]),
      );
      const bytes = Buffer.from(await client.closed());
      // The code 1 (auth) of the outcome.
      expect(bytes.toString('latin1')).toContain(Buffer.from('5001', 'hex').toString('latin1'));
      await stillServes();
    },
  );

  it('steals no link of another container, however names and containers are cut', async () => {
    const attach = (name: string): Buffer => attachSender(newQueue(), 1, name);
    const first = await RawClient.open(playground.info.amqp);
    first.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['a\0b']), begin, attach('c')]));
    await first.until('Wireloupe');
    const second = await RawClient.open(playground.info.amqp);
    second.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['a']), begin, attach('b\0c'), frame(0x18, [])]));
    await second.closed();
    first.write(frame(0x18, []));
    expect(await first.closed()).not.toContain('amqp:link:stolen');
  });
});

describe('a number that is taken literally', () => {
  it.each([1, 8, 100, 511])('such as a max-frame-size of %d is refused', async (size) => {
    const text = await answer(opening(uint(size)));
    expect(text).toContain('amqp:invalid-field');
    expect(text).toContain('must be at least 512');
  });

  it('such as the least max-frame-size is kept to, whatever is sent', async () => {
    const queue = newQueue();
    const body = 'x'.repeat(20_000);
    const sender = await peer(attachSender(queue), transfer(0, message(body), { handle: 1 }));
    await sender.until('disposition 0 settled accepted');
    await sender.close();
    const client = await RawClient.open(playground.info.amqp);
    client.write(
      Buffer.concat([
        AMQP_HEADER,
        opening(uint(512)),
        frame(0x11, [null, uint(0), uint(1000), uint(100)]),
        receive(queue, 1).subarray(0),
      ]),
    );
    client.write(flow({ credit: 1, window: 1_000 }));
    await vi.waitFor(() => expect(sizes(client.history).filter((size) => size > 400).length).toBeGreaterThan(40), {
      timeout: 30_000,
    });
    expect(Math.max(...sizes(client.history))).toBeLessThanOrEqual(512);
    client.destroy();
  });

  it('such as four billion credits with drain is answered at once, and counted', async () => {
    for (const count of [0, 1, 0x7fff_ffff, 0x8000_0000, FOUR_BILLION]) {
      const client = await peer(attachReceiver(newQueue()));
      client.send(
        frame(0x13, [uint(0), uint(100), uint(1), uint(100), uint(0), uint(count), uint(FOUR_BILLION), null, true]),
      );
      client.send(flow({ credit: FOUR_BILLION, drain: true }));
      await client.until('flow 0 drained');
      await client.close();
    }
    await stillServes();
  });

  it('such as four billion credits gets what there is', async () => {
    const queue = newQueue();
    const client = await peer(
      attachSender(queue),
      receive(queue, FOUR_BILLION),
      transfer(0, message('x'), { handle: 1 }),
    );
    await client.until('transfer 0 x');
    await client.close();
  });

  it.each([
    ['from 0 to 2147483647', 0, 0x7fff_ffff],
    ['that wraps', 0xffff_fff0, 20],
  ])('such as a disposition %s decides what is in flight', async (_range, first, last) => {
    const queue = newQueue();
    const client = await peer(
      attachSender(queue),
      receive(queue),
      ...['a', 'b', 'c'].map((body, id) => transfer(id, message(body), { handle: 1 })),
    );
    await client.until('transfer 2 c');
    client.send(frame(0x15, [true, uint(first), uint(last), true, accepted]));
    await client.close();
    expect(await drain(playground.info.amqp, queue)).toEqual([]);
  });

  it('such as a disposition from 0 to 4294967295 is no range', async () => {
    expect(await answer(open, begin, frame(0x15, [true, uint(0), uint(FOUR_BILLION), true]))).toContain(
      'amqp:invalid-field',
    );
  });

  it.each([
    [1, true],
    [99, true],
    [100, false],
    [FOUR_BILLION, false],
  ])('such as an idle-time-out of %d ms is refused if it is too short', async (milliseconds, isRefused) => {
    const text = await answer(opening(null, null, uint(milliseconds)), frame(0x18, []));
    expect(text.includes('amqp:invalid-field')).toBe(isRefused);
    expect(text.length).toBeLessThan(1_000);
  });

  it('such as a handle above handle-max ends the connection, a channel above channel-max as well', async () => {
    expect(await answer(open, begin, attachSender('q', FOUR_BILLION))).toContain('amqp:connection:framing-error');
    expect(await answer(open, frame(0x11, [null, uint(0), uint(1), uint(1)], { channel: 65_535 }))).toContain(
      'amqp:connection:framing-error',
    );
  });

  it('such as the client’s own channel-max and handle-max bounds the answers', async () => {
    const second = frame(0x11, [null, uint(0), uint(1), uint(1)], { channel: 1 });
    expect(await answer(opening(null, ushort(0)), begin, second)).toContain('amqp:not-allowed');
    const client = await peer(frame(0x11, [null, uint(0), uint(100), uint(100), uint(0)], { channel: 7 }));
    client.send(...[0, 1].map((handle) => onChannel(attachSender('q', handle, `link ${handle}`), 7)));
    await client.until('end amqp:not-allowed');
    expect(client.of('attach')).toHaveLength(1);
    await client.close();
  });

  it('such as windows and transfer numbers of four billion is counted on', async () => {
    const queue = newQueue();
    const client = await RawClient.open(playground.info.amqp);
    client.write(
      Buffer.concat([
        AMQP_HEADER,
        open,
        frame(0x11, [null, uint(FOUR_BILLION), uint(FOUR_BILLION), uint(FOUR_BILLION)]),
      ]),
    );
    client.write(Buffer.concat([attachSender(queue), attachReceiver(queue)]));
    client.write(
      frame(0x13, [uint(0), uint(FOUR_BILLION), uint(FOUR_BILLION), uint(FOUR_BILLION), uint(0), uint(0), uint(5)]),
    );
    for (let i = 0; i < 3; i++) client.write(transfer((FOUR_BILLION + i) >>> 0, message(`body ${i}`), { handle: 1 }));
    await client.until('body 2');
    client.destroy();
  });
});

describe('what one client takes', () => {
  it('is not all nodes: a container may have a part of them, and others still get theirs', async () => {
    const attaches = Array.from({ length: containerShare.nodes + 1 }, (_, index) =>
      attachSender(`greedy ${index}`, index, `link ${index}`),
    );
    const client = await RawClient.open(playground.info.amqp);
    client.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['greedy']), begin, ...attaches]));
    expect(await client.until('amqp:resource-limit-exceeded')).not.toContain('amqp:connection');
    await stillServes();
    client.write(frame(0x18, []));
    await client.closed();
    // What it left is given back.
    const again = await peer(attachSender('greedy again'));
    await again.until('attach');
    expect(again.of('detach')).toEqual([]);
    await again.close();
  });

  it('is not all connections: those that never open make room, and so do those of the container that has most', async () => {
    const other = await startBounded(HEAP);
    const silent = await Promise.all(Array.from({ length: maxConnections }, () => RawClient.open(other.info.amqp)));
    const late = await Peer.open(other.info.amqp);
    await late.until('begin');
    for (const client of silent) client.destroy();
    const greedy = await Promise.all(
      Array.from({ length: containerShare.connections + 1 }, () => RawClient.open(other.info.amqp)),
    );
    for (const client of greedy) client.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['greedy'])]));
    await vi.waitFor(
      () => expect(greedy.filter((client) => client.text.includes('amqp:resource-limit-exceeded'))).toHaveLength(1),
      20_000,
    );
    for (const client of greedy) client.destroy();
    await late.close();
    await other.stop();
  });

  it('is not the memory: names are bounded', async () => {
    const long = 'x'.repeat(maxName + 1);
    const client = await peer(attachSender('q', 0, long), attachSender(long, 1));
    await client.until('detach 0 amqp:resource-limit-exceeded');
    await client.until('detach 1 amqp:resource-limit-exceeded');
    await client.close();
    expect(await answer(frame(0x10, [long]))).toContain('amqp:invalid-field');
  });

  it('is not the memory of all: half of it is left to others', async () => {
    const other = await startBounded(HEAP);
    const client = await RawClient.open(other.info.amqp);
    const attaches = [0, 1, 2, 3].map((handle) => attachSender(`heavy ${handle}`, handle, `link ${handle}`));
    client.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['heavy']), begin, ...attaches]));
    const part = Buffer.alloc(60_000, 'x');
    const head = Buffer.from('005375b000ffffc4', 'hex');
    let id = 0;
    const rejected = (): boolean => client.text.includes('amqp:resource-limit-exceeded');
    for (let round = 0; round < 40 && !rejected(); round++) {
      const handle = round % 4;
      const size = 16_000_000;
      head.writeUInt32BE(size, 4);
      const parts: Buffer[] = [];
      for (let sent = 0; sent < size; sent += part.length) {
        const payload = part.subarray(0, Math.min(part.length, size - sent));
        const more = sent + part.length < size;
        parts.push(transfer(id & 0xff, sent === 0 ? Buffer.concat([head, payload]) : payload, { handle, more }));
      }
      client.write(Buffer.concat(parts));
      id++;
      await vi.waitFor(() => expect(names(client.history).filter((name) => name === 0x15)).toHaveLength(id), {
        timeout: 30_000,
      });
    }
    expect(rejected()).toBe(true);
    expect(id).toBeLessThan(12);
    const small = await Peer.open(other.info.amqp, attachSender('light'), transfer(0, message('x'), { handle: 1 }));
    await small.until('disposition 0 settled accepted');
    await small.close();
    client.destroy();
    await other.stop();
  });
});

describe('a message that is too large', () => {
  it('detaches its link, and leaves the connection, its other links and the next message alone', async () => {
    const part = Buffer.alloc(65_000);
    const sent = Array.from({ length: Math.ceil(maxMessageSize / part.length) + 3 }, () =>
      transfer(0, part, { more: true }),
    );
    const client = await peer(attachSender('large', 0, 'large'), attachSender(newQueue(), 1));
    client.send(...sent);
    await client.until('detach 0 amqp:link:message-size-exceeded');
    client.send(transfer(0, part, { more: false }), transfer(1, message('x'), { handle: 1 }));
    await client.until('disposition 0 settled rejected amqp:link:message-size-exceeded');
    await client.until('disposition 1 settled accepted');
    client.send(detach(0), attachSender(newQueue(), 0, 'large'), transfer(2, message('y'), { handle: 0 }));
    await client.until('disposition 2 settled accepted');
    await client.close();
  });
});

describe('thousands of deliveries', () => {
  it('that are released all at once come back in their order', async () => {
    const queue = newQueue();
    const count = 3_000;
    const bodies = Array.from({ length: count }, (_, id) =>
      frame(0x14, [uint(1), uint(id), Buffer.from([id & 255, id >> 8]), uint(0), true], { payload: message(id) }),
    );
    const client = await peer(attachSender(queue));
    for (let at = 0; at < count; at += 250) {
      client.send(
        ...bodies.slice(at, at + 250),
        frame(0x13, [uint(0), uint(100), uint(0), uint(100), null, null, null, null, null, true]),
      );
      await client.until('flow ', at / 250 + 1);
    }
    const holder = await RawClient.open(playground.info.amqp);
    holder.write(
      Buffer.concat([AMQP_HEADER, open, begin, attachReceiver(queue), flow({ credit: count, window: 100_000 })]),
    );
    await vi.waitFor(() => expect(names(holder.history).filter((name) => name === 0x14)).toHaveLength(count), {
      timeout: 30_000,
    });
    holder.write(
      Buffer.concat([
        flow({ credit: 0, window: 100_000 }),
        frame(0x15, [true, uint(0), uint(count), true, RELEASED]),
        frame(0x18, []),
      ]),
    );
    await holder.closed();
    await client.close();
    const next = await peer(receive(queue, 3));
    await next.until('transfer 2 2');
    expect(next.of('transfer')).toEqual(['transfer 0 0', 'transfer 1 1', 'transfer 2 2']);
    await next.close();
  });
});

function onChannel(bytes: Buffer, channel: number): Buffer {
  return rawFrame(bytes.subarray(8), channel);
}

function sizes(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 8; at + 4 <= bytes.length; at += found.at(-1) ?? bytes.length) found.push(bytes.readUInt32BE(at));
  return found;
}

/** The descriptors of all frames. */
function names(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 8; at + 11 <= bytes.length; at += bytes.readUInt32BE(at)) found.push(bytes[at + 10] ?? 0);
  return found;
}

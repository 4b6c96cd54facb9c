import { noContext } from '../../../protocols/core/index.ts';
import { describe, expect, it } from 'vitest';
import { recordBytes } from '../../../wire/store/columns.ts';
import type { NewUnit } from '../../../wire/store/new-unit.ts';
import { TrafficStore } from '../../../wire/store/store.ts';

function unit(bytes: Uint8Array | string, more: Partial<NewUnit> = {}): NewUnit {
  return {
    time: 1,
    side: 'client',
    connection: 1,
    protocol: 'xmpp',
    kind: 'stanza',
    name: 'iq',
    channel: undefined,
    context: noContext,
    failed: false,
    bytes: Buffer.from(bytes),
    ...more,
  };
}

describe('the traffic store', () => {
  it('gives back exactly the bytes and the record of each unit', () => {
    const store = new TrafficStore(1 << 20);
    const first = store.add(unit('one', { time: 1.25, side: 'server', connection: 7, name: 'message' }));
    const second = store.add(unit('second', { protocol: 'amqp', kind: 'frame', name: 'open', channel: 65_535 }));
    expect([first, second]).toEqual([1, 2]);
    expect(store.get(1)).toMatchObject({
      time: 1.25,
      side: 'server',
      connection: 7,
      protocol: 'xmpp',
      kind: 'stanza',
      size: 3,
      channel: undefined,
    });
    expect(store.get(2)).toMatchObject({ protocol: 'amqp', kind: 'frame', channel: 65_535 });
    expect(Buffer.from(store.bytes(store.get(1)!)).toString()).toBe('one');
    expect(Buffer.from(store.bytes(store.get(2)!)).toString()).toBe('second');
    expect(store.nameOf(store.get(1)!)).toBe('message');
  });

  it('keeps units apart across slabs and pages, and ones larger than a slab', () => {
    const store = new TrafficStore(64 << 20);
    const large = new Uint8Array(3 << 20).fill(9);
    for (let i = 1; i <= 20_000; i++) store.add(unit(`unit ${i}`));
    const seq = store.add(unit(large));
    for (let i = 20_002; i <= 30_000; i++) store.add(unit(`unit ${i}`));
    for (const i of [1, 8192, 8193, 16_384, 20_000, 20_002, 30_000])
      expect(Buffer.from(store.bytes(store.get(i)!)).toString()).toBe(`unit ${i}`);
    expect(Buffer.compare(store.bytes(store.get(seq!)!), large)).toBe(0);
  });

  it('gives up the oldest units at its limit, and counts them exactly', () => {
    const size = 1000;
    const limit = 1 << 20;
    const store = new TrafficStore(limit);
    const total = 5000;
    for (let i = 0; i < total; i++) {
      store.add(unit(Buffer.alloc(size, i % 256)));
      expect(store.counts.bytes).toBeLessThanOrEqual(limit);
    }
    const { kept, evicted, bytes } = store.counts;
    expect(kept + evicted).toBe(total);
    expect(bytes).toBe(kept * (size + recordBytes));
    expect(store.first).toBe(evicted + 1);
    expect(store.get(evicted)).toBeUndefined();
    expect(store.bytes(store.get(evicted + 1)!)[0]).toBe(evicted % 256);
    expect(store.bytes(store.get(total)!)[size - 1]).toBe((total - 1) % 256);
  });

  it('keeps the newest unit even when it alone exceeds the limit', () => {
    const store = new TrafficStore(1000);
    store.add(unit('small'));
    const seq = store.add(unit(new Uint8Array(5000)));
    expect(store.counts).toMatchObject({ kept: 1, evicted: 1 });
    expect(store.get(seq!)?.size).toBe(5000);
  });

  it('keeps nothing while paused, and counts what passed', () => {
    const store = new TrafficStore(1 << 20);
    store.add(unit('a'));
    store.paused = true;
    expect(store.add(unit('b'))).toBeUndefined();
    expect(store.add(unit('c'))).toBeUndefined();
    expect(store.counts).toMatchObject({ kept: 1, evicted: 0, paused: true, skipped: 2 });
    store.paused = false;
    expect(store.add(unit('d'))).toBe(2);
  });

  it('forgets everything when cleared, and never uses a number again', () => {
    const store = new TrafficStore(1 << 20);
    for (let i = 0; i < 100; i++) store.add(unit('x'));
    store.clear();
    expect(store.counts).toEqual({
      kept: 0,
      first: 101,
      evicted: 0,
      bytes: 0,
      paused: false,
      skipped: 0,
      cleared: 100,
    });
    expect(store.get(100)).toBeUndefined();
    expect(store.add(unit('fresh'))).toBe(101);
    expect(Buffer.from(store.bytes(store.get(101)!)).toString()).toBe('fresh');
  });

  it('points requests and answers at each other', () => {
    const store = new TrafficStore(1 << 20);
    for (let i = 0; i < 4; i++) store.add(unit('x'));
    store.pair([1, 2], 4);
    store.pair([], 3);
    expect([1, 2, 3, 4].map((seq) => store.get(seq)?.peer)).toEqual([4, 4, 0, 1]);
  });

  it('counts findings as memory, and gives them up with their units', () => {
    const store = new TrafficStore(100_000);
    const issue = { code: 'x', severity: 'error', message: 'm', offset: 0, length: 1 } as const;
    const remarks = { issues: [issue], notes: [{ code: 'n', message: 'm', units: [1] }] };
    for (let i = 0; i < 1000; i++) store.remark(store.add(unit('x'))!, remarks);
    expect(store.counts.bytes).toBeLessThanOrEqual(100_000);
    expect(store.counts.evicted).toBeGreaterThan(0);
    expect(store.remarks(1).issues).toEqual([]);
    expect(store.remarks(1000)).toEqual(remarks);
    store.clear();
    expect(store.remarks(1000).issues).toEqual([]);
    expect(store.counts.bytes).toBe(0);
  });

  it('does not let a peer fill the table of names', () => {
    const store = new TrafficStore(64 << 20);
    for (let i = 0; i < 12_000; i++) store.add(unit('x', { name: `name ${i}` }));
    expect(store.nameOf(store.get(10)!)).toBe('name 9');
    expect(store.nameOf(store.get(12_000)!)).toBe('…');
  });
});

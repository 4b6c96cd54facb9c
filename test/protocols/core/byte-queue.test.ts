import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteQueue } from '../../../protocols/core/byte-queue.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function fill(...chunks: Uint8Array[]): ByteQueue {
  const queue = new ByteQueue();
  for (const chunk of chunks) queue.push(chunk);
  return queue;
}

describe('a queue of bytes', () => {
  test('passes a piece on without a copy', () => {
    const chunk = bytes(1, 2, 3);
    const queue = fill(chunk);
    expect(queue.take(2).buffer).toBe(chunk.buffer);
    expect([...queue.peek()]).toEqual([3]);
  });

  test('joins pieces, and counts what was taken', () => {
    const queue = fill(bytes(1, 2), bytes(3), bytes(4, 5, 6));
    queue.skip(1);
    expect([...queue.take(3)]).toEqual([2, 3, 4]);
    expect([queue.offset, queue.length]).toEqual([4, 2]);
  });

  test('does not write into a piece that it was given', () => {
    const store = new Uint8Array(8);
    const queue = fill(store.subarray(0, 4), bytes(9, 9));
    expect([...store]).toEqual(new Array(8).fill(0));
    expect([...queue.peek()]).toEqual([0, 0, 0, 0, 9, 9]);
  });

  test('leaves what it gave out as it was, whatever comes after', () => {
    const queue = fill(bytes(1, 2), bytes(3, 4, 5));
    const taken = queue.take(4);
    queue.push(bytes(6, 7, 8, 9, 10));
    queue.push(bytes(11));
    expect([...taken]).toEqual([1, 2, 3, 4]);
    expect([...queue.peek()]).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });

  test('takes empty pieces', () => {
    const queue = fill(bytes(), bytes(1), bytes());
    expect([...queue.take(1)]).toEqual([1]);
    expect(queue.length).toBe(0);
  });

  test('makes few buffers of many small pieces', () => {
    const queue = fill(bytes(0));
    const buffers = new Set<ArrayBufferLike>();
    for (let i = 1; i <= 10_000; i++) {
      queue.push(bytes(i & 255));
      buffers.add(queue.buffer.buffer);
    }
    expect(buffers.size).toBeLessThan(20);
    expect([...queue.peek()].every((byte, at) => byte === (at & 255))).toBe(true);
  });

  test('gives the bytes that went in, in order, however they are cut and taken', () => {
    const step = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.nat({ max: 20 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new ByteQueue();
        const pushed: number[] = [];
        const taken: Uint8Array[] = [];
        for (const next of steps) {
          if (typeof next === 'number') taken.push(queue.take(Math.min(next, queue.length)));
          else {
            queue.push(next.slice());
            pushed.push(...next);
          }
        }
        const out = taken.flatMap((part) => [...part]);
        expect(queue.offset).toBe(out.length);
        expect([...out, ...queue.peek()]).toEqual(pushed);
      }),
    );
  });

  test('has the same records read, however their bytes are cut, and copies only those that cross a border', () => {
    // A record: its length without itself, and as many bytes.
    const record = fc.uint8Array({ maxLength: 12 }).map((content) => [content.length, ...content]);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), fc.array(fc.nat({ max: 9 })), (records, cuts) => {
        const stream = Uint8Array.from(records.flat());
        const queue = new ByteQueue();
        const found: number[][] = [];
        let copied = 0;
        const pieces = new Set<ArrayBufferLike>();
        const read = (): number => {
          while (queue.length > 0) {
            const size = 1 + (queue.buffer[queue.start] ?? 0);
            if (queue.length < size) return size - queue.length;
            if (!pieces.has(queue.buffer.buffer)) copied++;
            found.push([...queue.take(size)]);
          }
          return 1;
        };
        let at = 0;
        for (const cut of [...cuts, stream.length]) {
          const piece = stream.slice(at, at + cut);
          pieces.add(piece.buffer);
          queue.feed(piece, read);
          at += piece.length;
        }
        expect(found).toEqual(records);
        expect(queue.length).toBe(0);
        expect(copied).toBeLessThanOrEqual(cuts.length);
      }),
    );
  });
});

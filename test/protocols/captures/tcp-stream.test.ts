import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TcpStream } from '../../../protocols/captures/tcp-stream.ts';

function collect() {
  const events: string[] = [];
  const stream = new TcpStream({
    data: (bytes) => events.push(String.fromCharCode(...bytes)),
    gap: (length) => events.push(`gap ${length}`),
    end: () => events.push('end'),
  });
  const send = (sequence: number, text: string, missing = 0): void => {
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    stream.segment(sequence >>> 0, bytes, 0, bytes.length, missing, 0);
  };
  return { events, stream, send };
}

describe('one direction of a TCP connection', () => {
  test('gives segments in order as they come', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(100, 'abc');
    send(103, 'def');
    stream.close(0);
    expect(events).toEqual(['abc', 'def', 'end']);
  });
  test('drops retransmissions, whole and overlapping', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(100, 'abc');
    send(100, 'abc');
    send(101, 'bcde');
    expect(events).toEqual(['abc', 'de']);
  });
  test('ends with its last byte, though its end was seen before', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(103, 'def');
    stream.finish(106, 0);
    send(100, 'abc');
    send(106, 'more');
    expect(events).toEqual(['abc', 'def', 'end']);
  });
  test('tells its own opening from that of another connection', () => {
    const { stream, send } = collect();
    expect(stream.isOther(5)).toBe(false);
    send(0, 'abc');
    expect([stream.isOther(0xffffffff), stream.isOther(5)]).toEqual([false, true]);
  });
  test('waits for a segment that comes late', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(103, 'def');
    send(106, 'ghi');
    expect(events).toEqual([]);
    send(100, 'abc');
    expect(events).toEqual(['abc', 'def', 'ghi']);
  });
  test('reports what never came as a gap', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(100, 'abc');
    send(110, 'xyz');
    stream.close(0);
    expect(events).toEqual(['abc', 'gap 7', 'xyz', 'end']);
  });
  test('tells once that bytes are late, as soon as later ones have come', () => {
    const told: string[] = [];
    const stream = new TcpStream({
      data: (bytes) => told.push(String.fromCharCode(...bytes)),
      gap: () => told.push('gap'),
      late: () => told.push('late'),
      end: () => told.push('end'),
    });
    const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
    stream.open(99);
    for (const [sequence, text] of [
      [100, 'abc'],
      [106, 'ghi'],
      [109, 'jkl'],
      [103, 'def'],
      [112, 'mno'],
      [118, 'xyz'],
    ] as const)
      stream.segment(sequence, bytes(text), 0, 3, 0, 0);
    expect(told).toEqual(['abc', 'late', 'def', 'ghi', 'jkl', 'mno', 'late']);
    stream.close(0);
    expect(told.slice(-3)).toEqual(['gap', 'xyz', 'end']);
  });
  test('tells once that bytes are late when the other end has them already', () => {
    const told: string[] = [];
    const stream = new TcpStream({
      data: (bytes) => told.push(String.fromCharCode(...bytes)),
      gap: (length) => told.push(`gap ${length}`),
      late: () => told.push('late'),
      end: () => told.push('end'),
    });
    const send = (sequence: number, text: string): void =>
      stream.segment(
        sequence,
        Uint8Array.from(text, (c) => c.charCodeAt(0)),
        0,
        text.length,
        0,
        0,
      );
    stream.acknowledged(7); // nothing is known of this direction yet
    stream.open(99);
    stream.acknowledged(100);
    send(100, 'abc');
    stream.acknowledged(103);
    stream.acknowledged(100);
    expect(told).toEqual(['abc']);
    stream.acknowledged(106);
    stream.acknowledged(109);
    expect(told).toEqual(['abc', 'late']);
    send(103, 'def');
    stream.acknowledged(109);
    expect(told).toEqual(['abc', 'late', 'def', 'late']);
    stream.close(0);
    stream.acknowledged(120);
    expect(told).toEqual(['abc', 'late', 'def', 'late', 'end']);
  });
  test('reports what a snapshot length cut off as a gap', () => {
    const { events, stream, send } = collect();
    stream.open(99);
    send(100, 'abc', 5);
    send(108, 'def');
    expect(events).toEqual(['abc', 'gap 5', 'def']);
  });
  test('goes on when the sequence numbers wrap', () => {
    const { events, stream, send } = collect();
    stream.open(0xfffffffd);
    send(0xfffffffe, 'abcd');
    send(2, 'ef');
    expect(events).toEqual(['abcd', 'ef']);
  });
  test('gives the same bytes for every order and every repetition of the segments', () => {
    const text = 'The quick brown fox jumps over the lazy dog.';
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (cuts, order) => {
          const points = [0, ...new Set(cuts), text.length].sort((a, b) => a - b);
          const pieces = points.slice(1).map((end, i) => ({ at: points[i] ?? 0, text: text.slice(points[i], end) }));
          const { events, stream, send } = collect();
          stream.open(0xfffffff0);
          for (const pick of order) {
            const piece = pieces[pick % pieces.length]!;
            send(0xfffffff1 + piece.at, piece.text);
          }
          for (const piece of [...pieces].reverse()) send(0xfffffff1 + piece.at, piece.text);
          expect(events.join('')).toBe(text);
        },
      ),
    );
  });
});

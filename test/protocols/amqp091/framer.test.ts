import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAmqp091Framer } from '../../../protocols/amqp091/framer.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const frame = (type: number, channel: number, payload: string): string =>
  `0${type}${channel.toString(16).padStart(4, '0')}${(payload.length / 2).toString(16).padStart(8, '0')}${payload}ce`;
const publish = frame(1, 1, '003c00280000000003666f6f00');
const content = frame(2, 1, '003c000000000000000000050000');
const body = frame(3, 1, '68656c6c6f');
const heartbeat = frame(8, 0, '');
const all = publish + content + body;

/** The kinds and sizes of the units of a stream that comes in pieces of some size. */
function units(hex: string, piece = 1 << 20): readonly (readonly [string, number])[] {
  const framer = createAmqp091Framer();
  const stream = bytes(hex);
  const found = [];
  for (let at = 0; at < stream.length; at += piece) found.push(...framer.push(stream.slice(at, at + piece)));
  found.push(...framer.end());
  return found.map(({ kind, size }) => [kind, size]);
}

const size = (hex: string): number => hex.length / 2;

describe('a stream of AMQP 0-9-1 that begins within a frame', () => {
  it.each(Array.from({ length: size(publish) - 1 }, (_, i) => i + 1))('goes on with the next frame: byte %i', (cut) => {
    const rest = all.slice(cut * 2) + heartbeat;
    for (const piece of [1, 3, 1000])
      expect(units(rest, piece)).toEqual([
        ['garbage', size(publish) - cut],
        ['frame', size(content)],
        ['frame', size(body)],
        ['heartbeat', 8],
      ]);
  });

  it('passes over ends of frames that are part of a body', () => {
    const rest = `cecece0100ce${frame(1, 1, 'ffff0000').slice(0, -2)}00ce${publish}`;
    expect(units(rest).at(-1)).toEqual(['frame', size(publish)]);
    expect(units(rest)).toHaveLength(2);
  });

  it('finds the frame behind one whose size is wrong', () => {
    const wrong = `0100010000000f${publish.slice(14)}`;
    expect(units(`414d515000000901${wrong}${content}${publish}`).map(([kind]) => kind)).toEqual([
      'header',
      'frame',
      'garbage',
      'frame',
    ]);
  });
});

const piece = fc.oneof(
  fc.constantFrom(publish, content, body, heartbeat, '414d515000000901', 'ce', '01', '0100010000000f', '4142'),
  fc.uint8Array({ maxLength: 20 }).map((part) => Buffer.from(part).toString('hex')),
);

it('any bytes are cut alike in every split, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 40 }), (parts, length) => {
      const hex = parts.join('');
      const whole = units(hex);
      expect(whole.reduce((sum, [, each]) => sum + each, 0)).toBe(size(hex));
      expect(units(hex, 1)).toEqual(whole);
      expect(units(hex, length)).toEqual(whole);
    }),
    { numRuns: 1000 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protonRaw } from '../../../../../protocols/captures/logs/amqp/proton.ts';
import type { Direction } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';
import { tracedFrame } from './proton-frames.ts';

/** Rows of sixteen bytes, with their place and the size, as Proton prints them since 0.40. */
function rows(bytes: Uint8Array, { name = '0x55d0', arrow = '->' } = {}): string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const digits = row.map((byte) => `${byte.toString(16).padStart(2, '0')} `).join('');
    const text = row.map((byte) => (byte > 32 && byte < 128 ? String.fromCharCode(byte) : '.')).join('');
    const place = at.toString(16).padStart(4, '0');
    const size = bytes.length.toString(16).padStart(4, '0');
    lines.push(`[${name}]:   IO:  RAW:${arrow}${place}/${size}: ${digits.padEnd(48)}${text}`);
  }
  return lines;
}

const inQuotes = (bytes: Uint8Array): string =>
  `"${Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && ![0x22, 0x27, 0x5c].includes(byte)
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('')}"`;

const header = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0);
const open = Uint8Array.of(0, 0, 0, 17, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 4, 1, 0xa1, 1, 0x63);

/** What is read: each unit or run of bytes by its direction. */
function read(lines: readonly string[]): readonly [Direction | undefined, Uint8Array][] {
  return entriesOf(protonRaw, lines.join('\n')).flatMap((entry): [Direction, Uint8Array][] =>
    entry.what === 'unit' || entry.what === 'stream' ? [[entry.direction, entry.bytes]] : [],
  );
}

describe('the bytes that Proton prints', () => {
  test.each([
    ['in rows', rows(header).concat(rows(open)), 'sent'],
    ['in rows of what is received', rows(header, { arrow: '<-' }).concat(rows(open, { arrow: '<-' })), 'received'],
    ['in rows without an arrow (0.37 to 0.39)', rows(header, { arrow: '' }).concat(rows(open, { arrow: '' })), 'sent'],
    ['in quotes', [header, open].map((bytes) => `[0x55d0]:   IO:  RAW: ${inQuotes(bytes)}`), 'sent'],
    ['in quotes, with the level twice', [header, open].map((bytes) => `[0x55d0]:RAW: RAW: ${inQuotes(bytes)}`), 'sent'],
    ['in quotes behind a time', [header, open].map((each) => `10:00:00 app [0x55d0]:RAW: ${inQuotes(each)}`), 'sent'],
  ] as const)('%s', (_how, lines, direction) => {
    expect(protonRaw.recognises(lines[0] ?? '', '')).toBe(true);
    expect(read(lines)).toEqual([
      [direction, header],
      [direction, open],
    ]);
  });
  test('of several connections, whose rows are mixed', () => {
    const one = rows(open, { name: '0x1' });
    const other = rows(open, { name: '0x2', arrow: '<-' });
    const text = [one[0], other[0], one[1], other[1]].join('\n');
    expect(entriesOfKind(protonRaw, text, 'unit').map(({ connection, direction }) => [connection, direction])).toEqual([
      ['0x1', 'sent'],
      ['0x2', 'received'],
    ]);
  });
  test('with a row missing are a gap on their side', () => {
    const long = new Uint8Array(40).fill(1);
    long.set([0, 0, 0, 40, 2, 0, 0, 0]);
    const [first = '', , third = ''] = rows(long);
    const lines = [first, third, ...rows(open)];
    expect(entriesOfKind(protonRaw, lines.join('\n'), 'gap')).toMatchObject([
      { direction: 'sent', line: 2, why: 'The log has 16 of 40 bytes here' },
    ]);
    expect(read(lines)).toEqual([['sent', open]]);
  });
  test('replace the values that are printed before them', () => {
    const text = [
      '[0x55d0]: AMQP:FRAME:0 -> @open(16) [container-id="c"]',
      ...rows(open),
      '[0x55d0]: AMQP:FRAME:0 -> @close(24) []',
      ...rows(Uint8Array.of(0, 0, 0, 12, 2, 0, 0, 0, 0, 0x53, 0x18, 0x45)),
    ].join('\n');
    const units = entriesOfKind(protonRaw, text, 'unit');
    expect(units.map(({ lossy, bytes }) => [lossy, bytes.length])).toEqual([
      ['values', 17],
      [undefined, 12],
    ]);
  });
  test('are read again as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(tracedFrame, fc.constantFrom('->', '<-')), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (frames, isQuoted) => {
          const sent = isQuoted ? frames.map(([frame]): (typeof frames)[number] => [frame, '->']) : frames;
          const lines = sent.flatMap(([{ bytes }, arrow]) =>
            isQuoted ? [`[0x55d0]:   IO:  RAW: ${inQuotes(bytes)}`] : rows(bytes, { arrow }),
          );
          const units = read(lines);
          expect(units).toEqual(sent.map(([{ bytes }, arrow]) => [arrow === '->' ? 'sent' : 'received', bytes]));
        },
      ),
      { numRuns: 50 },
    );
  });
  test('of any text are no fault', () => {
    const line = fc.oneof(
      tracedFrame.chain(({ bytes }) => fc.constantFrom(...rows(bytes), `[0x1]:RAW: ${inQuotes(bytes)}`)),
      fc.string(),
      fc.string().map((text) => `[0x1]:   IO:  RAW:->0000/0010: ${text}`),
      fc.string().map((text) => `[0x1]:RAW: "${text}"`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.nat(200)), { maxLength: 12 }), (lines) => {
        const text = lines.map(([each, cut]) => (cut > 100 ? each : each.slice(0, cut))).join('\n');
        for (const each of text.split('\n')) protonRaw.recognises(each, '');
        entriesOf(protonRaw, text);
      }),
    );
  });
});

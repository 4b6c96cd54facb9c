import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineSplitter } from '../../../../protocols/captures/logs/lines.ts';
import { unitsOf } from '../bytes/units-of.ts';
import { decodeInput } from './decode-input.ts';

/** The lines of a text that comes in pieces of so many bytes. */
function linesOf(text: string, size: number): readonly string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  splitter.end();
  return lines;
}

describe('lines end', () => {
  test.each([1, 2, 3, 100])('with LF, CRLF or CR, in pieces of %d bytes', (size) => {
    expect(linesOf('ab\ncd\n', size)).toEqual(['ab', 'cd']);
    expect(linesOf('ab\r\ncd\r\n', size)).toEqual(['ab', 'cd']);
    expect(linesOf('ab\rcd\r', size)).toEqual(['ab', 'cd']);
    expect(linesOf('ab\rcd\ref', size)).toEqual(['ab', 'cd', 'ef']);
  });

  test('with CR only where the first line does', () => {
    expect(linesOf('ab\ncd\ref\n', 3)).toEqual(['ab', 'cd\ref']);
    expect(linesOf('\rab\ncd', 3)).toEqual(['', 'ab', 'cd']);
  });

  test('alike, however the bytes come in pieces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 4 }), (given, size) => {
        expect(linesOf(given, size)).toEqual(linesOf(given, 1000));
      }),
    );
  });
});

describe('an input whose lines end with CR alone', () => {
  test('is read as a log', async () => {
    const log = '[0x1]:0 -> @open(16) [container-id="a"]\r[0x1]:0 <- @open(16) [container-id="b"]\r';
    const { connections } = await decodeInput(log);
    expect(connections.map((units) => units.map(({ side }) => side))).toEqual([['client', 'server']]);
  });

  test('is read as bytes', async () => {
    const dump =
      '0000   41 4d 51 50 00 01 00 00 00 00 00 11 02 00 00 00  AMQP............\r0010   00 53 10 c0 04 01 a1 01 63  .S......c\r';
    expect((await unitsOf(dump)).units).toEqual(['c:header', 'c:frame']);
    expect((await unitsOf('SENT 414d515000010000\rSENT 0000001102000000005310c00401a10163\r')).units).toEqual([
      'c:header',
      'c:frame',
    ]);
  });
});

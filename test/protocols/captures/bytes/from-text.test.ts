import { describe, expect, test } from 'vitest';
import { bytesFromText } from '../../../../protocols/captures/bytes/from-text.ts';

const header = [0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0];
const reads = (text: string): number[] | undefined => {
  const bytes = bytesFromText(text);
  return bytes === undefined ? undefined : [...bytes];
};

describe('bytes written as text', () => {
  test.each([
    ['plain hex', '414d515000010000'],
    ['hex with spaces and lines', '41 4d 51 50\n00 01 00 00\n'],
    ['hex with 0x and commas', '0x41, 0x4D, 0x51, 0x50, 0x00, 0x01, 0x00, 0x00'],
    ['hex with comments', '# the header\n414d5150 // name\n00010000'],
    ['hexdump -C', '00000000  41 4d 51 50 00 01 00 00                           |AMQP....|\n00000008'],
    ['xxd', '00000000: 414d 5150 0001 0000                      AMQP....'],
    ['an array of C', '{ 0x41, 0x4D, 0x51, 0x50,\n  0x00, 0x01, 0x00, 0x00 };'],
    ['base64', 'QU1RUAABAAA='],
    ['base64 without padding', 'QU1RUAABAAA'],
  ])('are read from %s', (_name, text) => expect(reads(text)).toEqual(header));
  test.each([
    ['nothing', ''],
    ['words', 'hello, world!'],
    ['an odd number of digits', '414'],
  ])('are not read from %s', (_name, text) => expect(reads(text)).toBeUndefined());
  test('slashes are digits of base64 within a word, and begin a comment elsewhere', () => {
    expect(reads('QU1R//8=')).toEqual([0x41, 0x4d, 0x51, 0xff, 0xff]);
    expect(reads('QU1R////\n//8= // the end')).toEqual([0x41, 0x4d, 0x51, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(reads('41 4d //no more\n51//it is hex\n50')).toEqual([0x41, 0x4d, 0x51, 0x50]);
  });
  test('a star in a dump stands for lines like the one before', () => {
    const line = '41 41 41 41 41 41 41 41  41 41 41 41 41 41 41 41  |AAAAAAAAAAAAAAAA|';
    expect(reads(`00000000  ${line}\n*\n00000040  42\n00000041`)).toEqual([...Array<number>(64).fill(0x41), 0x42]);
    expect(reads(`00000000  ${line}\n*\nfffffff0`)).toBeUndefined();
  });
});

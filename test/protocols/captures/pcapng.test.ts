import { expect, test } from 'vitest';
import { PcapngReader } from '../../../protocols/captures/pcapng.ts';
import { concat } from './packets.ts';

/** A block of 32-bit words in the byte order of a network. */
function block(type: number, ...words: readonly number[]): Uint8Array {
  const size = 12 + words.length * 4;
  const view = new DataView(new ArrayBuffer(size));
  [type, size, ...words, size].forEach((word, index) => view.setUint32(index * 4, word));
  return new Uint8Array(view.buffer);
}

const beginning = [block(0x0a0d0d0a, 0x1a2b3c4d, 0x00010000, 0xffffffff, 0xffffffff), block(1, 0x00010000, 0)];

test.each([
  ['an enhanced packet', block(6, 0, 0, 5000, 4, 4, 0x61626364)],
  ['an old packet, with lost ones before it', block(2, 0x00000007, 0, 5000, 4, 4, 0x61626364)],
])('%s is read', (_name, packet) => {
  const seen: string[] = [];
  const reader = new PcapngReader(
    (time, linkType, buffer, start, end) =>
      seen.push(`${time} ${linkType} ${String.fromCharCode(...buffer.subarray(start, end))}`),
    () => undefined,
  );
  reader.push(concat([...beginning, packet]));
  expect(reader.end()).toBeUndefined();
  expect(seen).toEqual(['5 1 abcd']);
});

test('secrets of TLS are given out, those of other protocols are not', () => {
  const given: string[] = [];
  const reader = new PcapngReader(
    () => undefined,
    (text) => given.push(text),
  );
  const [label, other] = [0x544c534b, 0x57474b4c];
  reader.push(concat([...beginning, block(10, label, 7, 0x61626364, 0x65666700), block(10, other, 4, 0x61626364)]));
  expect(reader.end()).toBeUndefined();
  expect(given).toEqual(['abcdefg']);
});

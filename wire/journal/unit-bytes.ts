import type { Segment } from './segment.ts';

/** Room for what a line has before the bytes of its unit: numbers, a side, a time and a kind. */
const longestHead = 160;
const beginning = Buffer.from('"b":"');

/**
 * The bytes of a unit whose line begins at a place of a file.
 * @param size bytes of the unit
 * @returns undefined where there is no such line
 */
export function unitBytes(segment: Segment, at: number, size: number): Uint8Array | undefined {
  const encoded = Math.ceil(size / 3) * 4;
  let line: Buffer;
  try {
    line = segment.read(at, longestHead + encoded);
  } catch {
    // The file is gone, or the disk: the unit is shown without its bytes.
    return undefined;
  }
  const start = line.subarray(0, longestHead).indexOf(beginning);
  if (start < 0) return undefined;
  const from = start + beginning.length;
  const { buffer, byteOffset, byteLength } = Buffer.from(line.toString('latin1', from, from + encoded), 'base64');
  // As no Buffer: parts of one take longer to make. It may share memory with others, which stay as they are.
  return byteLength === size ? new Uint8Array(buffer, byteOffset, byteLength) : undefined;
}

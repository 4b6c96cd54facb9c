import { spacedHex } from './hex.ts';

/** The character that stands for a byte beside the hex: printable ASCII is itself, all else a dot. */
export function asciiByte(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}

/** Offset of a line, at least four digits and as many as the longest needs: `0000`, `0001a0`. */
export function hexOffset(offset: number, size: number): string {
  return offset.toString(16).padStart(Math.max(4, size.toString(16).length), '0');
}

/** Lines of offset, hex and ASCII, as people paste them into reports. */
export function hexDump(bytes: Uint8Array, perLine = 16): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += perLine) {
    const line = bytes.subarray(offset, offset + perLine);
    const ascii = Array.from(line, asciiByte).join('');
    lines.push(`${hexOffset(offset, bytes.length)}  ${spacedHex(line).padEnd(perLine * 3 - 1)}  ${ascii}`);
  }
  return lines.join('\n');
}

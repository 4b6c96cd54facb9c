/** The byte at a place that is known to be within the bytes; 0 outside. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

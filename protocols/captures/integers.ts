/** The unsigned 16-bit integer at a place, in the byte order that is asked for. */
export function uint16(bytes: Uint8Array, at: number, little: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  return little ? a | (b << 8) : (a << 8) | b;
}

/** The unsigned 32-bit integer at a place, in the byte order that is asked for. */
export function uint32(bytes: Uint8Array, at: number, little: boolean): number {
  const high = uint16(bytes, little ? at + 2 : at, little);
  const low = uint16(bytes, little ? at : at + 2, little);
  return high * 65536 + low;
}

/** Bytes that are unpacked of a body: a small one may become any size. */
export const mostUnpacked = 4_000_000;

/** The stated encodings that browsers unpack. */
const formats: Readonly<Record<string, CompressionFormat>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };

/** What a packed body holds: its beginning, where `whole` is false. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/** Whether a content encoding is one that can be unpacked. */
export function canUnpack(encoding: string | undefined): boolean {
  return Object.hasOwn(formats, (encoding ?? '').trim().toLowerCase());
}

/**
 * Unpacks a body, up to `mostUnpacked` bytes.
 * @returns what it holds, whole or not; undefined where its first bytes are not packed in that way.
 */
export async function unpack(packed: Uint8Array, encoding: string): Promise<Unpacked | undefined> {
  const format = formats[encoding.trim().toLowerCase()];
  if (format === undefined) return undefined;
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  let whole = true;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
      if (size < mostUnpacked) continue;
      whole = false;
      await reader.cancel();
      break;
    }
  } catch {
    // Cut short, or broken: what came before it is shown.
    if (size === 0) return undefined;
    whole = false;
  }
  const bytes = new Uint8Array(Math.min(size, mostUnpacked));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.subarray(0, bytes.length - at), at);
    at = Math.min(at + piece.length, bytes.length);
  }
  return { bytes, whole };
}

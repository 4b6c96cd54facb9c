/** What the header of a picture says, read without decoding it. */
export interface PictureHeader {
  readonly format: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP';
  /** Its media type: the browser decodes it as that and as nothing else. */
  readonly type: string;
  /** Pixels; 0 where the header does not say. */
  readonly width: number;
  readonly height: number;
}

/** Pixels of a picture that is decoded: four bytes each make 64 MB. */
export const mostPixels = 16_777_216;

/** Bytes at the beginning of a JPEG that are searched for its size. */
const jpegHeader = 1_000_000;

/** Tells a picture by its first bytes, whatever its media type; undefined where it is none that is shown. Never throws; bounded. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (offset: number, text: string): boolean =>
    Array.from(text).every((char, i) => bytes[offset + i] === char.charCodeAt(0));
  const u16 = (offset: number, little = false): number =>
    offset + 2 <= bytes.length ? view.getUint16(offset, little) : 0;
  const u32 = (offset: number, little = false): number =>
    offset + 4 <= bytes.length ? view.getUint32(offset, little) : 0;
  if (at(0, '\x89PNG\r\n\x1a\n')) return { format: 'PNG', type: 'image/png', width: u32(16), height: u32(20) };
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return gif(bytes, u16);
  if (at(0, '\xff\xd8\xff')) return { format: 'JPEG', type: 'image/jpeg', ...jpegSize(bytes, u16) };
  if (at(0, 'RIFF') && at(8, 'WEBP')) return { format: 'WebP', type: 'image/webp', ...webpSize(at, u16, u32) };
  if (at(0, 'BM') && u32(14, true) >= 40 && u32(14, true) <= 124)
    return {
      format: 'BMP',
      type: 'image/bmp',
      width: Math.abs(u32(18, true) | 0),
      height: Math.abs(u32(22, true) | 0),
    };
  return undefined;
}

type Read = (offset: number, little?: boolean) => number;
type Size = Pick<PictureHeader, 'width' | 'height'>;

/** The screen, or the first picture on it where that is larger: decoders make room for both. */
function gif(bytes: Uint8Array, u16: Read): PictureHeader {
  const flags = bytes[10] ?? 0;
  let at = 13 + (flags >= 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let [width, height] = [u16(6, true), u16(8, true)];
  // Extensions stand in front of the first picture.
  while (bytes[at] === 0x21) {
    at += 2;
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) at += size + 1;
    at++;
  }
  if (bytes[at] === 0x2c) {
    width = Math.max(width, u16(at + 1, true) + u16(at + 5, true));
    height = Math.max(height, u16(at + 3, true) + u16(at + 7, true));
  }
  return { format: 'GIF', type: 'image/gif', width, height };
}

/** The size in the first frame header (ITU-T T.81, B.2.2). */
function jpegSize(bytes: Uint8Array, u16: Read): Size {
  const end = Math.min(bytes.length, jpegHeader);
  for (let at = 2; at + 9 <= end;) {
    if (bytes[at] !== 0xff) return { width: 0, height: 0 };
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: u16(at + 7), height: u16(at + 5) };
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += alone ? 2 : 2 + Math.max(2, u16(at + 2));
  }
  return { width: 0, height: 0 };
}

/** Of the three kinds of WebP (RFC 9649, 2.5–2.7). */
function webpSize(at: (offset: number, text: string) => boolean, u16: Read, u32: Read): Size {
  if (at(12, 'VP8X')) return { width: 1 + (u32(24, true) & 0xffffff), height: 1 + (u32(26, true) >>> 8) };
  if (at(12, 'VP8L')) {
    const bits = u32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (at(12, 'VP8 ')) return { width: u16(26, true) & 0x3fff, height: u16(28, true) & 0x3fff };
  return { width: 0, height: 0 };
}

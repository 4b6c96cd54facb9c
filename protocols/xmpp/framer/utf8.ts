/** A unit's bytes as text, with the way back from UTF-16 offsets to bytes. */
export interface DecodedUnit {
  readonly text: string;
  /** The byte at which a UTF-16 unit begins; the unit's size for the end of the text. */
  readonly byteAt: (offset: number) => number;
  /** Bytes that are no UTF-8 (RFC 3629), the first thousand; each stands as U+FFFD in the text. */
  readonly invalid: readonly number[];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const none: readonly number[] = [];
const mostInvalid = 1000;

/** Decodes a unit. Never throws; what is no UTF-8 is replaced, byte by byte. */
export function decodeUtf8Unit(bytes: Uint8Array): DecodedUnit {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return replaceInvalid(bytes);
  }
  // Nothing but ASCII has one byte for each UTF-16 unit.
  return {
    text,
    byteAt: text.length === bytes.length ? (offset) => offset : placesIn(text, bytes.length),
    invalid: none,
  };
}

/** UTF-16 units from one remembered place to the next. */
const stride = 1024;

/** The byte of each UTF-16 unit of a well-formed text: counted when somebody asks, from a remembered place before it. */
function placesIn(text: string, size: number): (offset: number) => number {
  let places: Uint32Array | undefined;
  return (offset) => {
    if (offset >= text.length) return size;
    places ??= remember(text);
    const place = Math.floor(offset / stride);
    return (places[place] ?? 0) + bytesOf(text, place * stride, offset);
  };
}

function remember(text: string): Uint32Array {
  const places = new Uint32Array(Math.ceil(text.length / stride));
  for (let i = 1; i < places.length; i++)
    places[i] = (places[i - 1] ?? 0) + bytesOf(text, (i - 1) * stride, i * stride);
  return places;
}

/** The bytes of the units from `start` to before `end`. A pair of surrogates counts at its second half: both begin at the same byte. */
function bytesOf(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit < 0xd800 || unit > 0xdfff ? 3 : unit < 0xdc00 ? 0 : 4;
  }
  return bytes;
}

function replaceInvalid(bytes: Uint8Array): DecodedUnit {
  const invalid: number[] = [];
  const starts = new Uint32Array(bytes.length);
  let count = 0;
  const pieces: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const size = sequence(bytes, i);
    const code = size === 0 ? 0xfffd : codePoint(bytes, i, size);
    if (size === 0 && invalid.length < mostInvalid) invalid.push(i);
    starts[count++] = i;
    if (code > 0xffff) {
      starts[count++] = i;
      units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    } else units.push(code);
    i += Math.max(size, 1);
    if (units.length > 4096) {
      pieces.push(String.fromCharCode(...units));
      units = [];
    }
  }
  pieces.push(String.fromCharCode(...units));
  return {
    text: pieces.join(''),
    byteAt: (offset) => (offset < count ? (starts[offset] ?? 0) : bytes.length),
    invalid,
  };
}

/** The number of bytes of the well-formed sequence at `i` (Unicode, table 3-7); 0 where there is none. */
function sequence(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[i + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return continues(second) ? 2 : 0;
  const third = bytes[i + 2] ?? 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && continues(third) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4) return 0;
  const low = first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xf4 ? 0x8f : 0xbf;
  return second >= low && second <= high && continues(third) && continues(bytes[i + 3] ?? 0) ? 4 : 0;
}

function continues(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function codePoint(bytes: Uint8Array, i: number, size: number): number {
  const first = bytes[i] ?? 0;
  if (size === 1) return first;
  let code = first & (0xff >> (size + 1));
  for (let k = 1; k < size; k++) code = (code << 6) | ((bytes[i + k] ?? 0) & 0x3f);
  return code;
}

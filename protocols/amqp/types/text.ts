import { toHex } from '../../core/index.ts';
import { byteAt } from './bytes.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The place of the first byte that is not ASCII, or −1. */
export function firstNonAscii(bytes: Uint8Array, start: number, end: number): number {
  // Most texts are ASCII: all bytes together tell so without a branch for each.
  let all = 0;
  for (let at = start; at < end; at++) all |= byteAt(bytes, at);
  if (all < 0x80) return -1;
  let at = start;
  while (byteAt(bytes, at) < 0x80) at++;
  return at;
}

/**
 * The place where valid UTF-8 ends within [start, end), or −1 where all is valid: no overlong forms, no surrogates, nothing
 * beyond U+10FFFF, no sequence cut off (AMQP 1.0, 1.6.20; RFC 3629).
 */
export function firstInvalidUtf8(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const first = byteAt(bytes, at);
    if (first < 0x80) {
      at++;
      continue;
    }
    const more = sequenceTail(bytes, at, end, first);
    if (more === 0) return at;
    at += more + 1;
  }
  return -1;
}

/** How many bytes follow the first one of a valid sequence; 0 where it is not valid. */
function sequenceTail(bytes: Uint8Array, at: number, end: number, first: number): number {
  const more =
    first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
  if (more === 0 || at + more >= end) return 0;
  const second = byteAt(bytes, at + 1);
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i <= more; i++) if ((byteAt(bytes, at + i) & 0xc0) !== 0x80) return 0;
  return more;
}

/** Up to this many bytes it is faster to put ASCII text together here than to call the text decoder. */
const shortText = 28;
const units: readonly number[][] = Array.from({ length: shortText + 1 }, (_, length) =>
  new Array<number>(length).fill(0),
);

/**
 * Short texts that were read lately, by a few of their bytes: names of properties, addresses and media types come again with
 * each message, and to compare them costs less than to make them again.
 */
const recent: string[] = new Array<string>(512).fill('');

/** The text of [start, end) as UTF-8; bytes that are not valid become U+FFFD. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length === 0) return '';
  if (length > shortText) return utf8.decode(bytes.subarray(start, end));
  const first = byteAt(bytes, start);
  const place =
    (length * 37 + first * 5 + byteAt(bytes, start + (length >> 1)) * 11 + byteAt(bytes, end - 1) * 3) & 511;
  const known = recent[place];
  if (known?.length === length) {
    let i = 0;
    while (i < length && known.charCodeAt(i) === bytes[start + i]) i++;
    if (i === length) return known;
  }
  return shortTextAt(bytes, start, end, place);
}

function shortTextAt(bytes: Uint8Array, start: number, end: number, place: number): string {
  const list = units[end - start];
  if (list === undefined) return '';
  for (let at = start; at < end; at++) {
    const byte = byteAt(bytes, at);
    if (byte > 0x7f) return utf8.decode(bytes.subarray(start, end));
    list[at - start] = byte;
  }
  const text = String.fromCharCode.apply(null, list);
  recent[place] = text;
  return text;
}

/** A uuid's 16 bytes as its usual text. */
export function uuidText(bytes: Uint8Array, start: number): string {
  const parts = [4, 6, 8, 10, 16];
  let from = start;
  return parts
    .map((part) => {
      const text = toHex(bytes, from, start + part);
      from = start + part;
      return text;
    })
    .join('-');
}

/** The 16 bytes of a uuid's text; digits that are missing count as zero, and what is no digit is passed over. */
export function uuidBytes(text: string): Uint8Array {
  const digits = text.replace(/[^0-9a-fA-F]/g, '').padEnd(32, '0');
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

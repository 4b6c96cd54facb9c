import { GrowingBytes } from './growing-bytes.ts';

/** A line of a dump: where its bytes are, as it is written, and what comes after that. */
export interface DumpLine {
  /** Columns before the offset. */
  readonly indent: number;
  readonly offset: string;
  /** The digits, and the characters behind them. */
  readonly rest: string;
  /** A separator, such as a colon, follows the offset. */
  readonly marked: boolean;
}

/** No dump has longer lines. */
export const longestDumpLine = 1000;

const line =
  /^([ \t]*)(?:[|│][ \t]*)?(0x)?([0-9a-f]{4,16}|[0-9a-f]{8}`[0-9a-f]{8})(?:[ \t]*<[^>]{0,100}>)?([:|│]?)(?:[ \t]+(.*))?$/i;
const named = /^([ \t]*)<[\w.$@]{1,100}(?:\+(\d{1,9}))?>:[ \t]+(0x.*)$/;

/** Takes a line apart: an offset of at least four digits, and digits in groups behind it. */
export function dumpLineOf(text: string): DumpLine | undefined {
  if (text.length > longestDumpLine) return undefined;
  const found = line.exec(text);
  if (found !== null) {
    const [, space = '', , offset = '', mark = '', rest = ''] = found;
    const indent = space.includes('\t') ? space.length + 8 : space.length;
    return { indent, offset: offset.replace('`', ''), rest: rest.trimEnd(), marked: mark !== '' };
  }
  const symbol = named.exec(text);
  if (symbol === null) return undefined;
  const [, space = '', plus = '0', rest = ''] = symbol;
  const offset = Number(plus).toString(16);
  return { indent: space.length, offset, rest: rest.trimEnd(), marked: true };
}

/** How the groups of a dump are written: bytes as they come, words of the machine (little-endian), octal words or bytes. */
export type Grouping = 'bytes' | 'words' | 'octal-words' | 'octal-bytes';

const group = /(0x)?([0-9a-f]+)(?:[ \t]{1,4}|-(?=[0-9a-f])|$|(?=[|│>]))/iy;

interface Taken {
  readonly bytes: GrowingBytes;
  /** For each group: bytes with it, and where it ends. */
  readonly ends: readonly (readonly [size: number, end: number])[];
}

function groupsOf(rest: string, grouping: Grouping): Taken {
  const bytes = new GrowingBytes();
  const ends: (readonly [number, number])[] = [];
  group.lastIndex = 0;
  for (let found = group.exec(rest); found !== null; found = group.exec(rest)) {
    const [whole, prefix, digits = ''] = found;
    if (!addGroup(bytes, digits, prefix !== undefined, grouping)) break;
    ends.push([bytes.size, found.index + whole.trimEnd().length]);
    if (group.lastIndex >= rest.length) break;
  }
  return { bytes, ends };
}

function addGroup(bytes: GrowingBytes, digits: string, prefixed: boolean, grouping: Grouping): boolean {
  if (grouping === 'octal-words' || grouping === 'octal-bytes') {
    const value = parseInt(digits, 8);
    if (digits.length !== (grouping === 'octal-words' ? 6 : 3) || !/^[0-7]+$/.test(digits)) return false;
    if (value > (grouping === 'octal-words' ? 0xffff : 0xff)) return false;
    bytes.push(value & 0xff);
    if (grouping === 'octal-words') bytes.push(value >> 8);
    return true;
  }
  if (digits.length % 2 !== 0 || digits.length > 32) return false;
  const isLittle = grouping === 'words' || (prefixed && digits.length > 2);
  for (let i = 0; i < digits.length; i += 2) {
    const at = isLittle ? digits.length - 2 - i : i;
    bytes.push(parseInt(digits.slice(at, at + 2), 16));
  }
  return true;
}

/**
 * The bytes of a line.
 * @param width how many there are, where the next line’s offset tells; undefined for a last line, which the characters tell
 * @param most bytes that a line of this dump has
 */
export function lineBytes(
  rest: string,
  grouping: Grouping,
  width: number | undefined,
  most: number,
): Uint8Array | undefined {
  const { bytes, ends } = groupsOf(rest, grouping);
  const all = bytes.take();
  if (width !== undefined) {
    const found = ends.find(([size]) => size >= width);
    // A word at the end of an odd number of bytes is filled up.
    if (found === undefined || (found[0] > width && (grouping === 'bytes' || found[0] > width + 1))) return undefined;
    return all.subarray(0, width);
  }
  let plain: number | undefined;
  for (let i = ends.length - 1; i >= 0; i--) {
    const [size = 0, end = 0] = ends[i] ?? [];
    if (size > most) continue;
    const behind = rest.slice(end);
    if (behind.trim() === '') return all.subarray(0, size);
    if (showsBytes(behind, all, size)) return all.subarray(0, size);
    if (/^(?:[ \t]{2,}|[ \t]*[|│>])/.test(behind)) plain ??= size;
  }
  return plain === undefined ? undefined : all.subarray(0, plain);
}

/** Whether the characters after the digits are those of the bytes, with a dot or another placeholder for what is not printable. */
function showsBytes(behind: string, bytes: Uint8Array, size: number): boolean {
  const bare = /^[ \t]*[|│>*][^|│]*[|│<*]?$/.test(behind)
    ? behind.trim().replace(/^[|│>*]|[|│<*]$/g, '')
    : behind.trim();
  const characters = Array.from(bare);
  const matches = (skip: number): boolean => {
    for (let i = 0; i < size; i++) {
      const shown = characters[i < skip ? i : i + 1];
      if (shown === undefined) return i > 0 && bytes.subarray(i, size).every((byte) => byte === 0x20 || byte < 0x20);
      const byte = bytes[i] ?? 0;
      const isPrintable = byte > 0x20 && byte < 0x7f;
      if (isPrintable ? shown.charCodeAt(0) !== byte && shown !== '.' : /[\w]/.test(shown)) return false;
    }
    return characters.length <= size + (skip < size ? 1 : 0) + 1;
  };
  return matches(size) || (size > 8 && characters[8] === ' ' && matches(8));
}

import { isMostly } from './coverage.ts';
import { dumpLineOf, lineBytes, longestDumpLine, type DumpLine, type Grouping } from './dump-line.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { linesOf } from './lines.ts';

/** Bytes of a dump without a break in them. */
export interface DumpPart {
  readonly bytes: Uint8Array;
  /** Of dumps with both directions: the second one, which is indented. */
  readonly indented: boolean;
  /** The offset of its first byte. */
  readonly offset: number;
  /** The lines of text before it. */
  readonly before: string;
}

/** Lines of text that may come before the first dump, and around each. */
const mostWords = 40;
/** Bytes that a dump with lines left out may have: to write such lines costs nothing. */
const most = 4 * 1024 * 1024;
const widest = 64;

interface Row extends DumpLine {
  /** Lines like the one before were left out here. */
  readonly starred: boolean;
  readonly before: string;
}

/**
 * The parts of a dump that has an offset in front of each line, as xxd, hexdump, od, tcpdump, Wireshark, gdb, lldb and many libraries
 * print it. Undefined where a text is none.
 */
export function dumpParts(text: string): readonly DumpPart[] | undefined {
  const rows = rowsOf(text);
  if (rows === undefined) return undefined;
  const isSeven = rows.every(({ offset, marked }) => offset.length === 7 && !marked);
  const ways: readonly Grouping[] = isSeven
    ? [/^[0-9a-f]{4}(?:\s|$)/i.test(rows[0]?.rest ?? '') ? 'words' : 'bytes', 'octal-words', 'octal-bytes']
    : ['bytes'];
  for (const way of ways)
    for (const radix of [16, 8, 10]) {
      const parts = partsOf(rows, way, radix);
      if (parts !== undefined) return parts;
    }
  return undefined;
}

/** The lines of a dump, and the words before them; undefined where most of the text is something else. */
function rowsOf(text: string): readonly Row[] | undefined {
  const rows: Row[] = [];
  let words: string[] = [];
  let others = 0;
  let column = 0;
  let starred = false;
  let spelled = 0;
  for (const line of linesOf(text)) {
    if (line.trim() === '' || /^[\s+|-]*$/.test(line)) continue;
    if (line.trim() === '*') {
      starred = rows.length > 0;
      continue;
    }
    let row = dumpLineOf(line);
    if (row === undefined) {
      column = prefixOf(line) ?? column;
      if (column > 0) row = dumpLineOf(line.slice(column));
    }
    if (row === undefined || (row.rest !== '' && !isDigits(row.rest))) {
      words.push(line.slice(0, longestDumpLine));
      if (words.length > 3) words.shift();
      if (++others > mostWords + 3 * rows.length) return undefined;
      continue;
    }
    rows.push({ ...row, starred, before: words.join('\n') });
    spelled += line.length;
    words = [];
    starred = false;
  }
  const [first] = rows;
  // Hex in long groups is no dump whose offsets begin somewhere.
  if (first === undefined || (!first.marked && /[^0]/.test(first.offset))) return undefined;
  return rows.some(({ rest }) => rest !== '') && isMostly(spelled, text) ? rows : undefined;
}

/** Words in front of the first line of a dump, such as a log's: how many columns they take. */
function prefixOf(line: string): number | undefined {
  const found = /[\s|\]:>](?:0x)?0{4,16}[:|]?[ \t]{1,3}[0-9a-f]{2}/i.exec(line.slice(0, 300));
  return found === null ? undefined : found.index + 1;
}

function isDigits(rest: string): boolean {
  return /^(?:0x)?[0-9a-f]{2,}(?:[\s|│-]|$)/i.test(rest);
}

function partsOf(rows: readonly Row[], grouping: Grouping, radix: number): readonly DumpPart[] | undefined {
  const digits = radix === 16 ? /^[0-9a-f]+$/i : radix === 8 ? /^[0-7]+$/ : /^\d+$/;
  if (!rows.every(({ offset }) => digits.test(offset))) return undefined;
  const offsets = rows.map(({ offset }) => parseInt(offset, radix));
  const isIndented = lanesOf(rows);
  const next = nextInLane(isIndented);
  const parts: DumpPart[] = [];
  const expected: [number | undefined, number | undefined] = [undefined, undefined];
  let open: { bytes: GrowingBytes; indented: boolean; offset: number; before: string } | undefined;
  const close = (): void => {
    if (open !== undefined) parts.push({ ...open, bytes: open.bytes.take() });
    open = undefined;
  };
  let widthBefore = 0;
  let filled = 0;
  /** Writes the lines that were left out, which are the same as the one before. */
  const fill = (missing: number): boolean => {
    filled += missing;
    if (open === undefined || missing < 0 || widthBefore === 0 || filled > most) return false;
    const { bytes } = open;
    for (let left = missing; left > 0; left -= widthBefore)
      bytes.repeat(bytes.size - widthBefore, Math.min(widthBefore, left));
    return true;
  };
  for (const [index, { rest, starred, before }] of rows.entries()) {
    const lane = isIndented[index] === true ? 1 : 0;
    const offset = offsets[index] ?? 0;
    const due = expected[lane];
    if (rest === '') {
      // The closing line, which tells how many bytes there are.
      if (open === undefined || due === undefined || !(starred ? fill(offset - due) : offset === due)) return undefined;
      expected[lane] = undefined;
      close();
      continue;
    }
    if (open?.indented !== (lane === 1) || (offset === 0 && due !== 0)) close();
    if (offset !== 0 && due !== undefined && offset !== due && !(starred && fill(offset - due))) return undefined;
    open ??= { bytes: new GrowingBytes(), indented: lane === 1, offset, before };
    const width = widthOf(rows, offsets, index, next[index] ?? -1);
    if (width !== undefined && width > widest) return undefined;
    const bytes = lineBytes(rest, grouping, width, widthBefore === 0 ? widest : Math.max(widthBefore, 16));
    if (bytes === undefined || bytes.length === 0) return undefined;
    open.bytes.append(bytes);
    expected[lane] = offset + bytes.length;
    widthBefore = bytes.length;
  }
  close();
  return parts.length > 0 ? parts : undefined;
}

/** How many bytes a row has, as the next row of its direction shows; a step to another dump, or over lines left out, shows nothing. */
function widthOf(rows: readonly Row[], offsets: readonly number[], index: number, after: number): number | undefined {
  if (after < 0 || rows[after]?.starred === true) return undefined;
  const step = (offsets[after] ?? 0) - (offsets[index] ?? 0);
  return step > 0 ? step : undefined;
}

/** Which rows are further to the right than others. */
function lanesOf(rows: readonly Row[]): readonly boolean[] {
  const least = rows.reduce((smallest, { indent }) => Math.min(smallest, indent), Infinity);
  return rows.map(({ indent }) => indent > least);
}

/** For each row the next one of the same direction; −1 where there is none. */
function nextInLane(isIndented: readonly boolean[]): readonly number[] {
  const next = new Array<number>(isIndented.length).fill(-1);
  const last = [-1, -1];
  for (let index = isIndented.length - 1; index >= 0; index--) {
    const lane = isIndented[index] === true ? 1 : 0;
    next[index] = last[lane] ?? -1;
    last[lane] = index;
  }
  return next;
}

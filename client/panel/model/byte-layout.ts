import type { ByteRange } from './unit.ts';

/** Moves a byte selection as the arrow keys ask. */
export interface Cursor {
  /** Where the selection began. */
  readonly anchor: number;
  /** The byte that the cursor is on. */
  readonly at: number;
}

/** The selection of a cursor: both ends included, whichever comes first. */
export function cursorRange({ anchor, at }: Cursor): ByteRange {
  return [Math.min(anchor, at), Math.max(anchor, at) + 1];
}

/**
 * The cursor after a key, or undefined for a key that moves nothing.
 * @param extend keeps the anchor (Shift). @param page rows of the visible part.
 */
export function moveCursor(
  cursor: Cursor,
  key: string,
  extend: boolean,
  size: number,
  perRow: number,
  page: number,
): Cursor | undefined {
  const rowStart = cursor.at - (cursor.at % perRow);
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: cursor.at - 1,
    ArrowRight: cursor.at + 1,
    ArrowUp: cursor.at < perRow ? cursor.at : cursor.at - perRow,
    ArrowDown: cursor.at + perRow >= size ? cursor.at : cursor.at + perRow,
    PageUp: Math.max(cursor.at % perRow, cursor.at - page * perRow),
    PageDown: cursor.at + page * perRow,
    Home: rowStart,
    End: rowStart + perRow - 1,
  };
  const target = targets[key];
  if (target === undefined || size === 0) return undefined;
  const at = Math.min(Math.max(target, 0), size - 1);
  return { anchor: extend ? cursor.anchor : at, at };
}

/** How rows of bytes are laid out: how many bytes in each, and whether they stand closer together than where there is room. */
export interface ByteRows {
  readonly perRow: number;
  readonly tight: boolean;
}

/** Characters that a row takes: offset, bytes, the gap in the middle, and a character a byte. */
const looseWidth = 8 + 16 * 3 + 2 + 16 + 3;
const tightWidth = 5.5 + 16 * 2.6 + 0.4 + 1 + 16;
/** Pixels beside a tight row: its padding, and a scroll bar. */
const tightMargin = 24;

/** Bytes in a row that fit: 16, if need be close together, or 8 where there is little room. @param width and `char` in pixels. */
export function byteRows(width: number, char: number): ByteRows {
  if (width === 0 || width >= looseWidth * char) return { perRow: 16, tight: false };
  if (width >= tightWidth * char + tightMargin) return { perRow: 16, tight: true };
  return { perRow: 8, tight: false };
}

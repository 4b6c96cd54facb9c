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

/** Bytes in a row that fit: 16, or 8 where there is little room. @param width and `char` in pixels. */
export function bytesPerRow(width: number, char: number): number {
  const chars = (perRow: number): number => 8 + 3 * perRow + 2 + perRow + 3;
  return width >= chars(16) * char || width === 0 ? 16 : 8;
}

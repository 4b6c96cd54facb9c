/** Heights in pixels: of a line of the tree, of a row of bytes, and of what stands once above or below them. */
const treeRow = 22;
const byteRow = 20;
const headingLine = 27;
const footer = 25;
const fieldLine = 25;
const bar = 1;

/** What each view shows at least, wherever the panel is high enough at all: rows. */
export const leastTreeRows = 8;
const leastByteRows = 6;

const treeHeight = leastTreeRows * treeRow;
const bytesHeight = leastByteRows * byteRow + footer;

/** Pixels of width that a row of 16 bytes takes, and that the tree takes beside it. */
const bytesWidth = 492;
const treeWidth = 240;
/** Pixels of width from which the field is next to the tree, and of height that it takes below it. */
const fieldBeside = 420;
const fieldBelow = 110;
/** Below this height, heading and tabs share a line; in narrow details, where a heading takes two, below the other one. */
const lowHeight = 330;
const lowWhereNarrow = { width: 480, height: 600 };

/** Where the parts of the details are. */
export interface DetailsLayout {
  /** Heading and tabs share one line, and findings are with the field. */
  readonly low: boolean;
  /** The bytes are in sight beside or below the other view, or behind a tab of their own. */
  readonly bytes: 'beside' | 'below' | 'tab';
  /** All of the selected field is next to or below the tree, or in a line that opens. */
  readonly field: 'beside' | 'below' | 'line';
  /** Share of the first pane, 0 to 1, where the bytes are in sight. */
  readonly share: number;
}

/** Shares of the first pane that the user has chosen, 0 to 1; null as long as it is the default. */
export interface DetailsShares {
  readonly beside: number | null;
  readonly below: number | null;
}

/**
 * Gives each view the room that is there: bytes beside the tree, else below it, else behind a tab; the field wherever it leaves the tree
 * its least rows. @param size of the details, in pixels.
 */
export function detailsLayout(
  size: { readonly width: number; readonly height: number },
  shares: DetailsShares,
): DetailsLayout {
  const low = size.height < (size.width < lowWhereNarrow.width ? lowWhereNarrow.height : lowHeight);
  const room = size.height - (low ? 1 : 2) * headingLine;
  const bytes =
    size.width >= treeWidth + bar + bytesWidth
      ? 'beside'
      : room >= treeHeight + fieldLine + bar + bytesHeight
        ? 'below'
        : 'tab';
  const share = shareOf(bytes, size.width, room, shares);
  const width = bytes === 'beside' ? size.width * share : size.width;
  const height = bytes === 'below' ? room * share : room;
  const field = height >= treeHeight + fieldBelow ? 'below' : width >= fieldBeside ? 'beside' : 'line';
  return { low, bytes, field, share };
}

function shareOf(bytes: DetailsLayout['bytes'], width: number, room: number, shares: DetailsShares): number {
  switch (bytes) {
    case 'beside':
      // The bytes need no more than their row: what is left is the tree's.
      return shares.beside ?? Math.min(0.6, (width - bytesWidth - bar) / width);
    case 'below':
      return shares.below ?? Math.min(0.65, (room - bytesHeight - bar) / room);
    case 'tab':
      return 1;
  }
}

import { columns, lastColumn, sortKeyOf, type ColumnId, type ColumnWidths, type Sort } from './columns.ts';
import type { DetailsShares } from './details-layout.ts';
import { restoreFilters } from './filters.ts';

export type View = 'tree' | 'text' | 'body' | 'bytes';

export interface TimeReference {
  readonly seq: number;
  readonly time: number;
}

/** So many units can be marked. */
export const mostMarks = 10_000;

/** What outlives the page: VS Code gives it back when the view is shown again. */
export interface PanelState {
  /** The recording that `selected` and `anchor` are of; null before the first. */
  readonly recording: string | null;
  readonly filter: string;
  /** Filters that were used, the latest first. */
  readonly usedFilters: readonly string[];
  readonly savedFilters: readonly string[];
  /** Name of the chosen connection; empty for all. */
  readonly connection: string;
  readonly selected: number | null;
  /** The selected unit's node. */
  readonly node: string | null;
  readonly follow: boolean;
  /** The unit at the list's upper edge, and the fraction of its row that is scrolled off. */
  readonly anchor: { readonly seq: number; readonly offset: number } | null;
  readonly widths: ColumnWidths;
  /** Columns that the user does not want to see. */
  readonly hidden: readonly ColumnId[];
  /** Units that belong together are one row. */
  readonly grouped: boolean;
  /** Null is the order of numbers. */
  readonly sort: Sort | null;
  /** Share of the list, 0 to 1, beside (wide) and above (narrow) the details. */
  readonly split: { readonly wide: number; readonly narrow: number };
  /** Shares of tree or text where the bytes stand beside or below them. */
  readonly detailsSplit: DetailsShares;
  /** Whether the field that has room for a line only is open. */
  readonly fieldOpen: boolean;
  readonly view: View;
  readonly raw: boolean;
  /** Units that the user has marked, by number, ascending. */
  readonly marks: readonly number[];
  /** The unit that times are relative to, and its time in milliseconds since 1970. */
  readonly reference: TimeReference | null;
  /** The unit that the next one is compared with. */
  readonly compare: number | null;
  /** Names of the connections about whose TLS the user has read the warning; it stands on as a mark in the toolbar. */
  readonly tlsRead: readonly string[];
}

export const initialState: PanelState = {
  recording: null,
  filter: '',
  usedFilters: [],
  savedFilters: [],
  connection: '',
  selected: null,
  node: null,
  follow: true,
  anchor: null,
  widths: {},
  hidden: [],
  grouped: false,
  sort: null,
  split: { wide: 0.52, narrow: 0.42 },
  detailsSplit: { beside: null, below: null },
  fieldOpen: false,
  view: 'tree',
  raw: false,
  marks: [],
  reference: null,
  compare: null,
  tlsRead: [],
};

/** Reads what an earlier page, perhaps of another version, has saved: each part is taken when it is sound. */
export function restoreState(saved: unknown): PanelState {
  if (!isRecord(saved)) return initialState;
  const {
    recording,
    filter,
    usedFilters,
    savedFilters,
    connection,
    selected,
    node,
    follow,
    anchor,
    widths,
    hidden,
    grouped,
    sort,
    split,
    detailsSplit,
    fieldOpen,
    view,
    raw,
    marks,
    reference,
    compare,
    tlsRead,
  } = saved;
  return {
    recording: typeof recording === 'string' ? recording : null,
    filter: typeof filter === 'string' ? filter : initialState.filter,
    usedFilters: restoreFilters(usedFilters),
    savedFilters: restoreFilters(savedFilters),
    connection: typeof connection === 'string' ? connection : initialState.connection,
    selected: isSeq(selected) ? selected : null,
    node: typeof node === 'string' ? node : null,
    follow: typeof follow === 'boolean' ? follow : initialState.follow,
    anchor:
      isRecord(anchor) && isSeq(anchor.seq) && isShare(anchor.offset)
        ? { seq: anchor.seq, offset: anchor.offset }
        : null,
    widths: restoreWidths(widths),
    hidden: Array.isArray(hidden) ? hiddenColumns(hidden) : [],
    grouped: grouped === true,
    sort: restoreSort(sort),
    split: {
      wide: isRecord(split) && isShare(split.wide) ? split.wide : initialState.split.wide,
      narrow: isRecord(split) && isShare(split.narrow) ? split.narrow : initialState.split.narrow,
    },
    detailsSplit: {
      beside: isRecord(detailsSplit) && isShare(detailsSplit.beside) ? detailsSplit.beside : null,
      below: isRecord(detailsSplit) && isShare(detailsSplit.below) ? detailsSplit.below : null,
    },
    fieldOpen: fieldOpen === true,
    view: view === 'text' || view === 'body' || view === 'bytes' ? view : 'tree',
    raw: raw === true,
    marks: Array.isArray(marks) ? withMarks(marks.filter(isSeq)) : [],
    reference:
      isRecord(reference) && isSeq(reference.seq) && typeof reference.time === 'number'
        ? { seq: reference.seq, time: reference.time }
        : null,
    compare: isSeq(compare) ? compare : null,
    tlsRead: Array.isArray(tlsRead) ? tlsRead.filter((name): name is string => typeof name === 'string') : [],
  };
}

/** Marks in their order, each once. */
export function withMarks(marks: readonly number[]): readonly number[] {
  return [...new Set(marks)].sort((a, b) => a - b).slice(-mostMarks);
}

/** The columns of a list of names that can be hidden. */
export function hiddenColumns(names: readonly unknown[]): readonly ColumnId[] {
  return columns.flatMap(({ id }) => (id !== lastColumn && names.includes(id) ? [id] : []));
}

function restoreSort(saved: unknown): Sort | null {
  const by = isRecord(saved) && typeof saved.by === 'string' ? sortKeyOf(saved.by) : undefined;
  return by === undefined || !isRecord(saved) ? null : { by, descending: saved.descending === true };
}

function restoreWidths(saved: unknown): ColumnWidths {
  if (!isRecord(saved)) return {};
  return Object.fromEntries(
    columns.flatMap(({ id }) => {
      const width = saved[id];
      return typeof width === 'number' && Number.isFinite(width) ? [[id, width]] : [];
    }),
  );
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

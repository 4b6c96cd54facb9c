import { sortKeys, type SortKey } from '../../../protocols/core/inspect/index.ts';
import { formatCount } from '../../../protocols/core/index.ts';

export type ColumnId =
  | 'number'
  | 'time'
  | 'delta'
  | 'direction'
  | 'connection'
  | 'name'
  | 'place'
  | 'summary'
  | 'size'
  | 'latency'
  | 'state';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  readonly tooltip: string;
  /** Pixels, until the user says otherwise. */
  readonly width: number;
  /** Where space runs out, the highest goes first; 0 stays. (Without its column, a state's icon stands before the name.) */
  readonly drop: number;
  /** Pixels below which its text would be cut, which is worse here than elsewhere. */
  readonly least?: number;
  /** Numbers line up at the end. */
  readonly end?: boolean;
}

export const columns: readonly Column[] = [
  {
    id: 'number',
    title: '#',
    tooltip: 'Number of the unit; numbers are never used again',
    width: 60,
    drop: 1,
    end: true,
  },
  { id: 'time', title: 'Time', tooltip: 'Local time of the unit’s last byte', width: 110, drop: 2 },
  { id: 'delta', title: 'Δ', tooltip: 'Time since the row above', width: 104, drop: 7, end: true },
  {
    id: 'direction',
    title: 'Dir',
    tooltip: 'Direction, seen from the client: out is sent, in is received',
    width: 58,
    drop: 0,
  },
  { id: 'connection', title: 'Connection', tooltip: 'Name of the connection', width: 104, drop: 4 },
  { id: 'name', title: 'Name', tooltip: 'Element or performative', width: 140, drop: 0 },
  { id: 'place', title: 'Place', tooltip: 'From and to; of AMQP the channel and the link', width: 170, drop: 5 },
  {
    id: 'summary',
    title: 'Summary',
    tooltip: 'Addresses, identifiers, the first words of a body',
    width: 150,
    drop: 0,
  },
  { id: 'size', title: 'Size', tooltip: 'Bytes', width: 84, drop: 6, end: true },
  {
    id: 'latency',
    title: 'Latency',
    tooltip: 'The time to the paired unit: from an iq to its answer, from a delivery to its outcome',
    width: 104,
    drop: 4,
    end: true,
  },
  { id: 'state', title: 'State', tooltip: 'The gravest finding', width: 110, drop: 3 },
];

/** The order of the list. */
export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** What a column is sorted by, where it can be. */
export function sortKeyOf(id: string): SortKey | undefined {
  return sortKeys.find((key) => key === id);
}

/** The column that stays: without it a list says nothing. */
export const lastColumn: ColumnId = 'name';

export type ColumnWidths = Readonly<Partial<Record<ColumnId, number>>>;

export const minColumnWidth = 32;
export const maxColumnWidth = 800;

/** Pixels of a column: what the user chose, within bounds. The summary takes what is left. */
export function widthOf(column: Column, chosen: ColumnWidths): number {
  const width = chosen[column.id] ?? column.width;
  return Math.min(Math.max(width, column.least ?? minColumnWidth), maxColumnWidth);
}

/** Pixels of a digit, and of what surrounds a number in its cell. */
const digitWidth = 8.3;
const cellPadding = 16;
const iconWidth = 18;

/** All columns, with room for the number of the newest unit, and for the icons in front of it. */
function columnsFor(newest: number, icons: number): readonly Column[] {
  const least = Math.ceil(formatCount(newest).length * digitWidth) + cellPadding + icons * iconWidth;
  return columns.map((column) =>
    column.id === 'number' ? { ...column, least, width: Math.max(least, column.width) } : column,
  );
}

/** The columns that fit, in their order. @param available pixels of the list; `newest` is the number of the newest unit; `icons` are in front of numbers. */
export function fittingColumns(
  available: number,
  chosen: ColumnWidths,
  newest = 0,
  icons = 0,
  hidden: readonly ColumnId[] = [],
): readonly Column[] {
  let fitting = columnsFor(newest, icons).filter(({ id }) => !hidden.includes(id));
  while (total(fitting, chosen) > available) {
    const least = fitting.reduce((worst, column) => (column.drop > worst.drop ? column : worst));
    if (least.drop === 0) break;
    fitting = fitting.filter((column) => column !== least);
  }
  return fitting;
}

/** The value of `grid-template-columns`. */
export function gridTemplate(shown: readonly Column[], chosen: ColumnWidths): string {
  return shown.map((column) => (column.id === 'summary' ? 'minmax(0, 1fr)' : `${widthOf(column, chosen)}px`)).join(' ');
}

function total(shown: readonly Column[], chosen: ColumnWidths): number {
  return shown.reduce((sum, column) => sum + (column.id === 'summary' ? column.width : widthOf(column, chosen)), 0);
}

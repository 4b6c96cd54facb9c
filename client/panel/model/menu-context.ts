import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { lastColumn, type ColumnId } from './columns.ts';

/** What menus ask of a row besides the row. */
export interface MenuMarks {
  readonly marked: boolean;
  /** Times are relative to this row, or to another one. */
  readonly reference: 'this' | 'other' | 'none';
  /** Whether another unit was selected to be compared with this one. */
  readonly comparable: boolean;
  /** It is selected with others. */
  readonly many: boolean;
}

/**
 * What VS Code's menus know of a unit, as the JSON of `data-vscode-context`: package.json has the entries, whose `when` clauses name these
 * keys, so that no entry is shown that does nothing. `page` is the page that has the menu.
 */
export function unitMenu(page: string, row: TrafficRow, { marked, reference, comparable, many }: MenuMarks): string {
  const { seq, language, template, follows = [], peer, side } = row;
  return JSON.stringify({
    preventDefaultContextMenuItems: true,
    wireloupePart: 'row',
    wireloupePage: page,
    unitSeq: seq,
    unitLanguage: language ?? '',
    unitTemplate: template !== undefined,
    unitAgain: side === 'client' && (template === 'stanza' || template === 'message'),
    unitPair: peer !== undefined,
    unitMarked: marked,
    unitReference: reference,
    unitComparable: comparable,
    unitMany: many,
    followIq: follows.includes('iq'),
    followLink: follows.includes('link'),
    followDelivery: follows.includes('delivery'),
    followThread: follows.includes('thread'),
    followJid: follows.includes('jid'),
    valueFilter: false,
  });
}

/** What menus know of the header of a column. `sorted`: the list is in another order than that of numbers. */
export function headerMenu(page: string, column: ColumnId, sortable: boolean, sorted: boolean): string {
  return JSON.stringify({
    preventDefaultContextMenuItems: true,
    wireloupePart: 'header',
    wireloupePage: page,
    cellColumn: column,
    columnSort: sortable,
    columnSorted: sorted,
    columnHide: column !== lastColumn,
  });
}

/** What menus know of a cell of a row, beyond the row. */
export function cellMenu(column: ColumnId, filterable: boolean): string {
  return `{"cellColumn":"${column}","valueFilter":${filterable}}`;
}

/** What menus know of a line of the decoded tree, beyond its unit. */
export function nodeMenu(
  id: string,
  has: { readonly value: boolean; readonly range: boolean; readonly filter: boolean },
): string {
  return JSON.stringify({
    wireloupePart: 'node',
    nodeId: id,
    nodeValue: has.value,
    nodeRange: has.range,
    valueFilter: has.filter,
  });
}

/** What menus know of the bytes, beyond their unit. `filterable`: a filter can select by those that are selected. */
export function bytesMenu(filterable: boolean): string {
  return JSON.stringify({ wireloupePart: 'bytes', valueFilter: filterable });
}

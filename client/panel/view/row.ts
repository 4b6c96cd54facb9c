import { html, nothing, type TemplateResult } from 'lit';
import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { Column, ColumnId } from '../model/columns.ts';
import { formatCount } from '../../../protocols/core/index.ts';
import { cellTerm } from '../model/filter-terms.ts';
import { formatDuration, formatOffset, formatSize, formatTime, formatTimestamp } from '../model/format.ts';
import type { Selecting } from '../app/selection.ts';
import { cellMenu } from '../model/menu-context.ts';
import type { TimeReference } from '../model/state.ts';
import { placeText } from '../model/unit-copy.ts';
import { failureMark, icon, severityMark } from './icon.ts';
import { isMac } from './open-menu.ts';

/** What a row is drawn with. */
export interface RowContext {
  readonly columns: readonly Column[];
  /** The unit that is inspected. */
  readonly selected: number | null;
  /** Whether a unit is selected, alone or with others. */
  readonly isChosen: (seq: number) => boolean;
  /** The selected unit's counterpart, marked as well. */
  readonly peer: number | undefined;
  /** Units that are marked. */
  readonly marks: ReadonlySet<number>;
  readonly reference: TimeReference | null;
  /** The column of the cell that the keyboard is on. */
  readonly cell: ColumnId | null;
  /** Units that belong together are one row. */
  readonly grouped: boolean;
  /** Opens or closes a group. */
  toggle(head: number): void;
  menu(row: TrafficRow): string;
  connectionName(number: number): string;
  select(seq: number, how: Selecting): void;
  jump(seq: number): void;
}

/** One row of the list. @param index in the list, from 0; `before` is the row above it. */
export function trafficRow(
  row: TrafficRow | undefined,
  before: TrafficRow | undefined,
  index: number,
  context: RowContext,
): TemplateResult {
  if (row === undefined) {
    return html`<div class="row pending" role="row" aria-rowindex=${index + 2}>
      <div role="gridcell" class="cell">loading …</div>
    </div>`;
  }
  const selected = row.seq === context.selected;
  const chosen = context.isChosen(row.seq);
  const marks = `${row.state ?? 'fine'}${row.failure === undefined ? '' : ' failed'} ${row.side === 'client' ? 'sent' : 'received'}${selected ? ' selected' : ''}${chosen ? ' chosen' : ''}${row.seq === context.peer ? ' peer' : ''}`;
  return html`<div
    class="row ${marks}"
    id="unit-${row.seq}"
    role="row"
    aria-rowindex=${index + 2}
    aria-level=${context.grouped ? (row.head === undefined ? 1 : 2) : nothing}
    aria-expanded=${row.group === undefined ? nothing : row.group.open ? 'true' : 'false'}
    aria-selected=${chosen ? 'true' : 'false'}
    data-vscode-context=${context.menu(row)}
    @mousedown=${(event: MouseEvent) => press(event, row.seq, context)}
  >
    ${context.columns.map((column) => cell(column, row, before, context, selected && column.id === context.cell))}
  </div>`;
}

/** Shift extends the selection, Ctrl (on a Mac ⌘) adds to it. Neither selects text. */
function press(event: MouseEvent, seq: number, context: RowContext): void {
  // On a Mac, Ctrl with a click opens the menu.
  if (event.button !== 0 || (isMac && event.ctrlKey)) return;
  const how = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
  context.select(seq, how);
  if (how === 'only') return;
  event.preventDefault();
  if (event.currentTarget instanceof Element) event.currentTarget.closest<HTMLElement>('.grid')?.focus();
}

function cell(
  column: Column,
  row: TrafficRow,
  before: TrafficRow | undefined,
  context: RowContext,
  active: boolean,
): TemplateResult {
  const { id, end } = column;
  const filterable = cellTerm(id, row, context.connectionName(row.connection)) !== undefined;
  return html`<div
    role="gridcell"
    id=${active ? `cell-${row.seq}` : nothing}
    class="cell ${id}${end === true ? ' end' : ''}${active ? ' active' : ''}"
    data-vscode-context=${cellMenu(id, filterable)}
  >
    ${cells[id](row, before, context)}
  </div>`;
}

type Cell = (
  row: TrafficRow,
  before: TrafficRow | undefined,
  context: RowContext,
) => TemplateResult | string | typeof nothing;

const cells: Readonly<Record<ColumnId, Cell>> = {
  number: (row, _before, context) => html`${marks(row, context)}<span>${formatCount(row.seq)}</span>`,
  time: ({ time }, _before, { reference }) =>
    html`<span title=${formatTimestamp(time)}
      >${reference === null ? formatTime(time) : formatOffset(time - reference.time)}</span
    >`,
  delta: (row, before) => (before === undefined ? nothing : `+${formatDuration(Math.max(0, row.time - before.time))}`),
  direction: (row) =>
    row.side === 'client' ? html`${icon('arrow-up')}<span>out</span>` : html`${icon('arrow-down')}<span>in</span>`,
  connection: (row, _before, context) => {
    const { socket } = row;
    const name = `${context.connectionName(row.connection)}${socket === undefined ? '' : ` #${socket}`}`;
    return html`<span title=${name}>${name}</span>`;
  },
  name: (row, _before, context) =>
    html`${twistie(row, context)}${narrowState(row, context)}<span title=${row.name}>${row.name}</span
      >${row.channel === undefined || context.columns.some(({ id }) => id === 'place') ? nothing : html`<span class="channel" title="Channel ${row.channel}">ch ${row.channel}</span>`}`,
  place: (row) => {
    const text = placeText(row);
    return html`<span title=${text}>${text}</span>`;
  },
  summary: (row) => html`${failureMark(row.failure)}${outcomeOf(row)}<span title=${row.summary}>${row.summary}</span>`,
  size: (row) => html`<span title="${formatCount(row.size)} bytes">${formatSize(row.size)}</span>`,
  latency: (row, _before, context) => peerLink(row, context),
  state: ({ state }) => (state === undefined ? nothing : severityMark(state)),
};

/** What opens a group, or the room for it. */
function twistie(row: TrafficRow, context: RowContext): TemplateResult | typeof nothing {
  const { group, head, seq } = row;
  if (!context.grouped) return nothing;
  if (group === undefined) return html`<span class="twistie${head === undefined ? '' : ' below'}"></span>`;
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    context.toggle(seq);
  };
  return html`<span
      class="twistie"
      title=${group.open ? 'Close the group' : `Show ${formatCount(group.units)} units in rows of their own`}
      @mousedown=${(event: MouseEvent) => event.stopPropagation()}
      @click=${toggle}
      >${icon(group.open ? 'chevron-down' : 'chevron-right')}</span
    ><span class="units" title="${formatCount(group.units)} units"
      >${formatCount(group.units)}<span class="word"> units, </span></span
    >`;
}

/** How a group has ended. */
function outcomeOf({ group, failure }: TrafficRow): TemplateResult | typeof nothing {
  if (group?.outcome === undefined || group.open) return nothing;
  return html`<span class="outcome${failure === undefined ? '' : ' failed'}">${group.outcome}</span> `;
}

/** That the row is marked, and that times are relative to it. */
function marks({ seq }: TrafficRow, { marks: all, reference }: RowContext): TemplateResult | typeof nothing {
  const [marked, isReference] = [all.has(seq), reference?.seq === seq];
  if (!marked && !isReference) return nothing;
  return html`<span class="marks"
    >${marked ? html`${icon('bookmark')}<span class="word">marked, </span>` : nothing}${isReference ? html`${icon('watch')}<span class="word">time reference, </span>` : nothing}</span
  >`;
}

/** Where the list has no room for the state's column, its icon stands before the name. */
function narrowState(row: TrafficRow, context: RowContext): TemplateResult | typeof nothing {
  if (row.state === undefined || context.columns.some(({ id }) => id === 'state')) return nothing;
  return html`<span class="narrow-state" title=${row.state}>${severityMark(row.state)}</span>`;
}

function peerLink(row: TrafficRow, context: RowContext): TemplateResult | typeof nothing {
  const { peer, latency } = row;
  if (peer === undefined) return nothing;
  const other = peer > row.seq ? 'reply' : 'request';
  const time = latency === undefined ? '' : formatDuration(latency);
  return html`<button
    class="peer-link"
    tabindex="-1"
    title="Go to the ${other}, #${peer} (P)"
    aria-label="Go to the ${other}, #${peer}${time === '' ? '' : `, ${time}`}"
    @mousedown=${(event: MouseEvent) => event.stopPropagation()}
    @click=${() => context.jump(peer)}
  >
    ${icon(peer > row.seq ? 'arrow-small-down' : 'arrow-small-up')}<span>${time === '' ? `${peer}` : time}</span>
  </button>`;
}

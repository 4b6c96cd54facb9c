import { html, nothing, type TemplateResult } from 'lit';
import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { Column, ColumnId } from '../model/columns.ts';
import { formatCount } from '../../../protocols/core/index.ts';
import { formatDuration, formatSize, formatTime, formatTimestamp } from '../model/format.ts';
import { failureMark, icon, severityMark } from './icon.ts';

/** What a row is drawn with. */
export interface RowContext {
  readonly columns: readonly Column[];
  readonly selected: number | null;
  /** The selected unit's counterpart, marked as well. */
  readonly peer: number | undefined;
  connectionName(number: number): string;
  select(seq: number): void;
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
  const marks = `${row.state ?? 'fine'}${row.failure === undefined ? '' : ' failed'} ${row.side === 'client' ? 'sent' : 'received'}${selected ? ' selected' : ''}${row.seq === context.peer ? ' peer' : ''}`;
  return html`<div
    class="row ${marks}"
    id="unit-${row.seq}"
    role="row"
    aria-rowindex=${index + 2}
    aria-selected=${selected ? 'true' : 'false'}
    @mousedown=${(event: MouseEvent) => event.button === 0 && context.select(row.seq)}
  >
    ${context.columns.map((column) => html`<div role="gridcell" class="cell ${column.id}${column.end === true ? ' end' : ''}">${cells[column.id](row, before, context)}</div>`)}
  </div>`;
}

type Cell = (
  row: TrafficRow,
  before: TrafficRow | undefined,
  context: RowContext,
) => TemplateResult | string | typeof nothing;

const cells: Readonly<Record<ColumnId, Cell>> = {
  number: (row) => formatCount(row.seq),
  time: (row) => html`<span title=${formatTimestamp(row.time)}>${formatTime(row.time)}</span>`,
  delta: (row, before) => (before === undefined ? nothing : `+${formatDuration(Math.max(0, row.time - before.time))}`),
  direction: (row) =>
    row.side === 'client' ? html`${icon('arrow-up')}<span>out</span>` : html`${icon('arrow-down')}<span>in</span>`,
  connection: (row, _before, context) => {
    const { socket } = row;
    const name = `${context.connectionName(row.connection)}${socket === undefined ? '' : ` #${socket}`}`;
    return html`<span title=${name}>${name}</span>`;
  },
  name: (row, _before, context) =>
    html`${narrowState(row, context)}<span title=${row.name}>${row.name}</span
      >${row.channel === undefined ? nothing : html`<span class="channel" title="Channel ${row.channel}">ch ${row.channel}</span>`}`,
  summary: (row) => html`${failureMark(row.failure)}<span title=${row.summary}>${row.summary}</span>`,
  size: (row) => html`<span title="${formatCount(row.size)} bytes">${formatSize(row.size)}</span>`,
  state: (row, _before, context) =>
    html`${row.state === undefined ? nothing : severityMark(row.state)}${peerLink(row, context)}`,
};

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

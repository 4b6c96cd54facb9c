import { findingLines, reportOf } from '../../../protocols/decoding/unit-report.ts';
import { nodeLines } from '../../../protocols/decoding/unit-text.ts';
import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { plural, type Issue, type Note, type OpenUnit } from '../../../protocols/core/index.ts';
import { formatTime, formatTimestamp } from './format.ts';

/** A unit that is copied. */
export interface CopiedUnit {
  readonly row: TrafficRow;
  readonly connectionName: string;
  readonly bytes: Uint8Array;
  readonly issues: readonly Issue[];
  readonly notes: readonly Note[];
  readonly opened: OpenUnit;
  readonly root: InspectNode;
}

/** A row on one line, its cells separated by tabs, as spreadsheets take them. */
export function rowLine(row: TrafficRow, connectionName: string): string {
  const { seq, time, side, name, summary, size, state, failure, peer, latency } = row;
  const cells = [
    `#${seq}`,
    formatTime(time),
    side === 'client' ? 'out' : 'in',
    connectionName,
    name,
    placeText(row),
    summary,
    `${size} B`,
    peer === undefined ? '' : `#${peer}`,
    latency === undefined ? '' : `${latency.toFixed(2)} ms`,
    [state, failure === undefined ? undefined : `failed: ${failure}`].filter((each) => each !== undefined).join(', '),
  ];
  return cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
}

/** From and to, or the channel and the link by name. */
export function placeText({ channel, link, from, to }: TrafficRow): string {
  if (channel !== undefined || link !== undefined)
    return [channel === undefined ? undefined : `ch ${channel}`, link].filter((each) => each !== undefined).join(' · ');
  if (from === undefined && to === undefined) return '';
  return `${from ?? ''} → ${to ?? ''}`.trim();
}

/** A unit for people: one line, its decoded tree, what is wrong with it, and notes. */
export function unitAsText(unit: CopiedUnit): string {
  const { row, connectionName, root, notes } = unit;
  const head = `#${row.seq} ${formatTime(row.time)} ${row.side === 'client' ? '→' : '←'} ${connectionName} ${row.name}  ${row.summary}  (${plural(row.size, 'byte')})`;
  return [
    head,
    ...nodeLines(root),
    ...findingLines(unit, '  '),
    ...notes.map(({ message }) => `  note: ${message}`),
  ].join('\n');
}

/** The decoded fields alone, to be compared with those of another unit. */
export function unitFields({ row, root }: Pick<CopiedUnit, 'row' | 'root'>): string {
  return `${[row.name, ...nodeLines(root)].join('\n')}\n`;
}

/** A unit as Markdown for a report. */
export function unitAsMarkdown(unit: CopiedUnit): string {
  const { row, ...rest } = unit;
  const { side, name, summary } = row;
  return reportOf({ ...rest, side, name, summary, when: formatTimestamp(row.time) });
}

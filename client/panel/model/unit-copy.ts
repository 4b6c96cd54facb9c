import { nodeLines } from '../../../protocols/decoding/unit-text.ts';
import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { hexByte, maskIssues, plural, type Issue, type Note, type OpenUnit } from '../../../protocols/core/index.ts';
import { hexDump } from './bytes.ts';
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

/** Bytes of a unit that a report has as a dump. */
const longestDump = 2048;
/** UTF-16 units of a text in a report. */
const longestText = 20_000;

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

/** Bytes on a line of a C array. */
const bytesOnLine = 12;

/** The bytes of a unit as an array of C, for a test or a fuzzer. Nothing that the peer has named is in it. */
export function unitAsC({ row: { seq }, bytes }: Pick<CopiedUnit, 'row' | 'bytes'>): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesOnLine) {
    const line = [...bytes.subarray(at, at + bytesOnLine)].map((byte) => `0x${hexByte(byte)},`);
    lines.push(`  ${line.join(' ')}\n`);
  }
  // An array without elements is no C.
  if (bytes.length === 0) lines.push('  0x00, /* no byte */\n');
  return `static const unsigned char unit_${seq}[] = {\n${lines.join('')}};\nstatic const unsigned int unit_${seq}_size = ${bytes.length};\n`;
}

/** The decoded fields alone, to be compared with those of another unit. */
export function unitFields({ row, root }: Pick<CopiedUnit, 'row' | 'root'>): string {
  return `${[row.name, ...nodeLines(root)].join('\n')}\n`;
}

/** A unit as Markdown for a report. What the peer has sent is in code blocks, so that none of it is markup. */
export function unitAsMarkdown(unit: CopiedUnit): string {
  const { row, bytes, opened, root, notes } = unit;
  const side = row.side === 'client' ? 'Sent' : 'Received';
  const text = opened.language === undefined ? undefined : opened.text();
  const dump = bytes.length <= longestDump ? hexDump(bytes) : `${hexDump(bytes.subarray(0, longestDump))}\n…`;
  const found = [...findingLines(unit, ''), ...notes.map(({ message }) => `note: ${message}`)];
  return [
    `${side} ${formatTimestamp(row.time)}, ${plural(row.size, 'byte')}:`,
    fenced(`${row.name}  ${row.summary}`, 'text'),
    ...(found.length === 0 ? [] : ['Findings:', fenced(found.join('\n'), 'text')]),
    ...(text === undefined ? [] : [fenced(cut(text.trimEnd()), opened.language === 'xml' ? 'xml' : 'yaml')]),
    ...(opened.language === 'xml' ? [] : ['Decoded:', fenced(cut(nodeLines(root).join('\n')), 'text')]),
    `Bytes${bytes.length > longestDump ? ` (the first ${longestDump} of ${bytes.length})` : ''}:`,
    fenced(dump, 'text'),
    '',
  ].join('\n\n');
}

function findingLines({ issues, opened }: CopiedUnit, indent: string): readonly string[] {
  return maskIssues(issues, opened.secrets()).map(
    ({ severity, message, section, code }) =>
      `${indent}${severity}: ${message}${section === undefined ? '' : ` (${section})`} [${code}]`,
  );
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}\n… (${text.length} characters)`;
}

/** A code block whose fence is longer than every run of backticks in it (CommonMark, 4.5). */
function fenced(text: string, language: string): string {
  let [longest, run] = [2, 0];
  for (const character of text) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

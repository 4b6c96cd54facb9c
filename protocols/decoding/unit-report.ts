import type { InspectNode } from '../core/inspect/index.ts';
import {
  hexByte,
  hexDump,
  maskIssues,
  plural,
  type Issue,
  type Note,
  type OpenUnit,
  type Side,
} from '../core/index.ts';
import { nodeLines } from './unit-text.ts';

/** A unit that is reported. */
export interface ReportedUnit {
  readonly side: Side;
  readonly name: string;
  readonly summary: string;
  /** When it crossed, for people; empty where that is not known. */
  readonly when: string;
  readonly bytes: Uint8Array;
  readonly issues: readonly Issue[];
  readonly notes: readonly Pick<Note, 'message'>[];
  readonly opened: OpenUnit;
  readonly root: InspectNode;
}

/** Bytes of a unit that a report has as a dump. */
const longestDump = 2048;
/** UTF-16 units of a text in a report. */
const longestText = 20_000;

/** Bytes on a line of a C array. */
const bytesOnLine = 12;

/** The bytes of a unit as an array of C, for a test or a fuzzer. Nothing that the peer has named is in it. */
export function unitAsC(number: number, bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += bytesOnLine) {
    const line = [...bytes.subarray(at, at + bytesOnLine)].map((byte) => `0x${hexByte(byte)},`);
    lines.push(`  ${line.join(' ')}\n`);
  }
  // An array without elements is no C.
  if (bytes.length === 0) lines.push('  0x00, /* no byte */\n');
  return `static const unsigned char unit_${number}[] = {\n${lines.join('')}};\nstatic const unsigned int unit_${number}_size = ${bytes.length};\n`;
}

/** A unit as Markdown for a report. What the peer has sent is in code blocks, so that none of it is markup. */
export function reportOf(unit: ReportedUnit): string {
  const { name, summary, when, bytes, opened, root, notes } = unit;
  const side = unit.side === 'client' ? 'Sent' : 'Received';
  const text = opened.language === undefined ? undefined : opened.text();
  const dump = bytes.length <= longestDump ? hexDump(bytes) : `${hexDump(bytes.subarray(0, longestDump))}\n…`;
  const found = [...findingLines(unit, ''), ...notes.map(({ message }) => `note: ${message}`)];
  return [
    `${side}${when === '' ? '' : ` ${when}`}, ${plural(bytes.length, 'byte')}:`,
    fenced(`${name}  ${summary}`, 'text'),
    ...(found.length === 0 ? [] : ['Findings:', fenced(found.join('\n'), 'text')]),
    ...(text === undefined ? [] : [fenced(cut(text.trimEnd()), opened.language === 'xml' ? 'xml' : 'yaml')]),
    ...(opened.language === 'xml' ? [] : ['Decoded:', fenced(cut(nodeLines(root).join('\n')), 'text')]),
    `Bytes${bytes.length > longestDump ? ` (the first ${longestDump} of ${bytes.length})` : ''}:`,
    fenced(dump, 'text'),
    '',
  ].join('\n\n');
}

/** What is wrong with a unit, one finding a line, without secrets. */
export function findingLines(
  { issues, opened }: Pick<ReportedUnit, 'issues' | 'opened'>,
  indent: string,
): readonly string[] {
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

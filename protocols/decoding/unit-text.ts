import type { InspectNode } from '../core/inspect/index.ts';
import { maskIssues, plural } from '../core/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

const longest = 2000;

/** The lines of a unit for people: one line, its decoded tree, what is wrong. Secrets are masked. */
export function unitText({
  connection,
  number,
  side,
  time,
  offset,
  size,
  kind,
  lossy,
  opened,
  issues,
  message,
  notes,
}: DecodedUnit): readonly string[] {
  const arrow = side === 'client' ? '→' : '←';
  const summary = opened.summary();
  const at = time === undefined ? '' : `${new Date(time).toISOString().slice(11, 23)} `;
  const lines = [
    `${at}[${connection}] #${number} ${arrow} @${offset} ${opened.name}${summary === '' ? '' : `  ${summary}`}  (${plural(size, 'byte')}${lossy === undefined ? '' : lossy === 'cut' ? ', cut in the input' : ', from a log'})`,
  ];
  if (kind !== 'garbage' && kind !== 'keepalive')
    lines.push(...nodeLines(opened.tree({ secrets: false }), lossy !== undefined));
  if (message !== undefined) lines.push(`  the whole message: ${message}`);
  for (const { severity, message: text, section, offset: place } of maskIssues(issues, opened.secrets()))
    lines.push(`  ${severity}: ${text}${section === undefined ? '' : ` (${section})`} [byte ${place}]`);
  for (const { message: text } of notes) lines.push(`  note: ${text}`);
  return lines;
}

/** The lines of a decoded tree below its root. `lossy`: it is from a log that does not tell all fields. */
export function nodeLines(root: InspectNode, lossy = false): readonly string[] {
  const lines: string[] = [];
  for (const child of root.children) addNode(lines, child, 1, lossy);
  return lines;
}

/** Fields that were not sent are left out, and those that a log does not tell: the tree is for reading. */
function addNode(lines: string[], node: InspectNode, depth: number, lossy: boolean): void {
  if (node.presence === 'absent' || node.presence === 'default' || (lossy && node.value === 'null')) return;
  const value =
    node.value === undefined
      ? ''
      : ` = ${node.value.length > longest ? `${node.value.slice(0, longest)}… (${node.value.length} characters; --format jsonl has all)` : node.value}`;
  const type = node.type === undefined ? '' : ` (${node.type})`;
  lines.push(`${'  '.repeat(depth)}${node.label}${type}${value}`);
  for (const child of node.children) addNode(lines, child, depth + 1, lossy);
}

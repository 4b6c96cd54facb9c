import type { InspectNode } from '../../protocols/core/inspect/index.ts';
import { formatSection, type Issue } from '../../protocols/core/index.ts';
import { escapeMarkdown } from '../connections/describe.ts';

/** How one node looks in the Inspector, without VS Code's types. */
export interface NodePresentation {
  readonly label: string;
  readonly description: string;
  readonly icon?: { readonly name: string; readonly colour?: string };
  /** Markdown. */
  readonly tooltip: string;
  readonly accessible: string;
  /** Words that menus match on. */
  readonly context: string;
}

/** Characters of a value in a row: what follows it stays in sight. The tooltip has more, and Copy Value all of it. */
const rowLength = 60;

/**
 * What a row shows: the value, the type, the encoding, and the first and last byte in brackets; everything else is in the tooltip.
 * `recorded` says that its bytes can be looked at in the traffic panel.
 */
export function presentNode(node: InspectNode, issues: readonly Issue[], recorded: boolean): NodePresentation {
  const value = shownValue(node);
  const { range } = node;
  const description = [
    value === undefined ? undefined : shortened(value),
    node.type,
    node.encoding,
    range === undefined || range[0] === range[1] ? undefined : bytesOf(range),
  ]
    .filter((each) => each !== undefined && each !== '')
    .join('  ');
  const icon = iconOf(node, issues);
  return {
    label: node.label,
    description,
    ...(icon !== undefined && { icon }),
    tooltip: tooltip(node, issues),
    accessible: accessible(node, value, issues),
    context: contextWords(node, recorded).join(' '),
  };
}

function shownValue(node: InspectNode): string | undefined {
  switch (node.presence) {
    case 'null':
      return node.value === undefined || node.value === 'null' ? 'null' : `null → ${node.value}`;
    case 'default':
      return `${node.value ?? ''} (default)`.trim();
    case 'absent':
      return '(absent)';
    default:
      return node.value;
  }
}

function iconOf(node: InspectNode, issues: readonly Issue[]): NodePresentation['icon'] {
  const found = new Set(issues.map(({ severity }) => severity));
  if (found.has('error')) return { name: 'error', colour: 'list.errorForeground' };
  if (found.has('warning')) return { name: 'warning', colour: 'list.warningForeground' };
  if (found.size > 0) return { name: 'info' };
  if (node.secret === true) return { name: 'lock' };
  // Fields that were not on the wire are told apart at a glance.
  return node.presence === 'absent' || node.presence === 'default'
    ? { name: 'circle-outline', colour: 'disabledForeground' }
    : undefined;
}

function tooltip(node: InspectNode, issues: readonly Issue[]): string {
  const lines = [`**${escapeMarkdown(node.label)}**${node.type === undefined ? '' : ` — \`${node.type}\``}`];
  if (node.description !== undefined) lines.push(escapeMarkdown(node.description));
  if (node.value !== undefined) lines.push(`Value: ${escapeMarkdown(clip(node.value))}`);
  if (node.presence === 'default') lines.push('Not on the wire: the default of the specification applies.');
  if (node.presence === 'absent') lines.push('Not on the wire.');
  if (node.presence === 'null') lines.push('A null on the wire: the same as absent.');
  if (node.encoding !== undefined) lines.push(`Encoding: \`${node.encoding}\``);
  if (node.range !== undefined) lines.push(`Bytes: ${rangeText(node.range)}`);
  for (const { severity, message, href } of issues) {
    const icon = severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'info';
    lines.push(`$(${icon}) ${escapeMarkdown(message)}${href === undefined ? '' : ` [Open the section](${href})`}`);
  }
  if (node.section !== undefined) lines.push(`[${escapeMarkdown(formatSection(node.section))}](${node.section.href})`);
  return lines.join('\n\n');
}

/** `12–15 (4 bytes)`: first and last byte, counted from 0 within the unit. */
export function rangeText([start, end]: readonly [number, number]): string {
  const size = end - start;
  if (size === 0) return `none, at ${start}`;
  return size === 1 ? `${start} (1 byte)` : `${start}–${end - 1} (${size} bytes)`;
}

/** `[12–15]`, or `[12]` for a single byte. */
function bytesOf([start, end]: readonly [number, number]): string {
  return end - start === 1 ? `[${start}]` : `[${start}–${end - 1}]`;
}

function shortened(value: string): string {
  return value.length <= rowLength ? value : `${value.slice(0, rowLength)}…`;
}

function accessible(node: InspectNode, value: string | undefined, found: readonly Issue[]): string {
  const issues = found.map((each) => `${each.severity}: ${each.message}`);
  const bytes = node.range === undefined ? undefined : `bytes ${rangeText(node.range)}`;
  return [node.label, value, node.type, node.encoding, bytes, ...issues]
    .filter((each) => each !== undefined && each !== '')
    .join(', ');
}

function contextWords(node: InspectNode, recorded: boolean): readonly string[] {
  const words = ['path'];
  if (node.value !== undefined) words.push('value');
  if (node.range !== undefined && recorded) words.push('bytes');
  if (node.section !== undefined) words.push('section');
  return words;
}

/** A tooltip is not the place for a body of a megabyte; the row's Copy Value gives all of it. */
function clip(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500)} … (${text.length} characters)`;
}

import { decodeMessage, inspectAmqp, summarizeAmqp, type Registry } from '../../protocols/amqp/index.ts';
import { inspect091, summarize091 } from '../../protocols/amqp091/index.ts';
import type { InspectNode } from '../../protocols/inspect/index.ts';
import type { FramedUnit } from '../../protocols/text/index.ts';
import { inspectXmpp, secretRangesXmpp, summarizeXmpp, type UnitContext } from '../../protocols/xmpp/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

const longest = 2000;

/** The lines of a unit for people: one line, its decoded tree, what is wrong. Secrets are masked. `registry` has the AMQP types that are known. */
export function unitText({ connection, direction, time, unit, issues, message, context }: DecodedUnit, registry: Registry): readonly string[] {
  const arrow = direction === 'client' ? '→' : '←';
  const { name, summary } = summaryOf(unit, registry, context);
  const at = time === 0 ? '' : `${new Date(time).toISOString().slice(11, 23)} `;
  const lines = [`${at}#${connection} ${arrow} @${unit.offset} ${name}${summary === '' ? '' : `  ${summary}`}  (${unit.size} bytes)`];
  const tree = treeOf(unit, registry, context);
  for (const child of tree?.children ?? []) addNode(lines, child, 1);
  if (message !== undefined) lines.push(`  the whole message: ${message.length} bytes, ${decodeMessage(message, { registry }).sections.map((section) => section.type).join(', ')}`);
  for (const { severity, message: text, section, offset } of issues) lines.push(`  ${severity}: ${text}${section === undefined ? '' : ` (${section})`} [byte ${offset}]`);
  return lines;
}

function summaryOf({ protocol, kind, bytes }: FramedUnit, registry: Registry, context: UnitContext | undefined): { readonly name: string; readonly summary: string } {
  if (protocol === 'amqp') return summarizeAmqp(bytes, { registry });
  if (protocol === 'amqp-0-9-1') return summarize091(bytes);
  if (protocol === 'xmpp' && kind !== 'garbage') return summarizeXmpp(bytes, context);
  return { name: kind, summary: '' };
}

function treeOf({ protocol, kind, bytes }: FramedUnit, registry: Registry, context: UnitContext | undefined): InspectNode | undefined {
  if (kind === 'garbage' || kind === 'keepalive') return undefined;
  if (protocol === 'amqp') return inspectAmqp(bytes, { registry });
  if (protocol === 'amqp-0-9-1') return inspect091(bytes);
  return protocol === 'xmpp' ? inspectXmpp(maskedXmpp(bytes, context), context) : undefined;
}

/** The unit with an asterisk for each byte of a log-in, password or token. */
function maskedXmpp(bytes: Uint8Array, context: UnitContext | undefined): Uint8Array {
  const masked = bytes.slice();
  for (const [start, end] of secretRangesXmpp(bytes, context)) masked.fill(0x2a, start, end);
  return masked;
}

/** Fields that were not sent are left out: the tree is for reading. */
function addNode(lines: string[], node: InspectNode, depth: number): void {
  if (node.presence === 'absent' || node.presence === 'default') return;
  const value = node.value === undefined ? '' : ` = ${node.value.length > longest ? `${node.value.slice(0, longest)}… (${node.value.length} characters; --format jsonl has all)` : node.value}`;
  const type = node.type === undefined ? '' : ` (${node.type})`;
  lines.push(`${'  '.repeat(depth)}${node.label}${type}${value}`);
  for (const child of node.children) addNode(lines, child, depth + 1);
}

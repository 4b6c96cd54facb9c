import {
  decodeMessage,
  inspectAmqp,
  secretRangesAmqp,
  summarizeAmqp,
  type Registry,
  type Secrecy,
} from '../../protocols/amqp/index.ts';
import { inspect091, secretRanges091, summarize091 } from '../../protocols/amqp091/index.ts';
import type { InspectNode } from '../../protocols/core/inspect/index.ts';
import { maskIssues, type FramedUnit, type SecretRange } from '../../protocols/core/index.ts';
import { inspectXmpp, secretRangesXmpp, summarizeXmpp, type UnitContext } from '../../protocols/xmpp/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

const longest = 2000;

/** The lines of a unit for people: one line, its decoded tree, what is wrong. Secrets are masked. `registry` has the AMQP types that are known. */
export function unitText(
  { connection, direction, time, unit, issues, message, context, heard }: DecodedUnit,
  registry: Registry,
): readonly string[] {
  const secrecy = heard?.secrecy;
  const secrets = secretsOf(unit, registry, context, secrecy);
  const arrow = direction === 'client' ? '→' : '←';
  const { name, summary } = summaryOf(unit, registry, context, secrecy);
  const at = time === 0 ? '' : `${new Date(time).toISOString().slice(11, 23)} `;
  const lines = [
    `${at}#${connection} ${arrow} @${unit.offset} ${name}${summary === '' ? '' : `  ${summary}`}  (${unit.size} bytes)`,
  ];
  const tree = treeOf(unit, registry, context, secrecy, secrets);
  for (const child of tree?.children ?? []) addNode(lines, child, 1);
  if (message !== undefined)
    lines.push(
      `  the whole message: ${message.length} bytes, ${decodeMessage(message, { registry })
        .sections.map((section) => section.type)
        .join(', ')}`,
    );
  for (const { severity, message: text, section, offset } of maskIssues(issues, secrets))
    lines.push(`  ${severity}: ${text}${section === undefined ? '' : ` (${section})`} [byte ${offset}]`);
  return lines;
}

function summaryOf(
  { protocol, kind, bytes }: FramedUnit,
  registry: Registry,
  context: UnitContext | undefined,
  secrecy: Secrecy | undefined,
): { readonly name: string; readonly summary: string } {
  if (protocol === 'amqp') return summarizeAmqp(bytes, { registry, secrecy });
  if (protocol === 'amqp-0-9-1') return summarize091(bytes);
  if (protocol === 'xmpp' && kind !== 'garbage') return summarizeXmpp(bytes, context);
  return { name: kind, summary: '' };
}

function treeOf(
  { protocol, kind, bytes }: FramedUnit,
  registry: Registry,
  context: UnitContext | undefined,
  secrecy: Secrecy | undefined,
  secrets: readonly SecretRange[],
): InspectNode | undefined {
  if (kind === 'garbage' || kind === 'keepalive') return undefined;
  if (protocol === 'amqp') return inspectAmqp(bytes, { registry, secrecy });
  if (protocol === 'amqp-0-9-1') return inspect091(bytes);
  return protocol === 'xmpp' ? inspectXmpp(masked(bytes, secrets), context) : undefined;
}

function secretsOf(
  { protocol, bytes }: FramedUnit,
  registry: Registry,
  context: UnitContext | undefined,
  secrecy: Secrecy | undefined,
): readonly SecretRange[] {
  if (protocol === 'amqp') return secretRangesAmqp(bytes, { registry, secrecy });
  if (protocol === 'amqp-0-9-1') return secretRanges091(bytes);
  return protocol === 'xmpp' ? secretRangesXmpp(bytes, context) : [];
}

/** The unit with an asterisk for each byte of a log-in, password or token. */
function masked(bytes: Uint8Array, secrets: readonly SecretRange[]): Uint8Array {
  const copy = bytes.slice();
  for (const [start, end] of secrets) copy.fill(0x2a, start, end);
  return copy;
}

/** Fields that were not sent are left out: the tree is for reading. */
function addNode(lines: string[], node: InspectNode, depth: number): void {
  if (node.presence === 'absent' || node.presence === 'default') return;
  const value =
    node.value === undefined
      ? ''
      : ` = ${node.value.length > longest ? `${node.value.slice(0, longest)}… (${node.value.length} characters; --format jsonl has all)` : node.value}`;
  const type = node.type === undefined ? '' : ` (${node.type})`;
  lines.push(`${'  '.repeat(depth)}${node.label}${type}${value}`);
  for (const child of node.children) addNode(lines, child, depth + 1);
}

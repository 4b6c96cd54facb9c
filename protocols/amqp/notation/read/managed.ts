import { keyText } from '../source/node.ts';
import type { Entry, MapNode, SourceNode } from '../source/node.ts';
import { expectType } from './context.ts';
import type { ReadContext } from './context.ts';
import { reportUnknownKey } from './keys.ts';
import type { KeyTable } from './model.ts';
import { readMessage } from './message.ts';
import type { ReceivePlan, SendPlan } from './plan.ts';
import { spanOf } from './scalar.ts';
import { receiveTable, sendTable, settleWords } from './step-keys.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { isScalar } from './tree.ts';
import { readValue } from './value.ts';

/** `send: { to: …, message: … }`. */
export function readSend(head: Entry, context: ReadContext): SendPlan | undefined {
  const node = mappingOf(head, sendTable, 'Write send: { to: an address, message: { body: … } }', context);
  if (node === undefined) return undefined;
  const entries = readEntries(node, sendTable, context);
  const to = readAddress(entries.get('to'), 'to', head, context);
  const message = entries.get('message');
  const sections = message === undefined ? [] : readMessage(message, context);
  if (message === undefined)
    context.report({
      rule: 'managedStep',
      ...spanOf(head.key),
      message: 'send needs a message: write message: { body: { data: … } }',
    });
  const settledNode = entries.get('settled');
  const settled =
    settledNode === undefined ? undefined : valueOf(readValue(settledNode, expectType('boolean'), context));
  if (to === undefined || message === undefined) return undefined;
  return { kind: 'send', to, message: sections, settled: typeof settled === 'boolean' ? settled : undefined };
}

/** `receive: { from: …, count: 1, settle: accept }`. */
export function readReceive(head: Entry, context: ReadContext): ReceivePlan | undefined {
  const node = mappingOf(head, receiveTable, 'Write receive: { from: an address, count: 1, settle: accept }', context);
  if (node === undefined) return undefined;
  const entries = readEntries(node, receiveTable, context);
  const from = readAddress(entries.get('from'), 'from', head, context);
  const count = readCount(entries.get('count'), context);
  const settle = readSettle(entries.get('settle'), context);
  return from === undefined || count === undefined || settle === undefined
    ? undefined
    : { kind: 'receive', from, count, settle };
}

function mappingOf(head: Entry, table: KeyTable, message: string, context: ReadContext): MapNode | undefined {
  if (head.value.kind === 'map') return head.value;
  if (head.value.kind === 'scalar' && head.value.missing)
    context.place({ kind: 'keys', start: head.key.end, end: head.end, table, used: new Set() });
  context.report({
    rule: 'managedStep',
    ...spanOf(head.value.start === head.value.end ? head.key : head.value),
    message,
  });
  return undefined;
}

function readEntries(node: MapNode, table: KeyTable, context: ReadContext): Map<string, SourceNode> {
  const found = new Map<string, SourceNode>();
  for (const entry of node.entries) {
    const name = keyText(entry);
    if (name === undefined || !table.keys.some((key) => key.name === name)) {
      reportUnknownKey('managedStep', entry.key, table, context);
      continue;
    }
    context.place({ kind: 'key', start: entry.key.start, end: entry.key.end, table, name });
    if (found.has(name))
      context.report({
        rule: 'managedStep',
        ...spanOf(entry.key),
        message: `Duplicate key ${name}: the first one is used. Remove one`,
      });
    else found.set(name, entry.value);
  }
  context.place({ kind: 'keys', start: node.start, end: node.end, table, used: new Set(found.keys()) });
  return found;
}

function valueOf(value: EncodeValue) {
  return isScalar(value) ? value.value : undefined;
}

function readAddress(node: SourceNode | undefined, key: string, head: Entry, context: ReadContext): string | undefined {
  if (node === undefined) {
    context.report({
      rule: 'managedStep',
      ...spanOf(head.key),
      message: `${keyText(head) ?? ''} needs an address: write ${key}: and the name of a queue or topic`,
    });
    return undefined;
  }
  const value = valueOf(readValue(node, expectType('address-string'), context));
  if (typeof value === 'string') return value;
  if (node.kind === 'scalar' && node.variables.length === 0 && value === null) {
    context.report({
      rule: 'managedStep',
      ...spanOf(node.start === node.end ? head.key : node),
      message: `${key}: takes an address, and none is written`,
    });
  }
  return undefined;
}

function readCount(node: SourceNode | undefined, context: ReadContext): number | undefined {
  if (node === undefined) return 1;
  const value = valueOf(readValue(node, expectType('uint'), context));
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  if (value !== null && typeof value !== 'string')
    context.report({ rule: 'managedStep', ...spanOf(node), message: 'count: takes the number of messages, 1 or more' });
  return undefined;
}

function readSettle(node: SourceNode | undefined, context: ReadContext): ReceivePlan['settle'] | undefined {
  if (node === undefined) return 'accept';
  context.place({ kind: 'words', start: node.start, end: node.end, words: settleWords, about: 'what to answer' });
  const value = valueOf(readValue(node, expectType('string'), context));
  const word = settleWords.find((each) => each === value);
  if (word === undefined && value !== null) {
    context.report({ rule: 'managedStep', ...spanOf(node), message: `settle: takes ${settleWords.join(', ')}` });
  }
  return word;
}

import { didYouMean } from '../../../core/index.ts';
import type { CompositeDefinition } from '../../definitions/model.ts';
import { keyText } from '../source/node.ts';
import type { Entry, MapNode, SourceNode } from '../source/node.ts';
import { readBytes } from './bytes.ts';
import { anything, expectType } from './context.ts';
import type { ReadContext } from './context.ts';
import { readHeader } from './header.ts';
import { readReceive, readSend } from './managed.ts';
import { readMessage } from './message.ts';
import { readOptions } from './options.ts';
import type { FrameOptions } from './options.ts';
import type { StepPlan } from './plan.ts';
import { spanOf } from './scalar.ts';
import { readSet } from './set.ts';
import type { KeyTable } from './model.ts';
import { besideNothing, besideOthersTable, besideTable, optionTable, otherSteps, stepVocabulary } from './step-keys.ts';
import type { StepVocabulary } from './step-keys.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { readValue } from './value.ts';

/** Reads one step of a file. Undefined where it says nothing that could be sent; why has then been reported. */
export function readStep(node: SourceNode, context: ReadContext): StepPlan | undefined {
  if (node.kind !== 'map') {
    reportShapeless(node, context);
    return undefined;
  }
  const vocabulary = stepVocabulary(context.registry);
  const table = vocabulary.heads;
  const [head, ...others] = node.entries.filter((entry) => isHead(entry, vocabulary));
  const used = new Set(node.entries.map((entry) => keyText(entry) ?? ''));
  context.place({
    kind: 'keys',
    start: node.start,
    end: node.end,
    table: head === undefined ? table : tableBeside(keyText(head) ?? '', vocabulary),
    used,
  });
  for (const other of others) {
    const again = keyText(other) === (head === undefined ? undefined : keyText(head));
    const message = again
      ? `Duplicate key ${keyText(other) ?? ''}`
      : `A step has one performative: begin a new step, “- ${keyText(other) ?? ''}: …”`;
    context.report({ rule: 'oneStep', ...spanOf(other.key), message });
  }
  if (head === undefined) {
    reportUnknown(
      node,
      table.keys.map(({ name }) => name),
      context,
    );
    return undefined;
  }
  context.place({ kind: 'key', start: head.key.start, end: head.key.end, table, name: keyText(head) ?? '' });
  return readHead(node, head, vocabulary, context);
}

function isHead(entry: Entry, { performatives }: StepVocabulary): boolean {
  const name = keyText(entry) ?? '';
  return performatives.has(name) || otherSteps.keys.some((each) => each.name === name);
}

function tableBeside(head: string, { performatives }: StepVocabulary): KeyTable {
  if (head === 'transfer' || head === 'frame') return besideTable;
  return performatives.has(head) || head === 'heartbeat' ? besideOthersTable : besideNothing;
}

function readHead(
  node: MapNode,
  head: Entry,
  { performatives }: StepVocabulary,
  context: ReadContext,
): StepPlan | undefined {
  const name = keyText(head) ?? '';
  const composite = performatives.get(name);
  if (composite !== undefined) return readPerformative(node, head, composite, context);
  switch (name) {
    case 'header': {
      readOptions(node, head, [], context);
      return readHeader(head.value, context);
    }
    case 'raw': {
      readOptions(node, head, [], context);
      const bytes = readBytes(head.value, 'raw', context);
      return bytes === undefined ? undefined : { kind: 'raw', bytes };
    }
    case 'send':
      readOptions(node, head, [], context);
      return readSend(head, context);
    case 'receive':
      readOptions(node, head, [], context);
      return readReceive(head, context);
    case 'set':
      readOptions(node, head, [], context);
      return readSet(head, context);
    case 'heartbeat': {
      checkHeartbeat(head.value, context);
      const options = readOptions(node, head, ['channel', 'type', 'doff', 'extended-header', 'size'], context);
      return { ...plain(options, 0), performative: undefined, body: [], payload: [] };
    }
    default: {
      const options = readOptions(
        node,
        head,
        ['channel', 'type', 'doff', 'extended-header', 'size', 'payload'],
        context,
      );
      return {
        ...plain(options, 0),
        performative: undefined,
        body: [readValue(head.value, anything, context)],
        payload: payloadOf(options),
      };
    }
  }
}

function readPerformative(node: MapNode, head: Entry, composite: CompositeDefinition, context: ReadContext): StepPlan {
  const isTransfer = composite.name === 'transfer';
  const allowed = ['channel', 'type', 'doff', 'extended-header', 'size', ...(isTransfer ? ['message', 'payload'] : [])];
  const { value } = head;
  // `close:` alone is a frame without fields.
  const fields: SourceNode =
    value.kind === 'scalar' && value.missing
      ? { kind: 'map', start: head.key.start, end: head.key.end, entries: [], flow: true }
      : value;
  const body = readValue(
    fields,
    { ...expectType(composite.name), owner: { start: head.key.start, end: head.key.end } },
    context,
  );
  const options = readOptions(node, head, allowed, context);
  const message = isTransfer ? node.entries.find((entry) => keyText(entry) === 'message') : undefined;
  const sections = message === undefined ? [] : readMessage(message.value, context);
  if (message !== undefined && options.payload !== undefined) {
    context.report({
      rule: 'stepOption',
      ...spanOf(message.key),
      message: 'A transfer has a message or a payload: the message is sent. Remove one',
    });
  }
  const sasl = composite.provides.includes('sasl-frame');
  const payload = message === undefined ? payloadOf(options) : sections;
  return { ...plain(options, sasl ? 1 : 0), performative: composite.name, body: [body], payload };
}

function plain(options: FrameOptions, frameType: number) {
  const { channel, doff, size, extendedHeader } = options;
  return { kind: 'frame', frameType: options.type ?? frameType, channel, doff, size, extendedHeader } as const;
}

function payloadOf(options: FrameOptions): EncodeValue[] {
  return options.payload === undefined ? [] : [{ type: 'raw', bytes: options.payload }];
}

function checkHeartbeat(node: SourceNode, context: ReadContext): void {
  const empty =
    (node.kind === 'scalar' &&
      node.plain &&
      (node.missing || node.text === '' || node.text === '~' || node.text === 'null')) ||
    (node.kind === 'map' && node.entries.length === 0);
  if (!empty)
    context.report({
      rule: 'stepOption',
      ...spanOf(node),
      message: 'A heartbeat is an empty frame: write {} after it, and channel next to it if needed',
    });
}

function reportShapeless(node: SourceNode, context: ReadContext): void {
  const names = stepVocabulary(context.registry).heads.keys.map(({ name }) => name);
  if (node.kind === 'scalar' && node.missing) {
    context.report({
      rule: 'unknownStep',
      ...spanOf(node),
      message: 'This step is empty: write a performative and its fields, such as “open: { container-id: … }”',
    });
  } else if (node.kind === 'scalar' && names.includes(node.text)) {
    context.report({
      rule: 'unknownStep',
      ...spanOf(node),
      message: `A step is a mapping: write “${node.text}:” and its fields`,
    });
  } else {
    const meant = node.kind === 'scalar' ? didYouMean(node.text, names) : '';
    context.report({
      rule: 'unknownStep',
      ...spanOf(node),
      message: `A step is a mapping with a performative as key, such as “open: { container-id: … }”${meant}`,
    });
  }
}

function reportUnknown(node: MapNode, names: readonly string[], context: ReadContext): void {
  const strange = node.entries.find((entry) => !optionTable.keys.some(({ name }) => name === keyText(entry)));
  if (strange === undefined) {
    context.report({
      rule: 'oneStep',
      ...spanOf(node.entries[0]?.key ?? node),
      message: 'This step has no performative: add one, such as “transfer: { … }”',
    });
    return;
  }
  const text = keyText(strange) ?? '';
  const meant = didYouMean(text, names);
  context.report({
    rule: 'unknownStep',
    ...spanOf(strange.key),
    message: `“${text}” is not a performative${meant === '' ? ': there are open, begin, attach, flow, transfer, disposition, detach, end, close, the sasl-… frames, header, heartbeat, frame, raw, send, receive and set' : meant}`,
  });
}

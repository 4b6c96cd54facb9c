import type { TypeDefinition } from '../../definitions/model.ts';
import { keyText } from '../source/node.ts';
import type { MapNode, SourceNode } from '../source/node.ts';
import { expectType } from './context.ts';
import type { ReadContext } from './context.ts';
import { reportUnknownKey, tableOf } from './keys.ts';
import { spanOf } from './scalar.ts';
import { readTag } from './tags.ts';
import { descriptorOf } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { readValue } from './value.ts';

/** The sections in their order (AMQP 1.0, 3.2). */
export const sectionNames = [
  'header',
  'delivery-annotations',
  'message-annotations',
  'properties',
  'application-properties',
  'data',
  'amqp-sequence',
  'amqp-value',
  'footer',
] as const;
export type SectionName = (typeof sectionNames)[number];

const bodyKinds = new Map(
  Object.entries<SectionName>({
    data: 'data',
    sequence: 'amqp-sequence',
    value: 'amqp-value',
  }),
);

export const messageTable = tableOf('a message', [
  [
    'header',
    'section',
    'How the message is to be delivered: durable, priority, ttl, first-acquirer, delivery-count.',
    '{ $1 }',
  ],
  ['delivery-annotations', 'section', 'Annotations for the next node alone.', '{ $1 }'],
  ['message-annotations', 'section', 'Annotations for all nodes on the way.', '{ $1 }'],
  ['properties', 'section', 'Standard properties: message-id, to, subject, content-type, …', '{ $1 }'],
  ['application-properties', 'section', 'Properties of the application’s own: strings to simple values.', '{ $1 }'],
  ['body', 'body', 'One of data, sequence and value.', '{ ${1|data,sequence,value|}: $2 }'],
  ['footer', 'section', 'Annotations about the whole message, such as a checksum.', '{ $1 }'],
]);

export const bodyTable = tableOf('a body', [
  ['data', 'binary', 'Bytes: text (its UTF-8), !hex or !base64; a list for several data sections.'],
  ['sequence', 'list', 'One amqp-sequence section: a list of values.', '[ $1 ]'],
  ['value', 'any', 'One amqp-value section: any value.'],
]);

/**
 * A message as the values of its sections, in the order that they are to be sent: a mapping is put in the specification's
 * order, a list of one-key mappings is kept as it is.
 */
export function readMessage(node: SourceNode, context: ReadContext): EncodeValue[] {
  if (node.kind === 'map') return readMapping(node, context);
  if (node.kind === 'list') return readSections(node.items, node, context);
  if (node.variables.length === 0 || !node.missing) {
    context.report({
      rule: 'unknownSection',
      ...spanOf(node),
      message: 'A message is a mapping of its sections, such as { body: { data: … } }',
    });
  }
  return [];
}

function readMapping(node: MapNode, context: ReadContext): EncodeValue[] {
  const found = new Map<SectionName, EncodeValue[]>();
  const used = new Set<string>();
  let bodies = 0;
  for (const entry of node.entries) {
    const name = keyText(entry);
    const section = sectionNames.find((each) => each === name);
    if (name !== undefined && used.has(name)) {
      context.report({
        rule: 'duplicateSection',
        ...spanOf(entry.key),
        unsent: true,
        message: `A message has one ${name}: the first is sent`,
      });
      continue;
    }
    if (name === 'body') {
      used.add(name);
      context.place({ kind: 'key', start: entry.key.start, end: entry.key.end, table: messageTable, name });
      bodies += readBody(entry.value, found, context);
    } else if (section !== undefined && ![...bodyKinds.values()].includes(section)) {
      used.add(section);
      context.place({ kind: 'key', start: entry.key.start, end: entry.key.end, table: messageTable, name: section });
      found.set(section, [readSection(section, entry.value, context)]);
    } else {
      const instead =
        section === undefined
          ? undefined
          : `The body of a message is written as body: { ${section.replace('amqp-', '')}: … }`;
      reportUnknownKey('unknownSection', entry.key, messageTable, context, instead);
    }
  }
  context.place({ kind: 'keys', start: node.start, end: node.end, table: messageTable, used });
  const owner = node.entries.find((entry) => keyText(entry) === 'body')?.key ?? node.entries[0]?.key ?? node;
  if (!used.has('body') && node.entries.length > 0) {
    context.report({
      rule: 'missingBody',
      ...spanOf(owner),
      message: 'This message has no body: write body: { data: … }, { sequence: … } or { value: … }',
    });
  } else if (bodies > 1) {
    context.report({
      rule: 'bodyKinds',
      ...spanOf(owner),
      message: 'A message has one kind of body: data, sequence or value',
    });
  }
  return sectionNames.flatMap((name) => found.get(name) ?? []);
}

/** Gives the number of kinds of body that were written. */
function readBody(node: SourceNode, found: Map<SectionName, EncodeValue[]>, context: ReadContext): number {
  if (node.kind !== 'map') {
    context.report({
      rule: 'bodyKinds',
      ...spanOf(node),
      message: 'A body says what kind it is: { data: … }, { sequence: [ … ] } or { value: … }',
    });
    return 1;
  }
  for (const entry of node.entries) {
    const kind = bodyKinds.get(keyText(entry) ?? '');
    if (kind === undefined) {
      reportUnknownKey('bodyKinds', entry.key, bodyTable, context);
      continue;
    }
    context.place({
      kind: 'key',
      start: entry.key.start,
      end: entry.key.end,
      table: bodyTable,
      name: keyText(entry) ?? '',
    });
    const { value } = entry;
    const several = kind === 'data' && value.kind === 'list' && value.tag === undefined;
    const sections = several
      ? value.items.map((item) => readSection(kind, item, context))
      : [readSection(kind, value, context)];
    found.set(kind, [...(found.get(kind) ?? []), ...sections]);
  }
  const used = new Set(node.entries.map((entry) => keyText(entry) ?? ''));
  context.place({ kind: 'keys', start: node.start, end: node.end, table: bodyTable, used });
  if (node.entries.length === 0)
    context.report({
      rule: 'bodyKinds',
      ...spanOf(node),
      message: 'This body is empty: write data, sequence or value in it',
    });
  return [...found.keys()].filter((name) => [...bodyKinds.values()].includes(name)).length;
}

/** The list form: sections in any order and number, for what the mapping cannot say. */
function readSections(items: readonly SourceNode[], node: SourceNode, context: ReadContext): EncodeValue[] {
  const sections: EncodeValue[] = [];
  const kinds = new Set<SectionName>();
  let last = -1;
  for (const item of items) {
    const entry = item.kind === 'map' && item.entries.length === 1 ? item.entries[0] : undefined;
    if (entry === undefined) {
      context.report({
        rule: 'unknownSection',
        ...spanOf(item),
        message: `Each item of this list is one section, such as “- ${sectionNames[5]}: …”`,
      });
      continue;
    }
    const name = sectionNames.find((each) => each === keyText(entry));
    if (name === undefined) {
      const table = tableOf(
        'a list of sections',
        sectionNames.map((each) => [each, 'section', '']),
      );
      reportUnknownKey('unknownSection', entry.key, table, context);
      continue;
    }
    const place = sectionNames.indexOf(name);
    const repeatable = name === 'data' || name === 'amqp-sequence';
    if (place < last || (kinds.has(name) && !repeatable)) {
      if (kinds.has(name))
        context.report({ rule: 'duplicateSection', ...spanOf(entry.key), message: `A message has one ${name}` });
      else
        context.report({
          rule: 'sectionOrder',
          ...spanOf(entry.key),
          message: `${name} stands before ${sectionNames[last] ?? ''} in a message`,
        });
    }
    last = Math.max(last, place);
    kinds.add(name);
    sections.push(readSection(name, entry.value, context));
  }
  const bodies = [...kinds].filter((name) => [...bodyKinds.values()].includes(name)).length;
  if (bodies !== 1) {
    const message =
      bodies === 0
        ? 'This message has no body: add a section data, amqp-sequence or amqp-value'
        : 'A message has one kind of body: data, amqp-sequence or amqp-value';
    context.report({ rule: bodies === 0 ? 'missingBody' : 'bodyKinds', ...spanOf(items[0] ?? node), message });
  }
  return sections;
}

/** A section with its descriptor; a tag may write another form of it, for data and maps also their encoding. */
function readSection(name: SectionName, node: SourceNode, context: ReadContext): EncodeValue {
  const type = context.registry.byName(name);
  const expected = expectType(name);
  if (type?.kind !== 'restricted' || type.descriptor?.code === undefined) return readValue(node, expected, context);
  if (namesDescriptor(node, type, context)) return readValue(node, { ...expected, type: '*' }, context);
  return {
    type: 'described',
    descriptor: { type: 'ulong', value: type.descriptor.code },
    value: readValue(node, expected, context),
  };
}

/** Whether a tag writes the descriptor of the section itself, rather than that of a value within. */
function namesDescriptor(node: SourceNode, type: TypeDefinition, context: ReadContext): boolean {
  if (node.tag === undefined) return false;
  const meaning = readTag(node.tag, context.registry);
  if (meaning.kind === 'descriptor') return meaning.type === type;
  if (meaning.kind === 'raw') return type.name !== 'amqp-value';
  if (meaning.kind !== 'pair') return false;
  const quiet: ReadContext = { ...context, report: () => undefined, place: () => undefined };
  const code = descriptorOf(readValue(node, expectType('*'), quiet));
  return code !== undefined && context.registry.byDescriptor(code) === type;
}

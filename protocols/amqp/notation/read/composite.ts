import { didYouMean } from '../../../core/index.ts';
import type { CompositeDefinition, FieldDefinition } from '../../definitions/model.ts';
import { keyText } from '../source/node.ts';
import type { ListNode, MapNode, SourceNode, Span } from '../source/node.ts';
import type { Expected, ReadContext } from './context.ts';
import { withCode } from './encodings.ts';
import { checkField } from './field-rules.ts';
import { spanOf } from './scalar.ts';
import { isNull, nullValue } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';

export interface CompositeOptions {
  /** The encoding of the list. */
  readonly listCode?: number | undefined;
  /** Without its descriptor: that is written elsewhere. */
  readonly bare?: boolean;
  /** Where to tell what is missing; the composite's own place without it. */
  readonly owner?: Span | undefined;
}

/**
 * A composite (AMQP 1.0, 1.4): a mapping of field names, or a list of values by position. The list on the wire goes up to
 * the last field that is written, nulls that are written included; fields that are not written before it are null.
 */
export function readComposite(
  node: MapNode | ListNode,
  composite: CompositeDefinition,
  options: CompositeOptions | undefined,
  context: ReadContext,
): EncodeValue {
  const items = node.kind === 'map' ? readFields(node, composite, context) : readPositions(node, composite, context);
  for (const [index, field] of composite.fields.entries()) {
    if (field.mandatory && isNull(items[index] ?? nullValue))
      reportMissing(node, composite, index, options?.owner, context);
  }
  const code = options?.listCode;
  const list = withCode<EncodeValue>({ type: 'list', items }, code, options?.owner ?? startOf(node), context);
  if (options?.bare === true) return list;
  const { code: number, symbol } = composite.descriptor;
  const descriptor: EncodeValue =
    number === undefined ? { type: 'symbol', value: symbol } : { type: 'ulong', value: number };
  return { type: 'described', descriptor, value: list };
}

function readFields(node: MapNode, composite: CompositeDefinition, context: ReadContext): EncodeValue[] {
  const values = new Map<string, EncodeValue>();
  let last = -1;
  for (const entry of node.entries) {
    const name = keyText(entry);
    const index = composite.fields.findIndex((field) => field.name === name);
    const field = composite.fields[index];
    if (name === undefined || field === undefined) {
      reportUnknown(entry.key, name, composite, context);
      continue;
    }
    context.place({ kind: 'field', start: entry.key.start, end: entry.key.end, composite, field });
    if (values.has(name)) {
      context.report({
        rule: 'duplicateField',
        ...spanOf(entry.key),
        section: composite.section,
        message: `Duplicate key ${name}: the first one is sent. Remove one`,
      });
      continue;
    }
    values.set(name, readField(entry.value, composite, field, spanOf(entry.key), context));
    last = Math.max(last, index);
  }
  context.place({ kind: 'fields', start: node.start, end: node.end, composite, used: new Set(values.keys()) });
  return composite.fields.slice(0, last + 1).map((field) => values.get(field.name) ?? nullValue);
}

function reportUnknown(
  key: SourceNode,
  name: string | undefined,
  composite: CompositeDefinition,
  context: ReadContext,
): void {
  if (name === undefined) {
    context.report({
      rule: 'unknownField',
      ...spanOf(key),
      section: composite.section,
      message: `Fields of ${composite.name} are written by their names`,
    });
    return;
  }
  const names = composite.fields.map((field) => field.name);
  const meant = didYouMean(name, names);
  const known = names.length === 0 ? `: it has none` : names.length > 6 ? '' : `: it has ${names.join(', ')}`;
  context.report({
    rule: 'unknownField',
    ...spanOf(key),
    section: composite.section,
    message: `${composite.name} has no field “${name}”${meant === '' ? known : meant}`,
  });
}

function readPositions(node: ListNode, composite: CompositeDefinition, context: ReadContext): EncodeValue[] {
  return node.items.map((item, index) => {
    const field = composite.fields[index];
    if (field !== undefined) return readField(item, composite, field, undefined, context);
    if (index === composite.fields.length) {
      const count = composite.fields.length;
      const message = `${composite.name} has ${count === 1 ? 'one field' : `${count} fields`}, and more values are written`;
      context.report({ rule: 'tooManyFields', ...spanOf(item), section: composite.section, message });
    }
    return context.readValue(item, { type: '*', requires: [], multiple: false }, context);
  });
}

function readField(
  node: SourceNode,
  composite: CompositeDefinition,
  field: FieldDefinition,
  owner: Span | undefined,
  context: ReadContext,
): EncodeValue {
  const type = composite.name === 'attach' && field.name === 'unsettled' ? 'unsettled' : field.type;
  const expected: Expected = {
    type,
    requires: field.requires,
    multiple: field.multiple,
    field: { composite, definition: field },
    ...(owner === undefined ? {} : { owner }),
  };
  const value = context.readValue(node, expected, context);
  checkField(value, node, composite, field, context);
  return value;
}

function reportMissing(
  node: MapNode | ListNode,
  composite: CompositeDefinition,
  index: number,
  owner: Span | undefined,
  context: ReadContext,
): void {
  const name = composite.fields[index]?.name ?? '';
  const entry = node.kind === 'map' ? node.entries.find((each) => keyText(each) === name) : undefined;
  const item = entry?.value ?? (node.kind === 'list' ? node.items[index] : undefined);
  // A variable without a value may well be one.
  if (item?.kind === 'scalar' && item.variables.length > 0) return;
  // What is wrong with a value that cannot be read has been said.
  if (item !== undefined && !(item.kind === 'scalar' && item.plain)) return;
  const place = entry === undefined ? (owner ?? startOf(node)) : spanOf(entry.key);
  const message =
    entry === undefined
      ? `${composite.name} needs its ${name}: the field is mandatory`
      : `${name} is mandatory in ${composite.name}: give it a value`;
  context.report({ rule: 'mandatoryField', ...place, section: composite.section, message });
}

/** The first line of a node: a whole underlined frame would hide what else is wrong with it. */
function startOf(node: MapNode | ListNode): { start: number; end: number } {
  const first = node.kind === 'map' && !node.flow ? node.entries[0]?.key : undefined;
  return first === undefined ? { start: node.start, end: node.end } : { start: first.start, end: first.end };
}

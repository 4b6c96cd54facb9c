import { encode, fitsCode } from '../../encode/index.ts';
import type { EncodeArray, EncodeValue } from '../../encode/index.ts';
import type { PrimitiveName } from '../../value.ts';
import type { Entry, ListNode, MapNode, SourceNode } from '../source/node.ts';
import { anything, expectType } from './context.ts';
import type { Expected, ReadContext } from './context.ts';
import { encodingName, roomOf, withCode } from './encodings.ts';
import { checkKey, checkValue } from './map-rules.ts';
import { spanOf } from './scalar.ts';
import { codeIf, isScalar, primitiveOf } from './tree.ts';
import { keyTypeOf, narrows, resolveType } from './types.ts';

type ElementConstructor = EncodeArray['element'];

/** A list of values of any types (AMQP 1.0, 1.6.22). */
export function readList(node: ListNode, code: number | undefined, context: ReadContext): EncodeValue {
  const items = node.items.map((item) => context.readValue(item, anything, context));
  return withCode({ type: 'list', items }, code, spanOf(node), context);
}

/**
 * A map (1.6.23) of a type that may say what its keys and values are: `fields`, `annotations`, `filter-set`,
 * `application-properties`, `unsettled`, or `*`.
 */
export function readMap(node: MapNode, type: string, code: number | undefined, context: ReadContext): EncodeValue {
  const resolved = resolveType(context.registry, type);
  const keyType = type === 'unsettled' ? 'delivery-tag' : keyTypeOf(resolved);
  const items: EncodeValue[] = [];
  const seen = new Set<string>();
  const used = new Set<string>();
  for (const entry of node.entries) {
    const key = readKey(entry, keyType, narrows(resolved, 'annotations'), context);
    const identity = identityOf(key);
    if (identity !== undefined && seen.has(identity)) {
      context.report({
        rule: 'duplicateKey',
        ...spanOf(entry.key),
        message: 'Duplicate key: a map must not contain the same key twice',
      });
    }
    if (identity !== undefined) seen.add(identity);
    if (entry.key.kind === 'scalar') {
      used.add(entry.key.text);
      context.place({ kind: 'map-key', start: entry.key.start, end: entry.key.end, type, name: entry.key.text });
    }
    checkKey(key, entry, resolved, type, context);
    const value = context.readValue(entry.value, valueExpected(type, entry), context);
    checkValue(value, entry, resolved, type, context);
    items.push(key, value);
  }
  context.place({ kind: 'map', start: node.start, end: node.end, type, used });
  return withCode({ type: 'map', items }, code, spanOf(node), context);
}

function readKey(entry: Entry, keyType: string, annotations: boolean, context: ReadContext): EncodeValue {
  const { key } = entry;
  // The number of an annotation is a ulong: no other number may be a key there (3.2.10).
  const numeric = annotations && key.kind === 'scalar' && key.tag === undefined && key.plain && /^\d+$/.test(key.text);
  const expected = expectType(numeric ? 'ulong' : keyType);
  // What a wrong tag means for a key is reported once, by the rule for the map's keys.
  return context.readValue(key, expected, {
    ...context,
    place: () => undefined,
    report: (finding) => finding.rule === 'fieldType' || context.report(finding),
  });
}

function valueExpected(type: string, { key }: Entry): Expected {
  if (type === 'unsettled') return { ...anything, requires: ['delivery-state'] };
  if (type === 'application-properties' && key.kind === 'scalar') return { ...anything, property: key.text };
  if (type === 'node-properties' && key.kind === 'scalar') {
    if (key.text === 'lifetime-policy') return { ...anything, requires: ['lifetime-policy'] };
    if (key.text === 'supported-dist-modes') return { ...expectType('symbol'), multiple: true };
  }
  return anything;
}

/** What makes two keys the same; undefined for keys that are not compared. */
function identityOf(key: EncodeValue): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  const text = value instanceof Uint8Array ? [...value].join() : String(value);
  return `${key.type} ${text}`;
}

/**
 * An array (1.6.24). `element` is what its tag says of the elements; without it they say it themselves, and all the same.
 * Elements that cannot share a constructor are reported, and make a list.
 */
export function readArray(
  node: ListNode,
  expected: Expected,
  element: { readonly primitive: PrimitiveName; readonly code?: number } | undefined,
  code: number | undefined,
  context: ReadContext,
): EncodeValue {
  const itemExpected = element === undefined ? expected : expectType(element.primitive);
  const items = promote(node.items.map((item) => context.readValue(item, itemExpected, context)));
  if (element !== undefined) {
    const stranger = items.findIndex((item) => primitiveOf(item) !== element.primitive);
    if (stranger >= 0) return mixed(node, node.items[stranger], items, context);
    return withCode(
      {
        type: 'array',
        element: { type: element.primitive, ...elementCode(node, items, element.code, context) },
        items,
      },
      code,
      spanOf(node),
      context,
    );
  }
  const [first] = items;
  const shared = first === undefined ? emptyElement(expected, context) : constructorOf(first);
  const stranger = items.findIndex((item) => !sameConstructor(constructorOf(item), shared));
  if (shared === undefined || stranger >= 0) return mixed(node, node.items[Math.max(stranger, 0)], items, context);
  const codes = new Set(items.map((item) => codeOf(item)));
  const [itemCode] = codes;
  return withCode(
    {
      type: 'array',
      element: codes.size > 1 ? shared : { ...shared, ...codeIf(itemCode) },
      items: items.map(undescribed),
    },
    code,
    spanOf(node),
    context,
  );
}

/** The encoding that all elements share, where it can hold each of them. */
function elementCode(
  node: ListNode,
  items: readonly EncodeValue[],
  code: number | undefined,
  context: ReadContext,
): { readonly code?: number } {
  const stranger = code === undefined ? -1 : items.findIndex((item) => !fitsCode(item, code));
  if (code === undefined || stranger < 0) return codeIf(code);
  context.report({
    rule: 'valueRange',
    ...spanOf(node.items[stranger] ?? node),
    message: `This element does not fit into ${encodingName(code)}, which ${roomOf(code)}. Sent in another encoding`,
  });
  return {};
}

function mixed(
  node: ListNode,
  stranger: SourceNode | undefined,
  items: readonly EncodeValue[],
  context: ReadContext,
): EncodeValue {
  context.report({
    rule: 'arrayElements',
    ...spanOf(stranger ?? node),
    message: 'The elements of an array share one type: give them the same tag, or write a list. Sent as a list',
  });
  return { type: 'list', items };
}

/** Integers of different sizes make longs. */
function promote(items: readonly EncodeValue[]): readonly EncodeValue[] {
  const kinds = new Set(items.map(primitiveOf));
  if (kinds.size !== 2 || !kinds.has('int') || !kinds.has('long')) return items;
  return items.map((item) =>
    isScalar(item) && typeof item.value === 'number' ? { ...item, type: 'long', value: BigInt(item.value) } : item,
  );
}

/** An empty array still has a constructor. */
function emptyElement(expected: Expected, context: ReadContext): ElementConstructor {
  return { type: resolveType(context.registry, expected.type).primitive ?? 'null' };
}

function constructorOf(item: EncodeValue): ElementConstructor | undefined {
  if (item.type === 'raw') return undefined;
  if (item.type !== 'described') return { type: item.type };
  const inner = constructorOf(item.value);
  return inner === undefined ? undefined : { ...inner, descriptors: [item.descriptor, ...(inner.descriptors ?? [])] };
}

function sameConstructor(a: ElementConstructor | undefined, b: ElementConstructor | undefined): boolean {
  if (a === undefined || a.type !== b?.type) return false;
  const [some = [], others = []] = [a.descriptors, b.descriptors];
  return some.length === others.length && some.every((each, index) => sameBytes(each, others[index]));
}

function codeOf(item: EncodeValue): number | undefined {
  if (item.type === 'described') return codeOf(item.value);
  return item.type === 'raw' ? undefined : item.code;
}

function undescribed(item: EncodeValue): EncodeValue {
  return item.type === 'described' ? undescribed(item.value) : item;
}

function sameBytes(a: EncodeValue, b: EncodeValue | undefined): boolean {
  return b !== undefined && encode(a).join() === encode(b).join();
}

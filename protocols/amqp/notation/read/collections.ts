import type { PrimitiveName } from '../../value.ts';
import type { Entry, ListNode, MapNode, SourceNode } from '../source/node.ts';
import { anything, expectType } from './context.ts';
import type { Expected, ReadContext } from './context.ts';
import { checkKey, checkValue } from './map-rules.ts';
import { spanOf } from './scalar.ts';
import { primitiveOf } from './tree.ts';
import type { ElementConstructor, WireValue } from './tree.ts';
import { keyTypeOf, narrows, resolveType } from './types.ts';
import { readValue } from './value.ts';

/** A list of values of any types (AMQP 1.0, 1.6.22). */
export function readList(node: ListNode, code: number | undefined, context: ReadContext): WireValue {
  const items = node.items.map((item) => readValue(item, anything, context));
  return { kind: 'list', items, ...(code === undefined ? {} : { code }) };
}

/**
 * A map (1.6.23) of a type that may say what its keys and values are: `fields`, `annotations`, `filter-set`,
 * `application-properties`, `unsettled`, or `*`.
 */
export function readMap(node: MapNode, type: string, code: number | undefined, context: ReadContext): WireValue {
  const resolved = resolveType(context.registry, type);
  const keyType = type === 'unsettled' ? 'delivery-tag' : keyTypeOf(resolved);
  const items: WireValue[] = [];
  const seen = new Set<string>();
  const used = new Set<string>();
  for (const entry of node.entries) {
    const key = readKey(entry, keyType, narrows(resolved, 'annotations'), context);
    const identity = identityOf(key);
    if (identity !== undefined && seen.has(identity)) {
      context.report({ rule: 'duplicateKey', ...spanOf(entry.key), message: 'This key stands in the map already: a map has each key once' });
    }
    if (identity !== undefined) seen.add(identity);
    if (entry.key.kind === 'scalar') {
      used.add(entry.key.text);
      context.place({ kind: 'map-key', start: entry.key.start, end: entry.key.end, type, name: entry.key.text });
    }
    checkKey(key, entry, resolved, type, context);
    const value = readValue(entry.value, valueExpected(type, entry), context);
    checkValue(value, entry, resolved, type, context);
    items.push(key, value);
  }
  context.place({ kind: 'map', start: node.start, end: node.end, type, used });
  return { kind: 'map', items, ...(code === undefined ? {} : { code }) };
}

function readKey(entry: Entry, keyType: string, annotations: boolean, context: ReadContext): WireValue {
  const { key } = entry;
  // The number of an annotation is a ulong: no other number may be a key there (3.2.10).
  const numeric = annotations && key.kind === 'scalar' && key.tag === undefined && key.plain && /^\d+$/.test(key.text);
  const expected = expectType(numeric ? 'ulong' : keyType);
  // What a wrong tag means for a key is told once, by the rule for the map's keys.
  return readValue(key, expected, { ...context, place: () => undefined, report: (finding) => finding.rule === 'fieldType' || context.report(finding) });
}

function valueExpected(type: string, { key }: Entry): Expected {
  if (type === 'unsettled') return { ...anything, requires: ['delivery-state'] };
  if (type === 'node-properties' && key.kind === 'scalar') {
    if (key.text === 'lifetime-policy') return { ...anything, requires: ['lifetime-policy'] };
    if (key.text === 'supported-dist-modes') return { ...expectType('symbol'), multiple: true };
  }
  return anything;
}

/** What makes two keys the same; undefined for keys that are not compared. */
function identityOf(key: WireValue): string | undefined {
  if (key.kind !== 'scalar') return undefined;
  const { value } = key;
  const text = value instanceof Uint8Array ? [...value].join() : String(value);
  return `${key.primitive} ${text}`;
}

/**
 * An array (1.6.24). `element` is what its tag says of the elements; without it they say it themselves, and all the same.
 * Elements that cannot share a constructor are reported, and make a list.
 */
export function readArray(node: ListNode, expected: Expected, element: { readonly primitive: PrimitiveName; readonly code?: number } | undefined, code: number | undefined, context: ReadContext): WireValue {
  const itemExpected = element === undefined ? expected : expectType(element.primitive);
  const items = promote(node.items.map((item) => readValue(item, itemExpected, context)));
  const withCode = code === undefined ? {} : { code };
  if (element !== undefined) {
    const stranger = items.findIndex((item) => item.kind === 'raw' || primitiveOf(item) !== element.primitive);
    if (stranger >= 0) return mixed(node, node.items[stranger], items, context);
    return { kind: 'array', element, items, ...withCode };
  }
  const [first] = items;
  const shared = first === undefined ? emptyElement(expected, context) : constructorOf(first);
  const stranger = items.findIndex((item) => !sameConstructor(constructorOf(item), shared));
  if (shared === undefined || stranger >= 0) return mixed(node, node.items[Math.max(stranger, 0)], items, context);
  const codes = new Set(items.map((item) => codeOf(item)));
  const [itemCode] = codes;
  return { kind: 'array', element: itemCode === undefined || codes.size > 1 ? shared : { ...shared, code: itemCode }, items: items.map(undescribed), ...withCode };
}

function mixed(node: ListNode, stranger: SourceNode | undefined, items: readonly WireValue[], context: ReadContext): WireValue {
  context.report({ rule: 'arrayElements', ...spanOf(stranger ?? node), message: 'The elements of an array share one type: give them the same tag, or write a list. Sent as a list' });
  return { kind: 'list', items };
}

/** Integers of different sizes make longs. */
function promote(items: readonly WireValue[]): readonly WireValue[] {
  const kinds = new Set(items.map(primitiveOf));
  if (kinds.size !== 2 || !kinds.has('int') || !kinds.has('long')) return items;
  return items.map((item) => (item.kind === 'scalar' && typeof item.value === 'number' ? { ...item, primitive: 'long', value: BigInt(item.value) } : item));
}

/** An empty array still has a constructor. */
function emptyElement(expected: Expected, context: ReadContext): ElementConstructor {
  return { primitive: resolveType(context.registry, expected.type).primitive ?? 'null' };
}

function constructorOf(item: WireValue): ElementConstructor | undefined {
  if (item.kind === 'raw') return undefined;
  if (item.kind !== 'described') return { primitive: primitiveOf(item) ?? 'null' };
  const inner = constructorOf(item.value);
  // Arrays of twice described values have no notation but !raw.
  return inner === undefined || item.value.kind === 'described' ? undefined : { ...inner, descriptor: item.descriptor };
}

function sameConstructor(a: ElementConstructor | undefined, b: ElementConstructor | undefined): boolean {
  if (a === undefined || b === undefined || a.primitive !== b.primitive) return false;
  if (a.descriptor === undefined || b.descriptor === undefined) return a.descriptor === b.descriptor;
  return identityOf(a.descriptor) !== undefined && identityOf(a.descriptor) === identityOf(b.descriptor);
}

function codeOf(item: WireValue): number | undefined {
  if (item.kind === 'described') return codeOf(item.value);
  return item.kind === 'raw' ? undefined : item.code;
}

function undescribed(item: WireValue): WireValue {
  return item.kind === 'described' ? item.value : item;
}

import { AmqpNode, type DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { codePointName, toHex, type Json, type JsonObject } from '../../core/index.ts';
import type { Scalar } from '../value.ts';

/**
 * A decoded value as JSON, as `wireloupe decode --format jsonl` writes it: plain where JSON can say it; `{"$binary": hex}`;
 * `{"$map": [[key, value]…]}`; `{"$type": name, …}` for a composite, of which fields that are null or left out are left out;
 * `{"$descriptor": …, "$value": …}` for other described values; a decimal string for integers beyond 2⁵³; `{"$float": "nan"}`
 * and the like for numbers that JSON lacks; `{"$decimal32": hex}`.
 */
export function toJson(node: ValueNode): Json {
  if (node.gap === true) return { $binary: toHex(node.value instanceof Uint8Array ? node.value : new Uint8Array(0)) };
  if (node.descriptor === undefined) return contentJson(node);
  if (isComposite(node)) return { $type: node.type, ...fieldsOf(node) };
  const inner = node.code === 0 ? node.children[0] : undefined;
  return { $descriptor: toJson(node.descriptor.node), $value: inner === undefined ? contentJson(node) : toJson(inner) };
}

/** The performative's fields by name, without those that are null or left out; empty for units without a performative. */
export function fieldsJson(frame: DecodedFrame): Readonly<Record<string, Json>> {
  const { performative } = frame;
  return performative === undefined || !isComposite(performative) ? {} : fieldsOf(performative);
}

/** What has no frame: the names and contents of its sections, or its value; a performative, and other types, by their fields, too. */
export function loneJson(frame: DecodedFrame): JsonObject {
  const { performative, type, sections } = frame;
  if (frame.kind !== 'value')
    return { sections: sections.filter((node) => !node.gap).map((node) => node.type), values: sections.map(toJson) };
  if (performative === undefined) return {};
  const isPerformative = type !== undefined && type.frameType >= 0;
  return {
    ...(isPerformative ? { performative: type.name, code: Number(frame.code), fields: fieldsJson(frame) } : {}),
    value: toJson(performative),
  };
}

/** Whether the node's children are the fields of a composite that is known. */
function isComposite(node: ValueNode): boolean {
  return node instanceof AmqpNode && node.primitive === 'list' && node.format !== 0 && node.described?.fields != null;
}

function fieldsOf(node: ValueNode): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const child of node.children) {
    if (child.presence === 'present' && child.gap !== true)
      Object.defineProperty(fields, child.name, {
        value: toJson(child),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return fields;
}

function contentJson(node: ValueNode): Json {
  switch (node.primitive) {
    case 'list':
    case 'array':
      return node.children.map(toJson);
    case 'map': {
      const pairs: Json[] = [];
      for (let i = 0; i < node.children.length; i += 2) pairs.push(node.children.slice(i, i + 2).map(toJson));
      return { $map: pairs };
    }
    default:
      return scalarJson(node.value, node.primitive);
  }
}

function scalarJson(value: Scalar | undefined, type: string): Json {
  if (value instanceof Uint8Array) return { [type === 'binary' ? '$binary' : `$${type}`]: toHex(value) };
  if (typeof value === 'bigint')
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value.toString();
  if (typeof value !== 'number') return value ?? null;
  if (type === 'char') return value <= 0x10ffff ? String.fromCodePoint(value) : codePointName(value);
  if (Number.isNaN(value)) return { [`$${type}`]: 'nan' };
  if (!Number.isFinite(value)) return { [`$${type}`]: value > 0 ? 'inf' : '-inf' };
  return value;
}

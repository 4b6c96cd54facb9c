import { toHex } from '../../core/index.ts';
import { byteAt } from '../types/bytes.ts';
import type { ValueNode } from '../node.ts';
import { AmqpNode } from '../decode/index.ts';
import { primitiveOf } from '../types/formats.ts';
import type { EncodeArray, EncodeScalar, EncodeValue } from './model.ts';
import { encode } from './encode.ts';

/**
 * A decoded value as the encoder takes it, with every choice of encoding named, so that it becomes the same bytes again.
 * What contradicts itself on the wire (a wrong size or count, gaps) becomes raw bytes. `bytes` are those of the unit.
 */
export function toEncodable(node: ValueNode, bytes: Uint8Array): EncodeValue {
  const made = convert(node, bytes);
  return made ?? { type: 'raw', bytes: new Uint8Array(bytes.subarray(node.start, node.end)) };
}

function convert(node: ValueNode, bytes: Uint8Array): EncodeValue | undefined {
  if (node.gap === true || node.broken === true) return undefined;
  if (node.descriptor !== undefined && node.code >= 0) {
    const value = node.code === 0 ? nested(node, bytes) : content(node, bytes);
    return value === undefined
      ? undefined
      : { type: 'described', descriptor: toEncodable(node.descriptor.node, bytes), value };
  }
  return content(node, bytes);
}

function nested(node: ValueNode, bytes: Uint8Array): EncodeValue | undefined {
  const inner = node.children[0];
  return inner === undefined ? undefined : toEncodable(inner, bytes);
}

/** The value without its descriptor. */
function content(node: ValueNode, bytes: Uint8Array): EncodeValue | undefined {
  const { format } = node;
  const type = primitiveOf(format);
  if (type === 'list' || type === 'map') {
    return {
      type,
      code: format,
      items: node.children.filter((child) => child.start >= 0).map((child) => toEncodable(child, bytes)),
    };
  }
  if (type === 'array') return array(node, bytes);
  return exactScalar({ type, code: format, value: node.value ?? null }, bytes, node.body, node.end);
}

/** Values whose bits say more than the value does (NaNs, wrong booleans, text that is not UTF-8) are given as their bits. */
function exactScalar(scalar: EncodeScalar, bytes: Uint8Array, body: number, end: number): EncodeScalar {
  const { value, type } = scalar;
  const isExact =
    type === 'float' || type === 'double'
      ? !Number.isNaN(value)
      : type === 'boolean'
        ? end === body || byteAt(bytes, body) < 2
        : type === 'string' || type === 'symbol'
          ? sameText(value, bytes, body, end)
          : true;
  return isExact ? scalar : { ...scalar, value: new Uint8Array(bytes.subarray(body, end)) };
}

function sameText(value: EncodeScalar['value'], bytes: Uint8Array, body: number, end: number): boolean {
  if (typeof value !== 'string') return false;
  if (!value.includes('\ufffd')) return true;
  const again = encode({ type: 'binary', code: 0xb0, value });
  return toHex(again, 5) === toHex(bytes, body, end);
}

function array(node: ValueNode, bytes: Uint8Array): EncodeArray | undefined {
  const shape = node instanceof AmqpNode ? node.elementConstructor : undefined;
  if (shape === undefined) return undefined;
  const items = node.children.map(
    (child) =>
      content(child, bytes) ?? { type: 'raw' as const, bytes: new Uint8Array(bytes.subarray(child.start, child.end)) },
  );
  const element = { type: primitiveOf(shape.format), code: shape.format };
  return {
    type: 'array',
    code: node.format,
    items,
    element:
      shape.descriptors.length === 0
        ? element
        : { ...element, descriptors: shape.descriptors.map((descriptor) => toEncodable(descriptor, bytes)) },
  };
}

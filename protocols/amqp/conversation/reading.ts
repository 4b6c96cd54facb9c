import { toHex } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';

/** The number in a field; undefined where it is null, absent without a default, or of another type. */
export function numberOf(frame: DecodedFrame, field: string): number | undefined {
  const value = frame.fieldValue(field);
  return typeof value === 'number' ? value : undefined;
}

/** The 64-bit number in a field. */
export function bigOf(frame: DecodedFrame, field: string): bigint | undefined {
  const value = frame.fieldValue(field);
  return typeof value === 'bigint' ? value : undefined;
}

export function booleanOf(frame: DecodedFrame, field: string): boolean | undefined {
  const value = frame.fieldValue(field);
  return typeof value === 'boolean' ? value : undefined;
}

export function textOf(frame: DecodedFrame, field: string): string | undefined {
  const value = frame.fieldValue(field);
  return typeof value === 'string' ? value : undefined;
}

/** Bytes as hex, to compare and to show; undefined where the node has none. */
export function hexOfNode(node: ValueNode | undefined): string | undefined {
  const value = node?.value;
  return value instanceof Uint8Array ? toHex(value) : undefined;
}

/** Whether a field is on the wire with a value. */
export function isGiven(frame: DecodedFrame, field: string): boolean {
  return frame.field(field)?.presence === 'present';
}

/** A composite's field by name, whatever node it stands in. */
export function childOf(node: ValueNode | undefined, name: string): ValueNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** The symbols of a `multiple` field: null, one symbol, or an array of them. */
export function symbolsOf(node: ValueNode | undefined): readonly string[] {
  if (node?.presence !== 'present') return [];
  if (typeof node.value === 'string') return [node.value];
  return node.children.flatMap((child) => (typeof child.value === 'string' ? [child.value] : []));
}

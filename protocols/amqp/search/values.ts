import { toHex, type FieldValue } from '../../core/index.ts';
import type { AmqpUnit } from '../codec/index.ts';
import { choiceName, valueText } from '../inspect/index.ts';
import type { ValueNode } from '../node.ts';

/** What a filter finds in a field: nothing where it is null, left out without a default, or a secret. */
export function visibleValue(unit: AmqpUnit, node: ValueNode): readonly FieldValue[] {
  const { presence } = node;
  if (presence === 'absent' || presence === 'null') return [];
  // Of a log it is not known whether a field has its default.
  if (presence === 'default') return unit.unit.lossy === undefined ? [{ ...valueOf(node), implied: true }] : [];
  return isHidden(unit, node) ? [] : [valueOf(node)];
}

function isHidden(unit: AmqpUnit, { value, start, end }: ValueNode): boolean {
  // Numbers and truth values are secrets only within larger ones, which are not looked into.
  if (typeof value === 'number' || typeof value === 'boolean') return false;
  return unit.secrets().some(([from, to]) => from < end && to > start);
}

function valueOf(node: ValueNode): FieldValue {
  const { value } = node;
  const texts = textsOf(node);
  if (typeof value === 'number') return { texts, number: value };
  return typeof value === 'bigint' ? { texts, number: Number(value) } : { texts };
}

/** The forms in which people write a value: a text, a number or the word for it, bytes as text and in hex, a type's name. */
export function textsOf(node: ValueNode): readonly string[] {
  const { value } = node;
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) {
    const hex = toHex(value);
    const text = node.primitive === 'binary' ? textOf(value) : valueText(node);
    return [hex, `0x${hex}`, ...(text === undefined ? [] : [text])];
  }
  if (value === undefined || value === null) return node.descriptor === undefined ? [] : [node.type];
  if (node.primitive === 'timestamp') return [String(value), valueText(node).split(' ')[0] ?? ''];
  const choice = choiceName(node).replace(/[ ()]/gu, '');
  return choice === '' ? [String(value)] : [String(value), choice];
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // Not UTF-8, which the question is about.
    return undefined;
  }
}

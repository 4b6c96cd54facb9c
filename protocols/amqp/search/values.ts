import { toHex, type FieldValue } from '../../core/index.ts';
import type { AmqpUnit } from '../codec/open-unit.ts';
import { choiceName, valueText } from '../inspect/index.ts';
import type { ValueNode } from '../node.ts';

const none: readonly FieldValue[] = [];

/** What a filter finds in fields: nothing where one is null, left out without a default, or a secret. */
export function visibleValues(unit: AmqpUnit, nodes: readonly ValueNode[]): readonly FieldValue[] {
  if (nodes.length === 0) return none;
  const found: FieldValue[] = [];
  for (const node of nodes) {
    const { presence } = node;
    if (presence === 'present') {
      if (!isHidden(unit, node)) found.push(new FoundValue(node));
      // Of a log it is not known whether a field has its default.
    } else if (presence === 'default' && unit.unit.lossy === undefined) found.push(new FoundValue(node, true));
  }
  return found;
}

/** What there is in fields, secrets among it: nothing where one is null, or left out without a default. */
export function foundValues(unit: AmqpUnit, nodes: readonly ValueNode[]): readonly FieldValue[] {
  return nodes.flatMap((node) => {
    if (node.presence === 'present') return [new FoundValue(node)];
    return node.presence === 'default' && unit.unit.lossy === undefined ? [new FoundValue(node, true)] : [];
  });
}

/** Texts are made when they are asked for: most values are compared as numbers. */
class FoundValue implements FieldValue {
  readonly #node: ValueNode;
  readonly implied?: true;

  constructor(node: ValueNode, implied?: true) {
    this.#node = node;
    if (implied === true) this.implied = implied;
  }

  get number(): number | undefined {
    const { value } = this.#node;
    return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined;
  }

  get texts(): readonly string[] {
    return textsOf(this.#node);
  }

  /** Binaries in hexadecimal digits; lists and maps cannot stand in the place of a value. */
  written(): string | undefined {
    const { value, primitive } = this.#node;
    if (value === undefined || value === null) return undefined;
    if (primitive === 'char' && typeof value === 'number') return String.fromCodePoint(value);
    return value instanceof Uint8Array && primitive !== 'binary' ? valueText(this.#node) : textsOf(this.#node)[0];
  }
}

function isHidden(unit: AmqpUnit, { value, start, end }: ValueNode): boolean {
  // Numbers and truth values are secrets only within larger ones, which are not looked into.
  if (typeof value === 'number' || typeof value === 'boolean') return false;
  return unit.secrets().some(([from, to]) => from < end && to > start);
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

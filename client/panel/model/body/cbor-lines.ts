import { Tokenizer, type Token } from 'cborg';
import { messageOf, toHex } from '../../../../protocols/core/index.ts';
import type { TokenKind } from '../../../../protocols/core/inspect/index.ts';
import type { BodyLine, BodyLines, BodyToken } from './lines.ts';

/** Indentation that is shown, and characters of one text or byte string: the hex has them all. */
const mostDepth = 40;
const longText = 2000;

/** What is open: an array, a map, or a tag; how many items it has, keys and values counted (Infinity until a break), and how many have come. */
interface Open {
  readonly kind: 'array' | 'map' | 'tag';
  readonly size: number;
  count: number;
}

const opening = { array: '[', map: '{' } as const;
const closing = { array: ']', map: '}', tag: ')' } as const;

/**
 * CBOR in its diagnostic notation (RFC 8949, 8), a line an item. The items are read one after the other, without recursion.
 * @param most bytes of the body after which it ends, with `shown` saying how far it has come.
 */
export function cborLines(bytes: Uint8Array, most: number): BodyLines {
  const items = new Tokenizer(bytes, {
    allowBigInt: true,
    allowIndefinite: true,
    allowInfinity: true,
    allowNaN: true,
    allowUndefined: true,
  });
  const lines: BodyLine[] = [];
  const open: Open[] = [];
  let line: BodyToken[] = [];
  const put = (kind: TokenKind, text: string, start: number): void =>
    void line.push({ kind, text, start, end: items.pos() });
  const mark = (text: string): void => void line.push({ kind: 'punctuation', text });
  const flush = (): void => {
    if (line.length > 0) lines.push({ depth: Math.min(open.length, mostDepth), tokens: line });
    line = [];
  };
  /** An item has ended: what it completes is closed, and the items behind it follow. */
  const ended = (): void => {
    for (let top = open.at(-1); ; top = open.at(-1)) {
      if (top === undefined) {
        flush();
        return;
      }
      top.count++;
      if (top.kind === 'map' && top.count % 2 === 1) {
        mark(': ');
        return;
      }
      if (top.count < top.size) {
        // Whether another item follows in what has no length, only the next one tells.
        if (top.size !== Infinity) mark(',');
        flush();
        return;
      }
      if (top.kind !== 'tag') flush();
      open.pop();
      mark(closing[top.kind]);
    }
  };
  try {
    while (!items.done() && items.pos() < most) {
      const start = items.pos();
      const item = items.next();
      const { name } = item.type;
      if (name === 'break') {
        const top = open.pop();
        if (top?.size !== Infinity) throw new Error('a break that ends nothing');
        flush();
        mark(closing[top.kind]);
        ended();
      } else if (name === 'array' || name === 'map') {
        const size = Number(item.value) * (name === 'map' ? 2 : 1);
        put('punctuation', size === Infinity ? `${opening[name]}_` : opening[name], start);
        if (size === 0) {
          mark(closing[name]);
          ended();
        } else {
          flush();
          open.push({ kind: name, size, count: 0 });
        }
      } else if (name === 'tag') {
        put('type', `${String(item.value)}(`, start);
        open.push({ kind: 'tag', size: 1, count: 0 });
      } else {
        const { kind, text } = scalarText(item);
        put(kind, text, start);
        ended();
      }
    }
    flush();
    if (items.done() && open.length > 0)
      return { lines, shown: bytes.length, problem: 'The bytes end before the last item does.' };
    return { lines, shown: Math.min(items.pos(), bytes.length) };
  } catch (error) {
    flush();
    return { lines, shown: items.pos(), problem: `It is not CBOR from byte ${items.pos()} on: ${messageOf(error)}.` };
  }
}

function scalarText({ type, value }: Token): { readonly kind: TokenKind; readonly text: string } {
  switch (type.name) {
    case 'string':
      return { kind: 'string', text: JSON.stringify(shortened(String(value))) };
    case 'bytes': {
      const bytes = value instanceof Uint8Array ? value : new Uint8Array();
      const rest = bytes.length - longText;
      return {
        kind: 'string',
        text: `h'${toHex(bytes.subarray(0, longText))}'${rest > 0 ? ` … ${rest} more bytes` : ''}`,
      };
    }
    case 'uint':
    case 'negint':
    case 'float':
      return { kind: 'number', text: Object.is(value, -0) ? '-0.0' : String(value) };
    default:
      return { kind: 'number', text: type.name };
  }
}

function shortened(text: string): string {
  return text.length <= longText ? text : `${text.slice(0, longText)} … ${text.length - longText} more characters`;
}

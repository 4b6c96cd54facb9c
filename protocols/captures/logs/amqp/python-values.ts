import { unescapeBytes, unescapeText } from '../../escapes.ts';
import { Unreadable, type Cursor } from './cursor.ts';
import { unknownValue } from './log-units.ts';
import { comparedName, type LogValue } from './log-value.ts';

/** A call as Python prints objects: `Source(address='q', …)`. */
export interface PythonCall {
  readonly name: string;
  readonly named: ReadonlyMap<string, LogValue>;
  readonly positional: readonly LogValue[];
  /** The text ends within it: what is there of it. */
  readonly isCut?: boolean;
}

const mark = /[bBuU](?=['"])/y;
const number = /-?(?:\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|inf|nan)(?![\w.])/y;
const word = /(None|True|False)(?!\w)/y;
const placeholder = /<([^<>]*)>/y;
const callee = /([A-Za-z_][\w.]*)\(/y;
const keyword = /([A-Za-z_]\w*)=(?!=)/y;

/** Reads a value as Python's `repr` prints it. @throws Unreadable */
export function readPython(cursor: Cursor): LogValue {
  cursor.blank();
  const known = cursor.match(word)?.[1];
  if (known !== undefined) return known === 'None' ? null : known === 'True';
  const isBytes = cursor.match(mark)?.[0].toLowerCase() === 'b';
  const quoted = cursor.quoted("'") ?? cursor.quoted('"');
  if (quoted !== undefined)
    return isBytes ? { what: 'binary', bytes: pythonBytes(quoted) } : unescapeText(quoted, 'python');
  const digits = cursor.match(number)?.[0];
  if (digits !== undefined) return numberOf(digits);
  if (cursor.eat('[')) return cursor.items(']', () => readPython(cursor));
  if (cursor.eat('(')) return cursor.items(')', () => readPython(cursor));
  if (cursor.eat('{')) return { what: 'map', entries: cursor.items('}', () => entry(cursor)) };
  // An enumeration's value, or an object that prints no value.
  const other = cursor.match(placeholder);
  if (other !== null) return enumerated(other[1] ?? '');
  const call = readCall(cursor);
  if (call === undefined) throw cursor.unreadable();
  return valueOfCall(call);
}

/**
 * Reads `Name(a, b=c)`; undefined where no call is here.
 * @param mayBeCut the text may end within it: what is whole of it is given
 * @throws Unreadable
 */
export function readCall(cursor: Cursor, mayBeCut = false): PythonCall | undefined {
  const name = cursor.match(callee)?.[1];
  if (name === undefined) return undefined;
  const named = new Map<string, LogValue>();
  const positional: LogValue[] = [];
  const end = cursor.text.trimEnd().length;
  try {
    cursor.items(')', () => {
      const key = cursor.match(keyword)?.[1];
      const value = readPython(cursor);
      // What the text ends with may be the beginning of a longer value.
      if (mayBeCut && cursor.at >= end) return;
      if (key === undefined) positional.push(value);
      else named.set(key, value);
    });
  } catch (error) {
    if (!(error instanceof Unreadable) || !mayBeCut || cursor.text.includes(')', cursor.at)) throw error;
    return { name, named, positional, isCut: true };
  }
  return { name, named, positional };
}

function entry(cursor: Cursor): readonly [LogValue, LogValue] {
  const key = readPython(cursor);
  // A set has values alone.
  return cursor.blank().eat(':') ? [key, readPython(cursor)] : [key, unknownValue];
}

function enumerated(content: string): LogValue {
  const value = /: (-?\d{1,20}|'[^']*')$/.exec(content)?.[1];
  if (value === undefined) return unknownValue;
  return value.startsWith("'") ? value.slice(1, -1) : numberOf(value);
}

const composites: ReadonlyMap<string, string> = new Map(
  [
    'source',
    'target',
    'coordinator',
    'received',
    'accepted',
    'rejected',
    'released',
    'modified',
    'declared',
    'transactional-state',
    'error',
  ].map((name) => [comparedName(name), name]),
);

function valueOfCall({ name, named, positional }: PythonCall): LogValue {
  const [first = null] = positional;
  if (name === 'UUID' && typeof first === 'string') return { what: 'uuid', text: first };
  if (name === 'bytearray' || name === 'bytes') return first;
  const type = composites.get(comparedName(name.replace(/^AMQP/, '')));
  return type === undefined ? unknownValue : { what: 'composite', type, fields: named.size > 0 ? named : positional };
}

function numberOf(digits: string): LogValue {
  const value = digits.replaceAll('_', '');
  if (/^-?\d+$/.test(value))
    return { what: 'number', value: value.length > 15 ? BigInt(value.slice(0, 40)) : Number(value) };
  const word = value.replace('inf', 'Infinity').replace('nan', 'NaN');
  return { what: 'typed', type: 'double', value: Number(word) };
}

/** The text between the quotes of Python’s bytes, as bytes. */
export function pythonBytes(raw: string): Uint8Array {
  return unescapeBytes(raw, 'python');
}

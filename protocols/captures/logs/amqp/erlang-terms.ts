import { unescapeText } from '../../escapes.ts';
import { Unreadable, type Cursor } from './cursor.ts';

/** A term of Erlang as `~p` prints it. */
export type Term =
  | number
  | bigint
  | Uint8Array
  | { readonly what: 'atom'; readonly name: string }
  | { readonly what: 'float'; readonly value: number }
  /** A string, which is a list of characters. */
  | { readonly what: 'text'; readonly text: string }
  | { readonly what: 'list'; readonly items: readonly Term[] }
  | { readonly what: 'tuple'; readonly items: readonly Term[] }
  | { readonly what: 'map'; readonly entries: readonly (readonly [Term, Term])[] }
  | { readonly what: 'record'; readonly name: string; readonly fields: ReadonlyMap<string, Term> }
  /** A process, function or reference, and what is cut off. */
  | { readonly what: 'other' };

const float = /-?\d+\.\d+(?:[eE][+-]?\d+)?/y;
const integer = /-?(?:(\d{1,2})#([0-9a-zA-Z]{1,64})|\d{1,400})/y;
const atom = /[a-z][\w@]*/y;
const other = /#(?:Fun|Ref|Port)?<[^>]*>|<\d+\.\d+\.\d+>|\.\.\./y;
const bytes = /[\d,\s]+/y;
const unit = /(?:\/[\w-]+|:\d+)+/y;

/** Reads a term. @throws Unreadable */
export function readTerm(cursor: Cursor): Term {
  cursor.blank();
  if (cursor.eat('<<')) return binary(cursor);
  if (cursor.match(other) !== null) return { what: 'other' };
  if (cursor.eat('#{')) return { what: 'map', entries: cursor.items('}', () => pair(cursor)) };
  if (cursor.eat('#')) return record(cursor);
  if (cursor.eat('{')) return { what: 'tuple', items: cursor.items('}', () => readTerm(cursor)) };
  if (cursor.eat('[')) return { what: 'list', items: cursor.items(']', () => element(cursor)) };
  const text = cursor.quoted('"');
  if (text !== undefined) return { what: 'text', text: unescapeText(text, 'erlang') };
  const name = atomAt(cursor);
  if (name !== undefined) return { what: 'atom', name };
  const real = cursor.match(float);
  if (real !== null) return { what: 'float', value: Number(real[0]) };
  const whole = cursor.match(integer);
  if (whole === null) throw cursor.unreadable();
  if (whole[1] !== undefined) return parseInt(whole[2] ?? '', Number(whole[1]));
  return whole[0].length > 15 ? BigInt(whole[0]) : Number(whole[0]);
}

function atomAt(cursor: Cursor): string | undefined {
  const quoted = cursor.quoted("'");
  return quoted === undefined ? cursor.match(atom)?.[0] : unescapeText(quoted, 'erlang');
}

/** An item of a list; a list that is cut ends with `|...`. */
function element(cursor: Cursor): Term {
  const term = readTerm(cursor);
  if (cursor.blank().eat('|')) readTerm(cursor);
  return term;
}

function pair(cursor: Cursor): readonly [Term, Term] {
  const key = readTerm(cursor);
  cursor.blank();
  if (!cursor.eat('=>')) cursor.expect(':=');
  return [key, readTerm(cursor)];
}

function record(cursor: Cursor): Term {
  const name = atomAt(cursor);
  if (name === undefined) throw cursor.unreadable();
  cursor.expect('{');
  const fields = new Map(
    cursor.items('}', () => {
      const field = atomAt(cursor);
      if (field === undefined) throw cursor.unreadable();
      cursor.blank().expect('=');
      return [field, readTerm(cursor)] as const;
    }),
  );
  return { what: 'record', name, fields };
}

/** `<<"text">>`, `<<"é"/utf8>>`, `<<1,2,3>>`; long ones are several texts, one after another. */
function binary(cursor: Cursor): Uint8Array {
  const pieces: number[] = [];
  const take = (text: Uint8Array): void => text.forEach((each) => pieces.push(each));
  for (;;) {
    cursor.blank();
    if (cursor.eat('>>')) return Uint8Array.from(pieces);
    const text = cursor.quoted('"');
    if (text !== undefined) {
      // `~p` prints bytes above 127 as characters only with `/utf8` behind them; `~tp` does so without.
      cursor.match(unit);
      take(new TextEncoder().encode(unescapeText(text, 'erlang')));
    } else {
      const run = cursor.match(bytes)?.[0];
      if (run === undefined) {
        if (cursor.eat('...')) throw new Unreadable('The log has the first bytes of a value only');
        throw cursor.unreadable();
      }
      cursor.match(unit);
      for (const each of run.split(',')) if (each.trim() !== '') pieces.push(Number(each) & 0xff);
    }
    cursor.blank().eat(',');
  }
}

import { filterKeys, flags, followed, isKeyName, keyNames, keyOf, type KeyName } from './keys.ts';
import { quote } from './print.ts';
import { isSpace } from './scanner.ts';

/** Values that occur in what is filtered, by key: names of connections, links, elements. The most useful ones come first. */
export type SeenValues = Partial<Readonly<Record<KeyName, readonly string[]>>>;

export interface FilterCompletion {
  /** What replaces the text between `start` and `end` (UTF-16 units). */
  readonly insert: string;
  readonly label: string;
  readonly description: string;
  /** A key goes on with a value: more can be completed behind it. */
  readonly goesOn: boolean;
  readonly start: number;
  readonly end: number;
}

/** So many values are offered. */
const mostItems = 50;

/** What may stand at a place in a filter: keys, or the values of a key. Empty where there is nothing to offer. */
export function completeFilter(text: string, caret: number, seen: SeenValues = {}): readonly FilterCompletion[] {
  const at = Math.min(Math.max(caret, 0), text.length);
  const start = termStart(text, at);
  const end = wordEnd(text, at);
  const key = /^([a-z]+)([:=]|[<>]=?)/iu.exec(text.slice(start, at));
  const name = key?.[1]?.toLowerCase() ?? '';
  if (key === null)
    return text[start] === '"' || text[start] === '/' ? [] : keyItems(text.slice(start, at), start, end);
  return isKeyName(name) ? valueItems(name, text.slice(0, at), start + key[0].length, end, seen) : [];
}

function keyItems(typed: string, start: number, end: number): readonly FilterCompletion[] {
  const wanted = typed.toLowerCase();
  const items = keyNames.map((name): FilterCompletion => {
    const { about, example, takes } = filterKeys[name];
    const isOrdered = takes === 'size' || takes === 'duration' || takes === 'time';
    const insert = isOrdered ? `${name}>` : `${name}:`;
    return { insert, label: insert, description: `${about}, as in ${example}`, goesOn: true, start, end };
  });
  const words = Object.entries(flags).map(([name, about]): FilterCompletion => ({
    insert: name,
    label: name,
    description: about,
    goesOn: false,
    start,
    end,
  }));
  return [...items, ...words].filter(({ insert }) => insert.startsWith(wanted) && insert !== wanted);
}

function valueItems(
  name: KeyName,
  text: string,
  start: number,
  end: number,
  seen: SeenValues,
): readonly FilterCompletion[] {
  const { choices, takes, about } = keyOf(name);
  const isList = takes === 'choice' || takes === 'numbers';
  const from = isList ? Math.max(start, text.lastIndexOf(',') + 1) : start;
  const typed = text.slice(from).replace(/^"/u, '').toLowerCase();
  const values: readonly string[] = choices ?? seen[name] ?? [];
  const others = name === 'follow' ? followed.filter((kind) => `${kind}=`.startsWith(typed)) : [];
  const isUseful = (value: string): boolean => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed;
  // What begins with the text comes before what holds it elsewhere.
  const rank = (value: string): number => (value.toLowerCase().startsWith(typed) ? 0 : 1);
  const found = [...new Set(values)].filter(isUseful).sort((a, b) => rank(a) - rank(b));
  const items = found.slice(0, mostItems).map((value): FilterCompletion => ({
    insert: needsQuotes(value) ? quote(value) : value,
    label: value,
    description: choices === undefined ? `seen, ${about}` : about,
    goesOn: false,
    start: from,
    end,
  }));
  const more = others.map((kind): FilterCompletion => ({
    insert: `${kind}=`,
    label: `${kind}=`,
    description: kind === 'jid' || kind === 'link' ? 'one by its name' : 'one by its id, or by #number of a unit',
    goesOn: true,
    start: from,
    end,
  }));
  return [...items, ...more];
}

function needsQuotes(value: string): boolean {
  return value === '' || /[\s"()]/u.test(value) || value.startsWith('/');
}

/** Where the term begins that a place is in, behind dashes and parentheses that open. */
function termStart(text: string, at: number): number {
  let start = 0;
  let quoted = false;
  for (let i = 0; i < at; i++) {
    const character = text[i] ?? '';
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') quoted = false;
    } else if (isSpace(character)) start = i + 1;
    // A quote begins a text at the beginning of a term, or behind an operator.
    else if (character === '"' && (i === start || /[:=<>]/u.test(text[i - 1] ?? ''))) quoted = true;
    else if (i === start && (character === '-' || character === '(')) start = i + 1;
  }
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isSpace(text[end] ?? '') && text[end] !== ')') end++;
  return end;
}

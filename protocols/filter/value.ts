import { didYouMean } from '../core/index.ts';
import { readAmount, readTime, units } from './amounts.ts';
import { directions, keyOf, type FilterKey, type KeyName } from './keys.ts';
import type { FilterValue, Operator, TextValue } from './model.ts';
import { parseXPath, XPathError } from '../core/xpath/index.ts';

/** A value that a key does not take: the message is a sentence. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
  readonly start: number;
  readonly end: number;

  constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** The operators that a key takes besides the colon. */
export function takesOrder(takes: FilterKey['takes']): boolean {
  return takes === 'size' || takes === 'duration' || takes === 'time' || takes === 'numbers';
}

/**
 * Makes the value of a key of its text.
 * @param quoted it is in quotes, so that commas are part of it
 * @throws ValueError where the key does not take it
 */
export function valueFor(key: KeyName, operator: Operator, value: TextValue, quoted: boolean): FilterValue {
  const { takes, choices, example } = keyOf(key);
  const { text, start, end } = value;
  if (text === '' && !quoted)
    throw new ValueError(
      key === 'name' || key === 'conn'
        ? `“${key}:” needs a name right after the colon.`
        : choices === undefined
          ? `“${key}:” needs a value right behind it, as in ${example}.`
          : `“${key}:” takes ${listed(choices)}.`,
      value,
    );
  switch (takes) {
    case 'choice':
    case 'severity':
      return { type: 'list', values: choicesIn(key, value, choices ?? []), start, end };
    case 'numbers':
      return operator === ':' || operator === '=' ? channels(value) : amount(key, value, units.none);
    case 'size':
      return amount(key, value, units.size);
    case 'duration':
      return amount(key, value, units.duration);
    case 'time':
      return timeIn(value);
    case 'xpath':
      checkXPath(value, quoted);
      return value;
    case 'bytes':
      if (/^0x/iu.test(text) && !/^0x(?:[0-9a-f]{2})+$/iu.test(text))
        throw new ValueError('“bytes:0x” takes pairs of hexadecimal digits, as in bytes:0x0053.', value);
      return value;
    default:
      return value;
  }
}

/** The value that a field is compared with. @throws ValueError where it has no order, and the operator asks for one */
export function fieldValue(operator: Operator, value: TextValue): FilterValue {
  const number = readAmount(value.text, units.field);
  if (number !== undefined) return { type: 'number', text: value.text, number, start: value.start, end: value.end };
  if (operator === '=') return value;
  const time = readTime(value.text);
  if (time === undefined || time.base === 'day')
    throw new ValueError(`“${operator}” compares with a number or a date, as in field:priority>4.`, value);
  return { type: 'time', text: value.text, ...time, start: value.start, end: value.end };
}

function choicesIn(key: KeyName, value: TextValue, choices: readonly string[]): readonly string[] {
  const words = value.text.toLowerCase().split(',');
  let at = value.start;
  for (const word of words) {
    if (!choices.includes(word)) {
      const meant = word === '' ? '' : didYouMean(word, choices);
      throw new ValueError(`“${key}:” takes ${listed(choices)}${meant === '' ? '.' : meant}`, {
        start: Math.min(at, value.end),
        end: Math.min(at + word.length, value.end),
      });
    }
    at += word.length + 1;
  }
  return key === 'dir' ? [...new Set(words.map((word) => directions[word] ?? word))] : words;
}

function channels(value: TextValue): FilterValue {
  if (!/^\d{1,15}(?:,\d{1,15})*$/.test(value.text))
    throw new ValueError('“channel:” takes a channel’s number, or several with commas in between.', value);
  const values = value.text.split(',').map((each) => String(Number(each)));
  return { type: 'list', values, start: value.start, end: value.end };
}

function amount(key: KeyName, value: TextValue, known: Readonly<Record<string, number>>): FilterValue {
  const number = readAmount(value.text, known);
  if (number === undefined) {
    const unit = Object.keys(known).length === 0 ? '' : `, with a unit if need be`;
    throw new ValueError(`“${key}” takes a number${unit}, as in ${keyOf(key).example}.`, value);
  }
  return { type: 'number', text: value.text, number, start: value.start, end: value.end };
}

function timeIn(value: TextValue): FilterValue {
  const time = readTime(value.text);
  if (time === undefined)
    throw new ValueError('“time” takes a time of day or a date, as in time>12:00 or time>2026-11-29T12:00.', value);
  return { type: 'time', text: value.text, ...time, start: value.start, end: value.end };
}

/** A fault in an XPath has its place in it; without escapes this is a place in the filter. */
function checkXPath({ text, start, end }: TextValue, quoted: boolean): void {
  try {
    parseXPath(text);
  } catch (error) {
    if (!(error instanceof XPathError)) throw error;
    const inner = start + (quoted ? 1 : 0);
    const plain = end - start - (quoted ? 2 : 0) === text.length;
    const at = plain ? Math.min(inner + error.at, end) : start;
    throw new ValueError(error.message, { start: at, end: plain ? Math.max(at, Math.min(at + 1, end)) : end });
  }
}

/** Words as a sentence lists them: `a, b or c`. */
export function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

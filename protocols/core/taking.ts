/** Variables whose values are taken from what the other side answers. */
import type { OpenUnit } from './codec.ts';
import type { TextRange } from './language.ts';
import { pathNames, type UnitSearch } from './search.ts';
import { parseXPath, textFound } from './xpath/index.ts';

/** What of an answer a variable is set to. */
export type SetVariable =
  | { readonly name: string; readonly xpath: string }
  /** A path of names as filters have it; `of` is the name of the unit that is looked into, in the place of the answer. */
  | { readonly name: string; readonly field: string; readonly of?: string };

/** A variable that a document sets, and where it says so. */
export type PlacedSet = SetVariable & TextRange;

/** A variable that was set. */
export interface TakenValue {
  readonly name: string;
  readonly value: string;
  /** The value is a secret: it must be masked wherever it is shown. */
  readonly secret: boolean;
}

/** A variable that was not set, and why: a sentence. */
export interface NotTaken {
  readonly name: string;
  readonly problem: string;
}

/**
 * Takes the value of a variable from a unit: the first that its XPath or path finds. Undefined where nothing is found; a list or map of
 * AMQP is no value.
 * @throws XPathError where the XPath cannot be read, which a document's problems tell before it is sent
 */
export function takeFrom(wanted: SetVariable, unit: OpenUnit, search: UnitSearch): TakenValue | undefined {
  const value = found(wanted, unit, search, true);
  if (value === undefined) return undefined;
  return { name: wanted.name, value, secret: found(wanted, unit, search, false) !== value };
}

function found(wanted: SetVariable, unit: OpenUnit, search: UnitSearch, secrets: boolean): string | undefined {
  if ('xpath' in wanted) {
    const root = search.xml(unit, { secrets });
    return root === undefined ? undefined : textFound(parseXPath(wanted.xpath), root);
  }
  for (const value of search.fields(unit, pathNames(wanted.field), { secrets })) {
    const text = value.written === undefined ? value.texts[0] : value.written();
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What a variable is to be set to, as its document writes it, for a message. */
export function sourceOf(wanted: SetVariable): string {
  return 'xpath' in wanted ? `the XPath “${wanted.xpath}”` : `the path “${wanted.field}”`;
}

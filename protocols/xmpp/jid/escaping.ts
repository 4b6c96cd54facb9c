import { localEscapes } from './precis.ts';

const sequences = new Map(Object.entries(localEscapes).map(([character, escape]) => [escape, character]));

/** A localpart with XEP-0106's escapes undone, for people: `d\27artagnan` is `d'artagnan`. */
export function unescapeLocal(local: string): string {
  return local.replace(/\\[0-9a-f]{2}/g, (escape) => sequences.get(escape) ?? escape);
}

/** A name for people as a localpart (XEP-0106, 4.2). A backslash is escaped only where it would read as an escape. */
export function escapeLocal(name: string): string {
  return name.replace(
    /\\(?=20|22|26|27|2f|3a|3c|3e|40|5c)|[ "&'/:<>@]/g,
    (character) => localEscapes[character] ?? character,
  );
}

/** What XEP-0106 says about a localpart that is otherwise fine; undefined where it says nothing. */
export function escapingHint(local: string): string | undefined {
  if (/^\\20|\\20$/.test(local))
    return 'An escaped localpart may not begin or end with \\20, an escaped space (XEP-0106): remove it';
  const upper = /\\(?:2F|3A|3C|3E|5C)/.exec(local);
  if (upper !== null)
    return `${upper[0]} is not an escape: XEP-0106 writes its digits in lower case, ${upper[0].toLowerCase()}`;
  return undefined;
}

import { codePointName } from '../../core/index.ts';
import type { Prepared } from './model.ts';
import { bidiRule, contextRule, freeformAllows, identifierAllows, isRightToLeft } from './unicode.ts';

/** Characters that RFC 7622, 3.3.1 forbids in a localpart beyond the PRECIS profile, with XEP-0106's escapes for them. */
export const localEscapes: Readonly<Record<string, string>> = {
  ' ': '\\20',
  '"': '\\22',
  '&': '\\26',
  "'": '\\27',
  '/': '\\2f',
  ':': '\\3a',
  '<': '\\3c',
  '>': '\\3e',
  '@': '\\40',
  '\\': '\\5c',
};

const wide = /[\u3000\uFF01-\uFFEE]/gu;

/** Separators and their like are looked for in what mapping makes of a character too: “：” (U+FF1A) is “:” once prepared. */
function forbiddenInLocal(text: string): Prepared | undefined {
  for (let i = 0; i < text.length; i++) {
    const written = text.charAt(i);
    const character = written.replace(wide, toNarrow);
    const escape = localEscapes[character];
    if (escape === undefined || character === '\\') continue;
    const name = written === ' ' ? 'A space' : `“${written}”`;
    const message =
      character === written
        ? `${name} is not allowed in the localpart of a JID: XEP-0106 escapes it as ${escape}`
        : `${name} is not allowed in the localpart of a JID, where it counts as ${character === ' ' ? 'a space' : `“${character}”`}: remove it, or write ${escape} (XEP-0106)`;
    return { start: i, end: i + 1, message };
  }
  return undefined;
}

/** The width mapping of RFC 8265, 3.3.2: a fullwidth or halfwidth character becomes the one that it decomposes to. */
function toNarrow(character: string): string {
  return character.normalize('NFKC');
}

/** The localpart by the UsernameCaseMapped profile (RFC 7622, 3.3; RFC 8265, 3.3). */
export function prepareLocal(text: string): Prepared {
  const forbidden = forbiddenInLocal(text);
  if (forbidden !== undefined) return forbidden;
  const mapped = text.replace(wide, toNarrow).toLowerCase().normalize('NFC');
  const problem = scan(text, mapped, identifierAllows, 'localpart');
  if (problem !== undefined) return problem;
  if (isRightToLeft(mapped) && !bidiRule(mapped))
    return {
      start: 0,
      end: text.length,
      message: 'The localpart mixes right-to-left and left-to-right characters in a way that RFC 5893, 2 forbids',
    };
  return { text: mapped };
}

/** The resourcepart by the OpaqueString profile (RFC 7622, 3.4; RFC 8265, 4.2). */
export function prepareResource(text: string): Prepared {
  const mapped = text.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  return scan(text, mapped, freeformAllows, 'resourcepart') ?? { text: mapped };
}

/** Looks at each character of the mapped text; the place is that of the same character as written, where it is found there. */
function scan(
  written: string,
  mapped: string,
  allows: (character: string) => boolean,
  name: string,
): Prepared | undefined {
  let index = 0;
  for (const character of mapped) {
    const contextual = contextRule(mapped, index, character);
    if (contextual === false || (contextual === undefined && !allows(character))) {
      const [at, shown] = origin(written, character);
      const code = codePointName(shown.codePointAt(0) ?? 0);
      const what = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(shown) ? `“${shown}” (${code})` : `The character ${code}`;
      return {
        start: at,
        end: Math.min(at + shown.length, written.length),
        message: `${what} is not allowed in the ${name} of a JID (PRECIS): remove it`,
      };
    }
    index += character.length;
  }
  return undefined;
}

/** The character as written that a mapped one came from, with its place; the first one where mapping has joined several. */
function origin(written: string, mapped: string): [at: number, character: string] {
  let at = 0;
  for (const character of written) {
    if (
      character === mapped ||
      character.normalize('NFKC').toLowerCase().includes(mapped) ||
      character.toLowerCase() === mapped
    )
      return [at, character];
    at += character.length;
  }
  return [0, /^./su.exec(written)?.[0] ?? ''];
}

import type { Prepared } from './jid.ts';

/** Characters that RFC 7622, 3.3.1 forbids in a localpart beyond the PRECIS profile, with XEP-0106's escapes for them. */
export const localEscapes: Readonly<Record<string, string>> = {
  ' ': '\\20', '"': '\\22', '&': '\\26', "'": '\\27', '/': '\\2f', ':': '\\3a', '<': '\\3c', '>': '\\3e', '@': '\\40', '\\': '\\5c',
};

/* eslint-disable no-misleading-character-class -- single code points are what PRECIS looks at */
// RFC 8264, 9: the categories of the derived property, by what regular expressions know of Unicode.
const letterDigit = /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u;
const otherLetterDigit = /^[\p{Lt}\p{Nl}\p{No}\p{Me}]$/u;
const exceptionsValid = /^[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]$/u;
const exceptionsDisallowed = /^[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]$/u;
const oldHangulJamo = /^[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FB]$/u;
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]$/u;
const symbolOrPunctuation = /^[\p{Sm}\p{Sc}\p{Sk}\p{So}\p{Pc}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]$/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/* eslint-enable no-misleading-character-class */
const wide = /[\u3000\uFF01-\uFFEE]/gu;

/** The localpart by the UsernameCaseMapped profile (RFC 7622, 3.3; RFC 8265, 3.3). */
export function prepareLocal(text: string): Prepared {
  for (let i = 0; i < text.length; i++) {
    const escape = localEscapes[text.charAt(i)];
    if (escape !== undefined && text[i] !== '\\') return { start: i, end: i + 1, message: `${text[i] === ' ' ? 'A space' : `“${text.charAt(i)}”`} cannot stand in the localpart of a JID: XEP-0106 escapes it as ${escape}` };
  }
  const mapped = text.replace(wide, (each) => each.normalize('NFKC')).toLowerCase().normalize('NFC');
  const problem = scan(text, mapped, identifierAllows, 'localpart');
  if (problem !== undefined) return problem;
  if (rightToLeft.test(mapped) && !bidiRule(mapped)) return { start: 0, end: text.length, message: 'The localpart mixes right-to-left and left-to-right characters in a way that RFC 5893, 2 forbids' };
  return { text: mapped };
}

/** The resourcepart by the OpaqueString profile (RFC 7622, 3.4; RFC 8265, 4.2). */
export function prepareResource(text: string): Prepared {
  const mapped = text.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  return scan(text, mapped, freeformAllows, 'resourcepart') ?? { text: mapped };
}

/** Looks at each character of the mapped text; the place is that of the same character as written, where it is found there. */
function scan(written: string, mapped: string, allows: (character: string) => boolean, name: string): Prepared | undefined {
  let index = 0;
  for (const character of mapped) {
    const contextual = contextRule(mapped, index, character);
    if (contextual === false || (contextual === undefined && !allows(character))) {
      const [at, shown] = origin(written, character);
      const code = `U+${(shown.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const what = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(shown) ? `“${shown}” (${code})` : `The character ${code}`;
      return { start: at, end: Math.min(at + shown.length, written.length), message: `${what} cannot stand in the ${name} of a JID (PRECIS): remove it` };
    }
    index += character.length;
  }
  return undefined;
}

/** The character as written that a mapped one came from, with its place; the first one where mapping has joined several. */
function origin(written: string, mapped: string): [at: number, character: string] {
  let at = 0;
  for (const character of written) {
    if (character === mapped || character.normalize('NFKC').toLowerCase().includes(mapped) || character.toLowerCase() === mapped) return [at, character];
    at += character.length;
  }
  return [0, /^./su.exec(written)?.[0] ?? ''];
}

/** RFC 8264, 8: what the IdentifierClass and the FreeformClass share, in the order of the algorithm; undefined: go on. */
function common(character: string): boolean | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x21 && code <= 0x7e) return true;
  if (exceptionsValid.test(character)) return true;
  if (exceptionsDisallowed.test(character)) return false;
  if (/^\p{Cn}$/u.test(character) || oldHangulJamo.test(character) || ignorable.test(character) || /^\p{C}$/u.test(character)) return false;
  return undefined;
}

function identifierAllows(character: string): boolean {
  const decided = common(character);
  if (decided !== undefined) return decided;
  return character.normalize('NFKC') === character && letterDigit.test(character);
}

function freeformAllows(character: string): boolean {
  const decided = common(character);
  if (decided !== undefined) return decided;
  return character === ' ' || character.normalize('NFKC') !== character || letterDigit.test(character) || otherLetterDigit.test(character) || symbolOrPunctuation.test(character);
}

/** RFC 5892, appendix A: characters that are allowed beside certain others only; undefined for all the rest. */
function contextRule(text: string, index: number, character: string): boolean | undefined {
  const before = /.?$/su.exec(text.slice(0, index))?.[0] ?? '';
  const after = text.charAt(index + character.length);
  switch (character) {
    case '\u200C':
    case '\u200D':
      return /^[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u0E3A\u0F84\u1039\u17D2]$/u.test(before) || (character === '\u200C' && /^\p{Script=Arabic}$/u.test(before) && /^\p{Script=Arabic}$/u.test(after));
    case '\u00B7':
      return before === 'l' && after === 'l';
    case '\u0375':
      return /^\p{Script=Greek}/u.test(after);
    case '\u05F3':
    case '\u05F4':
      return /^\p{Script=Hebrew}$/u.test(before);
    case '\u30FB':
      return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
    default:
      if (/^[\u0660-\u0669]$/u.test(character)) return !/[\u06F0-\u06F9]/u.test(text);
      if (/^[\u06F0-\u06F9]$/u.test(character)) return !/[\u0660-\u0669]/u.test(text);
      return undefined;
  }
}

/** RFC 5893, 2 for a text with right-to-left characters, by scripts: no left-to-right letters among them, no digit first. */
function bidiRule(text: string): boolean {
  if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(text)) return false;
  return rightToLeft.test(/^./su.exec(text)?.[0] ?? '') && !/[-_.!]$/.test(text);
}

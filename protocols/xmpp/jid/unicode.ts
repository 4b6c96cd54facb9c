/** What PRECIS (RFC 8264) and IDNA2008 (RFC 5892) share: properties of characters, by what regular expressions know of Unicode. */

/* eslint-disable no-misleading-character-class -- single code points are what is looked at */
const letterDigit = /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u;
const otherLetterDigit = /^[\p{Lt}\p{Nl}\p{No}\p{Me}]$/u;
const exceptionsValid = /^[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]$/u;
const exceptionsDisallowed = /^[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]$/u;
const oldHangulJamo = /^[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FB]$/u;
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]$/u;
const symbolOrPunctuation = /^[\p{Sm}\p{Sc}\p{Sk}\p{So}\p{Pc}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}]$/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/* eslint-enable no-misleading-character-class */

/** RFC 8264, 8: what the IdentifierClass and the FreeformClass share, in the order of the algorithm; undefined: go on. */
function common(character: string): boolean | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x21 && code <= 0x7e) return true;
  if (exceptionsValid.test(character)) return true;
  if (exceptionsDisallowed.test(character)) return false;
  if (
    /^\p{Cn}$/u.test(character) ||
    oldHangulJamo.test(character) ||
    ignorable.test(character) ||
    /^\p{C}$/u.test(character)
  )
    return false;
  return undefined;
}

export function identifierAllows(character: string): boolean {
  const decided = common(character);
  if (decided !== undefined) return decided;
  return character.normalize('NFKC') === character && letterDigit.test(character);
}

export function freeformAllows(character: string): boolean {
  const decided = common(character);
  if (decided !== undefined) return decided;
  return (
    character === ' ' ||
    character.normalize('NFKC') !== character ||
    letterDigit.test(character) ||
    otherLetterDigit.test(character) ||
    symbolOrPunctuation.test(character)
  );
}

/** RFC 5892, appendix A: characters that are allowed beside certain others only; undefined for all the rest. */
export function contextRule(text: string, index: number, character: string): boolean | undefined {
  const before = /.?$/su.exec(text.slice(0, index))?.[0] ?? '';
  const after = text.charAt(index + character.length);
  switch (character) {
    case '\u200C':
    case '\u200D':
      return (
        /^[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u0E3A\u0F84\u1039\u17D2]$/u.test(before) ||
        (character === '\u200C' && /^\p{Script=Arabic}$/u.test(before) && /^\p{Script=Arabic}$/u.test(after))
      );
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

/** Whether a text holds right-to-left characters. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** RFC 5893, 2 for a text with right-to-left characters, by scripts: no left-to-right letters among them, no digit first. */
export function bidiRule(text: string): boolean {
  if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(text)) return false;
  return rightToLeft.test(/^./su.exec(text)?.[0] ?? '') && !/[-_.!]$/.test(text);
}

/** RFC 5892, 3: whether IDNA2008 allows a character in a label; those with a context are looked at by `contextRule`. */
export function idnaAllows(character: string): boolean {
  if (/^[a-z0-9-]$/.test(character) || exceptionsValid.test(character)) return true;
  if (character.length === 1 && character.charCodeAt(0) < 0x80) return false;
  if (common(character) === false) return false;
  const stable = character.normalize('NFKC').toLowerCase().normalize('NFKC') === character;
  return stable && letterDigit.test(character);
}

import { GrowingBytes } from './growing-bytes.ts';

/** A text in quotes. */
export interface QuotedText {
  readonly bytes: Uint8Array;
  /** Where it ends, behind the quote. */
  readonly end: number;
  /** Something in it is written by an escape. */
  readonly escaped: boolean;
  /** The end of the text came before the quote. */
  readonly open: boolean;
}

const letters: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
};

const utf8 = new TextEncoder();

/**
 * Reads a text in quotes with the escapes of C and its relatives: two hex digits behind `\x`, up to three octal digits, four hex digits
 * behind `\u`, of which those below U+0100 are bytes, letters, and a line end behind a backslash, which is nothing.
 * @param start the place behind the opening quote
 * @param quote the closing quote; the end of the line or of the text where it is empty
 */
export function readQuoted(text: string, start: number, quote: string): QuotedText {
  const bytes = new GrowingBytes();
  let escaped = false;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (quote !== '' && text.startsWith(quote, at))
      return { bytes: bytes.take(), end: at + quote.length, escaped, open: false };
    if (code === 0x5c) {
      escaped = true;
      at = readEscape(text, at + 1, bytes);
    } else if (code < 0x80) {
      bytes.push(code);
      at++;
    } else {
      const point = text.codePointAt(at) ?? 0;
      const character = String.fromCodePoint(point);
      bytes.append(utf8.encode(character));
      at += character.length;
    }
  }
  return { bytes: bytes.take(), end: at, escaped, open: quote !== '' };
}

/** Takes what follows a backslash, and gives where it ends. */
function readEscape(text: string, at: number, into: GrowingBytes): number {
  const letter = text.charAt(at);
  if (letter === 'x' || letter === 'X') {
    const found = /^(?:\{([0-9a-f]{1,2})\}|([0-9a-f]{1,2}))/i.exec(text.slice(at + 1, at + 5));
    if (found === null) return at + 1;
    into.push(parseInt(found[1] ?? found[2] ?? '', 16));
    return at + 1 + found[0].length;
  }
  if (letter === 'u') {
    const found = /^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/i.exec(text.slice(at + 1, at + 9));
    const point = parseInt(found?.[1] ?? found?.[2] ?? '', 16);
    if (found === null || point > 0x10ffff) return at + 1;
    if (point < 0x100) into.push(point);
    else into.append(utf8.encode(String.fromCodePoint(point)));
    return at + 1 + found[0].length;
  }
  const octal = /^[0-7]{1,3}/.exec(text.slice(at, at + 3));
  if (octal !== null) {
    const value = parseInt(octal[0], 8);
    // A byte has no more than 377.
    const digits = value > 0xff ? octal[0].slice(0, 2) : octal[0];
    into.push(parseInt(digits, 8));
    return at + digits.length;
  }
  if (letter === '\r' && text.charAt(at + 1) === '\n') return at + 2;
  if (letter === '\n' || letter === '') return at + 1;
  const known = letters[letter];
  if (known !== undefined) into.push(known);
  else into.append(utf8.encode(String.fromCodePoint(text.codePointAt(at) ?? 0)));
  return at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
}

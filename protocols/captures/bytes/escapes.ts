import { readEscape as escapeAt } from '../escapes.ts';
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

/** Takes what follows a backslash, and gives where it ends. Of four digits behind `\\u`, those below U+0100 are a byte. */
function readEscape(text: string, at: number, into: GrowingBytes): number {
  const next = text.charAt(at);
  if (next === '\r' && text.charAt(at + 1) === '\n') return at + 2;
  if (next === '\n' || next === '') return at + 1;
  const { byte, text: found, end } = escapeAt(text, at - 1, 'c');
  const point = byte ?? found.codePointAt(0) ?? 0;
  if (point < 0x100) into.push(point);
  else into.append(utf8.encode(found));
  return end;
}

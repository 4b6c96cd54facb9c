import { plural } from '../../core/index.ts';
import { fromBase64Text } from './base64-text.ts';
import { isMostly, shareOf } from './coverage.ts';
import { readQuoted } from './escapes.ts';
import { fromHexText } from './hex-text.ts';
import { literalsOf, type Literal } from './literals.ts';
import type { Piece, Reading } from './model.ts';
import { originOf } from './origin.ts';

const utf8 = new TextDecoder('utf-8');

/**
 * Lists of numbers (decimal, signed, hexadecimal, with types and casts), texts with escapes, and texts in quotes that are hex or base64,
 * as C, C#, Erlang, Go, Java, JavaScript, Python, Rust and others write bytes.
 */
export function readLiterals(text: string): Reading | undefined {
  const found = literalsOf(text);
  if (found === undefined) return undefined;
  const numbers = found.filter(({ kind }) => kind === 'numbers');
  const chosen = numbers.length > 0 ? numbers : found.filter(({ kind }) => kind === 'escapes');
  if (chosen.length === 0) return readTexts(found, text);
  const spelled = chosen.reduce((sum, { start, end }) => sum + end - start, 0);
  if (!isMostly(spelled, text)) return undefined;
  const isReadable = chosen.every(({ bytes, start, end }) => isShown(bytes, text.slice(start, end)));
  return {
    spelling: numbers.length > 0 ? 'a list of numbers' : 'a text with escapes',
    pieces: chosen.map(({ bytes, before }) => ({ bytes, from: originOf(before) })),
    share: shareOf(spelled, text.length, isReadable ? 0 : declaration),
    isReadable,
    missing: missingOf(chosen),
  };
}

/** The characters of a declaration around a literal: its type and name. */
const declaration = 32;

/** Whether a literal has its bytes as text without any escape. */
function isShown(bytes: Uint8Array, literal: string): boolean {
  return bytes.length <= literal.length && literal.includes(utf8.decode(bytes));
}

function missingOf(literals: readonly Literal[]): string | undefined {
  const missing = literals.reduce((sum, each) => sum + each.missing, 0);
  if (missing > 0) return `The list is cut short: ${plural(missing, 'byte')} or more are not in this text.`;
  return literals.some(({ open }) => open)
    ? 'The text ends within the list or the text in quotes, so that bytes may be missing.'
    : undefined;
}

/** Hex or base64 in quotes. */
function readTexts(found: readonly Literal[], text: string): Reading | undefined {
  const pieces: Piece[] = [];
  let spelled = 0;
  for (const { bytes, start, end, before } of found) {
    if (bytes.length < 6) continue;
    const content = utf8.decode(bytes);
    const read = fromHexText(content) ?? fromBase64Text(content);
    if (read === undefined) continue;
    pieces.push({ bytes: read, from: originOf(before) });
    spelled += end - start;
  }
  if (pieces.length === 0 || !isMostly(spelled, text)) return undefined;
  return {
    spelling: 'hex or base64 in quotes',
    pieces,
    share: shareOf(spelled, text.length, declaration),
    hasWords: true,
  };
}

/** A text with escapes and without quotes, such as `\x41\x4d\x51\x50` or `AMQP\x00\x01`. */
export function readBareEscapes(text: string): Reading | undefined {
  const plain = text.trim();
  if (!/\\(?:x[0-9a-f]{2}|[0-7]{3})/i.test(plain.slice(0, 1000)) || plain.slice(0, 200).search(/["']/) >= 0)
    return undefined;
  return { spelling: 'a text with escapes', pieces: [{ bytes: readQuoted(plain, 0, '').bytes }], share: 1 };
}

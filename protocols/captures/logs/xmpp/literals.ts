import { endOfQuoted, unescapeText } from '../../escapes.ts';

/**
 * The text of a literal that begins behind its opening quote: up to the closing one, without escapes. Undefined where the quotes are only
 * put around the text, which has such quotes itself.
 */
export function literalText(text: string, quote: string): string | undefined {
  const end = endOfQuoted(quote + text, 0) - quote.length;
  const inside = text.slice(0, end - 1);
  if (end > text.length) return inside.includes('\\') ? unescapeText(inside, 'any') : undefined;
  return /^\s*(?:$|[),;\]}>+.:])/.test(text.slice(end, end + 80)) ? unescapeText(inside, 'any') : undefined;
}

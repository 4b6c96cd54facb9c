import { endOfQuoted, unescapeText } from '../../escapes.ts';

/** The text of a literal, and the place behind its closing quote. */
export interface Literal {
  readonly text: string;
  readonly end: number;
}

/**
 * The text of a literal that begins behind its opening quote: up to the closing one, without escapes. Undefined where the quotes are only
 * put around the text, which has such quotes itself.
 */
export function literalText(text: string, quote: string): Literal | undefined {
  const end = endOfQuoted(quote + text, 0) - quote.length;
  const inside = text.slice(0, end - 1);
  const isOne = end > text.length ? inside.includes('\\') : /^\s*(?:$|[),;\]}>+.:])/.test(text.slice(end, end + 80));
  return isOne ? { text: unescapeText(inside, 'any'), end } : undefined;
}

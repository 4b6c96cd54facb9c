import { endOfQuoted, unescapeText } from '../../escapes.ts';

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'" };

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

/** Text whose markup is written with entities, as web pages and issue trackers do. */
export function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos|#39);/g, (_all, name: string) => entities[name] ?? '');
}

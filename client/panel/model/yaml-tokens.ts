import type { Token, TokenKind } from '../../../protocols/core/inspect/index.ts';

const parts: readonly (readonly [TokenKind, RegExp])[] = [
  ['comment', /(?<=^|\s)#.*/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'/y],
  ['type', /!(?:<[^>\n]*>|[\w-]*)/y],
  ['key', /[\w$.-]+(?=:(?:\s|$))/my],
  ['number', /-?(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?=[\s,\]}]|$)/imy],
  ['number', /(?:true|false|null)(?=[\s,\]}]|$)/my],
  ['punctuation', /[-:,{}[\]|>]+(?=\s|$)|[{}[\],]/my],
  ['text', /[\w$./@+-]+/y],
  ['text', /\s+|[^]/y],
];

/** Cuts the AMQP notation (YAML) into tokens for colouring; they cover all of the text. */
export function yamlTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  for (const [kind, pattern] of parts) {
    pattern.lastIndex = start;
    if (pattern.test(text)) return { kind, start, end: pattern.lastIndex };
  }
  return { kind: 'text', start, end: start + 1 };
}

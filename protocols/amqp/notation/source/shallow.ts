import { Lexer, Parser } from 'yaml';
import type { CST } from 'yaml';

/**
 * How many collections may be nested in one text. The YAML library and everything behind it follow the nesting by recursion, and
 * V8 ends the process where a regular expression is compiled on a stack that is nearly full. Twice what the decoder shows.
 */
export const deepestNesting = 256;

/** Thrown where a text is nested deeper than `deepestNesting`. */
export class TooDeep extends Error {
  /** UTF-16 offset of the collection that is one too many. */
  readonly offset: number;

  constructor(offset: number) {
    super(`nested deeper than ${deepestNesting} levels`);
    this.offset = offset;
  }
}

/** The tokens of the concrete syntax of a text. @throws TooDeep as soon as the nesting is too deep, before any token of that document */
export function* readTokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > deepestNesting) throw new TooDeep(Math.max(parser.offset - lexeme.length, 0));
  }
  yield* parser.end();
}

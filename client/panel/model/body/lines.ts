import type { TextLine, Token, TokenKind } from '../../../../protocols/core/inspect/index.ts';

/** A piece of a line, with the bytes of the body that it is made from where there are any. */
export interface BodyToken {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start?: number;
  readonly end?: number;
}

/** A line of a body that is shown as text. */
export interface BodyLine {
  readonly depth: number;
  readonly tokens: readonly BodyToken[];
}

/** A body, or its beginning, as lines. */
export interface BodyLines {
  readonly lines: readonly BodyLine[];
  /** Bytes of the body that the lines show, from its beginning. */
  readonly shown: number;
  /** Why what follows is not shown: it cannot be read. */
  readonly problem?: string;
}

/** Lines of tokens of a text whose places are known, as lines of a body. @param offsets the byte of each UTF-16 unit. */
export function linesOfText(text: string, lines: readonly TextLine[], offsets: Uint32Array): readonly BodyLine[] {
  const token = ({ kind, start, end }: Token): BodyToken => {
    const first = offsets[start] ?? 0;
    return { kind, text: text.slice(start, end), start: first, end: offsets[end] ?? first };
  };
  return lines.map(({ depth, tokens }) => ({ depth, tokens: tokens.map(token) }));
}

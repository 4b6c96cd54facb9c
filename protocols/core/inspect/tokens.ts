/** What a piece of text is, for its colour. */
export type TokenKind =
  'punctuation' | 'tag' | 'attribute' | 'string' | 'text' | 'comment' | 'number' | 'key' | 'type' | 'error';

/** A piece of a text, in UTF-16 units. Tokens follow each other without gaps. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** A line to show: tokens of the text, and how far it is indented. */
export interface TextLine {
  readonly depth: number;
  readonly tokens: readonly Token[];
}

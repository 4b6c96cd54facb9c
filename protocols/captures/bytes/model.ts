/**
 * Who sent bytes, as far as the text tells: an end, or the direction as seen from the program that printed it. Where the
 * text only separates two speakers, the first one is `sent`.
 */
export type Origin = 'client' | 'server' | 'sent' | 'received';

/** Bytes that the text gives at once. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly from?: Origin | undefined;
  /** What the text tells the connection by, where it has several. */
  readonly connection?: string | undefined;
}

/** What a text says when it is taken for one spelling of bytes. */
export interface Reading {
  /** The spelling, for people: “hex”, “a list of numbers”. */
  readonly spelling: string;
  /** In the order of the text. Pieces of one origin and connection follow one another. */
  readonly pieces: readonly Piece[];
  /** The part of the text that is bytes, from 0 to 1; what is said around them does not count as long as it is short. */
  readonly share: number;
  /** The bytes are text that anybody can read in this text, such as XML between quotes. */
  readonly isReadable?: boolean | undefined;
  /** A piece may be no bytes at all: many a word between quotes is base64. */
  readonly hasWords?: boolean | undefined;
  /** The text can hardly mean anything else, so that no other reading is looked for. */
  readonly isCertain?: boolean | undefined;
  /** What the text leaves out, where it says so: a sentence. */
  readonly missing?: string | undefined;
}

/** Reads one spelling. Undefined where the text is another one. Never throws; takes linear time. */
export type ReadSpelling = (text: string) => Reading | undefined;

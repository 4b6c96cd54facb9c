import { joinBytes } from '../../core/index.ts';
import { Inflater } from './inflate.ts';

/** What came of a piece of coded content. */
export type ContentState = 'more' | 'broken' | 'too large';

/** Takes the coding off the content of a message (RFC 9110, 8.4.1), piece by piece. */
export class ContentDecoder {
  readonly #coding: string | undefined;
  readonly #give: (bytes: Uint8Array) => void;
  #inflater: Inflater | undefined;
  /** The first byte of `deflate`, whose wrapper two bytes tell. */
  #first: Uint8Array | undefined;

  /** @param give takes what comes out */
  constructor(coding: string | undefined, give: (bytes: Uint8Array) => void) {
    this.#coding = coding;
    this.#give = give;
  }

  push(bytes: Uint8Array): ContentState {
    if (this.#coding === undefined) {
      this.#give(bytes);
      return 'more';
    }
    let piece = bytes;
    if (this.#inflater === undefined) {
      piece = this.#first === undefined ? bytes : joinBytes([this.#first, bytes]);
      this.#first = undefined;
      if (this.#coding === 'deflate' && piece.length === 1) this.#first = piece;
      else if (piece.length > 0) this.#inflater = new Inflater(this.#wrapper(piece), this.#give);
    }
    const state = this.#inflater?.push(piece) ?? 'more';
    return state === 'end' ? 'more' : state;
  }

  /** `deflate` is zlib (RFC 9110, 8.4.1.2), but some leave its wrapper out. */
  #wrapper([first = 0, second = 0]: Uint8Array): 'gzip' | 'zlib' | 'raw' {
    if (this.#coding !== 'deflate') return 'gzip';
    return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0 ? 'zlib' : 'raw';
  }
}

/** Whether content in these codings can be read: at most one, of gzip and deflate. */
export function isReadable(codings: readonly string[]): boolean {
  const [coding] = codings;
  return codings.length === 0 || (codings.length === 1 && /^(?:gzip|x-gzip|deflate)$/.test(coding ?? ''));
}

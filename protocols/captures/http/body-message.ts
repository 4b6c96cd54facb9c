import { BodyTagReader, type BodyTag } from './body-tag.ts';
import { ContentDecoder, isReadable } from './content.ts';

/** The longest content that is put together, in bytes: as long as a stanza may be. */
const largest = 16 * 1024 * 1024;

/** The content of one message, which may be a `<body/>` of BOSH. */
export class BodyMessage {
  readonly #decoder: ContentDecoder | undefined;
  readonly #isCoded: boolean;
  readonly #reader = new BodyTagReader();
  #pieces: Uint8Array[] = [];
  #size = 0;
  #tag: BodyTag | 'more' | undefined;
  /** What is wrong with its content; undefined where nothing is. */
  problem: string | undefined;
  #isTorn = false;

  /** @param codings of the content, in the order in which they were applied */
  constructor(codings: readonly string[]) {
    this.#tag = isReadable(codings) ? 'more' : undefined;
    this.#isCoded = codings.length > 0;
    this.#decoder = isReadable(codings) ? new ContentDecoder(codings[0], (bytes) => this.#take(bytes)) : undefined;
  }

  /** Its start tag; `more` as long as it is not known whether it is one, undefined where it is none. */
  get tag(): BodyTag | 'more' | undefined {
    return this.#tag;
  }

  /** Whether all of its content is here and readable. */
  get isWhole(): boolean {
    return this.problem === undefined && !this.#isTorn;
  }

  /** Bytes of the content are missing from the capture. */
  lose(): void {
    this.#isTorn = true;
    if (this.#tag === 'more') this.#tag = undefined;
  }

  /** Takes the next piece of the content as it crossed. */
  push(bytes: Uint8Array): void {
    if (this.#tag === undefined || this.problem !== undefined || (this.#isTorn && this.#isCoded)) return;
    const state = this.#decoder?.push(bytes) ?? 'more';
    if (state === 'broken') this.problem ??= 'The content of an HTTP message cannot be inflated';
    else if (state === 'too large')
      this.problem ??= 'The content of an HTTP message becomes too large when it is inflated';
    if (this.problem !== undefined && this.#tag === 'more') this.#tag = undefined;
  }

  /** The content so far, decoded. */
  content(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #take(bytes: Uint8Array): void {
    if (this.#tag === undefined || this.problem !== undefined) return;
    if (this.#size + bytes.length > largest) {
      this.problem = `The content of an HTTP message is larger than ${largest >> 20} MiB`;
      return;
    }
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    if (this.#tag === 'more') this.#tag = this.#reader.push(bytes);
    if (this.#tag === undefined) this.#pieces = [];
  }
}

import { Inflate, Z_SYNC_FLUSH } from 'pako';

/** gzip (RFC 1952), zlib (RFC 1950), or DEFLATE without a wrapper (RFC 1951). */
export type Wrapper = 'gzip' | 'zlib' | 'raw';

const windowBits: Readonly<Record<Wrapper, number>> = { gzip: 31, zlib: 15, raw: -15 };

/** What one message may become, in bytes. */
const largest = 64 * 1024 * 1024;
/** Beyond this size, in bytes, what grows more than so many times is a bomb rather than a message. */
const suspicious = 1024 * 1024;
const largestRatio = 200;
const chunkSize = 8192;

/** `end`: the compressed data ended by itself. */
export type Inflated = 'more' | 'end' | 'broken' | 'too large';

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Inflates data piece by piece, within bounds of size and ratio. Never throws. */
export class Inflater {
  readonly #inflate: Inflate;
  #state: Inflated = 'more';
  #in = 0;
  #out = 0;

  /** @param give takes what comes out, which is its own */
  constructor(wrapper: Wrapper, give: (bytes: Uint8Array) => void) {
    this.#inflate = new Inflate({ windowBits: windowBits[wrapper], raw: wrapper === 'raw', chunkSize });
    this.#inflate.onData = (chunk) => {
      this.#out += chunk.length;
      if (this.#out > largest || (this.#out > suspicious && this.#out > this.#in * largestRatio)) throw new TooLarge();
      if (chunk.length > 0) give(new Uint8Array(chunk));
    };
    this.#inflate.onEnd = () => undefined;
  }

  /** Another message begins: it is measured by itself. */
  begin(): void {
    this.#in = 0;
    this.#out = 0;
  }

  /** The compressed data has ended by itself. */
  get ended(): boolean {
    return this.#state === 'end';
  }

  push(bytes: Uint8Array): Inflated {
    if (this.#state !== 'more' || bytes.length === 0) return this.#state;
    this.#in += bytes.length;
    try {
      const isRead = this.#inflate.push(plain(bytes), Z_SYNC_FLUSH);
      if (!isRead) this.#state = 'broken';
      else if (this.#inflate.ended) this.#state = 'end';
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.#state = 'too large';
    }
    return this.#state;
  }
}

/** The same bytes as no Buffer. */
function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

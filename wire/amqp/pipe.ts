import { Duplex } from 'node:stream';

/** The end of the socket that rhea holds: it sees only the bytes that were found good, and every byte that it writes is recorded. */
export class Pipe extends Duplex {
  readonly #write: (bytes: Buffer) => void;
  readonly #ended: () => void;

  /** `write` takes what rhea sends; `ended` is called when rhea is done with the connection. */
  constructor(write: (bytes: Buffer) => void, ended: () => void) {
    super({ allowHalfOpen: true });
    this.#write = write;
    this.#ended = ended;
  }

  /** Hands bytes to rhea. */
  deliver(bytes: Uint8Array): void {
    if (!this.readableEnded && !this.destroyed) this.push(bytes);
  }

  /** Tells rhea that no more will come. */
  endInput(): void {
    if (!this.readableEnded && !this.destroyed) this.push(null);
  }

  override _read(): void {
    // Bytes are pushed as they arrive.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#write(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.#ended();
    done();
  }
}

import { joinBytes } from '../protocols/core/index.ts';
import type { OutFile } from './out-file.ts';

/** Pieces of a result, which are written in large ones. */
export class Pieces {
  #pieces: Uint8Array[] = [];
  #size = 0;
  readonly #encoder = new TextEncoder();

  /** Bytes that wait. */
  get size(): number {
    return this.#size;
  }

  readonly write = (piece: string | Uint8Array): void => {
    const bytes = typeof piece === 'string' ? this.#encoder.encode(piece) : piece;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  };

  async flush(file: Pick<OutFile, 'write'>): Promise<void> {
    if (this.#pieces.length === 0) return;
    const bytes = joinBytes(this.#pieces);
    this.#pieces = [];
    this.#size = 0;
    await file.write(bytes);
  }
}

import { stat } from 'node:fs/promises';
import { withPath } from '../../workspace/byte-path.ts';
import { UsageError } from '../io.ts';
import { readAhead } from '../../workspace/read-ahead.ts';

/** Bytes of an input that cannot be read twice are held in memory up to here. */
export const mostHeld = 256 << 20;

/** Whether a file is there to be read again: not a pipe. What cannot be read at all is not known yet. */
export async function isReadableAgain(file: string): Promise<boolean> {
  try {
    return (await withPath(file, (found) => stat(found))).isFile();
  } catch (error) {
    // Reading it says what is wrong.
    if (error instanceof Error && 'code' in error) return true;
    throw error;
  }
}

/**
 * An input that is read twice. The second reading gives what the first has read.
 * @param once the input, where it can be read only once
 */
export class TwoReadings {
  readonly #once: AsyncIterable<Uint8Array> | undefined;
  readonly #file: string;
  readonly #size: number;
  readonly #held: Uint8Array[] = [];
  readonly #most: number;

  constructor(file: string, size: number, once?: AsyncIterable<Uint8Array>, most = mostHeld) {
    this.#file = file;
    this.#size = size;
    this.#once = once;
    this.#most = most;
  }

  first(): AsyncIterable<Uint8Array> {
    return this.#once === undefined ? readAhead(this.#file, this.#size) : this.#hold(this.#once);
  }

  async *second(): AsyncIterable<Uint8Array> {
    if (this.#once === undefined) yield* readAhead(this.#file, this.#size);
    else yield* this.#held;
  }

  async *#hold(input: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let size = 0;
    for await (const piece of input) {
      size += piece.length;
      if (size > this.#most)
        throw new UsageError(
          `This filter needs to see all units before the first is shown, and the input has more than ${this.#most >> 20} MiB. Write it to a file, and decode that.`,
        );
      this.#held.push(new Uint8Array(piece));
      yield piece;
    }
  }
}

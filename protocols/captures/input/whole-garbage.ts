import { ByteQueue, unknownCodec } from '../../core/index.ts';
import type { StreamContext } from '../stream-context.ts';

type Given = Parameters<StreamContext['unit']>;

/** The largest unit that is made of bytes that are nothing. */
const largest = 64 * 1024;

/** Makes units of bytes that are nothing as large as they can be, however they came in pieces. */
export class WholeGarbage {
  readonly #give: (...given: Given) => void;
  readonly #queue = new ByteQueue();
  /** What the bytes that wait came with. */
  #like: Given | undefined;
  /** The place behind them. */
  #end = 0;

  constructor(give: (...given: Given) => void) {
    this.#give = give;
  }

  readonly take = (...given: Given): void => {
    const [, , , { protocol, kind, offset, size, bytes }] = given;
    // Those of a framer are cut by it.
    if (protocol !== unknownCodec.protocol || kind !== 'garbage') {
      this.end();
      this.#give(...given);
      return;
    }
    if (offset !== this.#end) this.end();
    this.#like ??= given;
    this.#queue.push(bytes);
    this.#end = offset + size;
    while (this.#queue.length >= largest) this.#cut(largest);
  };

  /** Nothing more comes. */
  end(): void {
    if (this.#queue.length > 0) this.#cut(this.#queue.length);
    this.#like = undefined;
  }

  #cut(size: number): void {
    if (this.#like === undefined) return;
    const [connection, side, time, unit, encrypted] = this.#like;
    const offset = this.#end - this.#queue.length;
    const bytes = this.#queue.take(size);
    this.#give(connection, side, time, { ...unit, offset, size, bytes }, encrypted);
  }
}

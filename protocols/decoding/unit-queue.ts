import { formatCount, plural, type FramedUnit, type Side } from '../core/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';
import type { UnitDecoder } from './unit-decoder.ts';

/** A unit, or the word that bytes of a connection are late. */
type Waiting =
  | readonly [connection: number, side: Side, time: number, unit: FramedUnit, encrypted: boolean | undefined]
  | readonly [connection: number, lost: Side | undefined];

/** So many units are passed on at a time. One line of a log may have millions. */
const atATime = 10_000;
/** So many wait at most: they take some hundred megabytes. */
const mostWaiting = 500_000;

/**
 * Passes units on in their order. Keeps them back while what their protocol is judged by is not loaded, and where more come at once than
 * what takes them should hold.
 */
export class UnitQueue {
  readonly #decoder: UnitDecoder;
  readonly #take: (decoded: DecodedUnit) => void;
  readonly #most: number;
  #waiting: Waiting[] = [];
  /** Units that were passed on since the last drain. */
  #passed = 0;
  #leftOut = 0;
  /** Connections of which something is left out. */
  readonly #lost = new Set<number>();

  /** `most`: how many units may wait. */
  constructor(decoder: UnitDecoder, take: (decoded: DecodedUnit) => void, most = mostWaiting) {
    this.#decoder = decoder;
    this.#take = take;
    this.#most = most;
  }

  add(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    if (this.#waiting.length === 0 && this.#passed < atATime && this.#decoder.knows(unit.protocol)) {
      this.#passed++;
      this.#take(this.#decoder.decode(connection, side, time, unit, encrypted));
    } else if (this.#waiting.length < this.#most) this.#waiting.push([connection, side, time, unit, encrypted]);
    else this.#leave(connection);
  }

  /** Bytes of a connection are late, or lost by a side, as seen from the units before and behind. */
  late(connection: number, lost?: Side): void {
    if (this.#waiting.length === 0) this.#decoder.late(connection, lost);
    else if (this.#waiting.length < this.#most) this.#waiting.push([connection, lost]);
    else this.#lost.add(connection);
  }

  #leave(connection: number): void {
    this.#leftOut++;
    this.#lost.add(connection);
  }

  /**
   * Loads what is missing, and passes on all that waits.
   * @param pause awaited between parts: what was taken can be written, and other work done
   * @returns how many units are left out, since more came at once than may wait
   */
  async drain(pause: () => Promise<void>): Promise<number> {
    await pause();
    while (this.#waiting.length > 0) {
      // What has been passed on is not held while the rest waits.
      for (const each of this.#waiting.splice(0, atATime)) {
        const protocol = each.length === 2 ? undefined : each[3].protocol;
        if (protocol !== undefined && !this.#decoder.knows(protocol)) await this.#decoder.learn(protocol);
        this.#pass(each);
      }
      await pause();
    }
    this.#passed = 0;
    for (const connection of this.#lost) this.#decoder.late(connection);
    this.#lost.clear();
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return leftOut;
  }

  #pass(waiting: Waiting): void {
    if (waiting.length === 2) this.#decoder.late(...waiting);
    else this.#take(this.#decoder.decode(...waiting));
  }
}

/** What to say of units that are left out. A sentence. */
export function leftOutAtOnce(count: number): string {
  return `${plural(count, 'unit')} are left out: more than ${formatCount(mostWaiting)} come at once, on one line or as bytes in one text. Divide the input.`;
}

import type { FramedUnit, Side } from '../core/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';
import type { UnitDecoder } from './unit-decoder.ts';

/** A unit, or the word that bytes of a connection are late. */
type Waiting =
  | readonly [connection: number, side: Side, time: number, unit: FramedUnit, encrypted: boolean | undefined]
  | readonly [connection: number, lost: Side | undefined];

/** Passes units on in their order, and keeps them back while what their protocol is judged by is not loaded. */
export class UnitQueue {
  readonly #decoder: UnitDecoder;
  readonly #take: (decoded: DecodedUnit) => void;
  #waiting: Waiting[] = [];

  constructor(decoder: UnitDecoder, take: (decoded: DecodedUnit) => void) {
    this.#decoder = decoder;
    this.#take = take;
  }

  add(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    if (this.#waiting.length === 0 && this.#decoder.knows(unit.protocol))
      this.#take(this.#decoder.decode(connection, side, time, unit, encrypted));
    else this.#waiting.push([connection, side, time, unit, encrypted]);
  }

  /** Bytes of a connection are late, or lost by a side, as seen from the units before and behind. */
  late(connection: number, lost?: Side): void {
    if (this.#waiting.length === 0) this.#decoder.late(connection, lost);
    else this.#waiting.push([connection, lost]);
  }

  /** Loads what is missing, and passes on all that waits. */
  async drain(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) {
      if (each.length === 2) {
        this.#decoder.late(each[0], each[1]);
        continue;
      }
      const [connection, side, time, unit, encrypted] = each;
      if (!this.#decoder.knows(unit.protocol)) await this.#decoder.learn(unit.protocol);
      this.#take(this.#decoder.decode(connection, side, time, unit, encrypted));
    }
  }
}

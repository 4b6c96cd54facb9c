import type { Side } from '../../core/index.ts';

/** Elements of a stream's negotiation, and the elements that answer them (RFC 6120, 4, 5 and 6; RFC 7395, 3.4), by local name. */
const answersTo = new Map(
  Object.entries<readonly string[]>({
    stream: ['stream'],
    open: ['open'],
    starttls: ['proceed', 'failure'],
    auth: ['challenge', 'success', 'failure'],
    response: ['challenge', 'success', 'failure'],
  }),
);

const none: readonly number[] = [];

/** Pairs the steps of a stream's negotiation. Only the newest step of each kind waits for its answer. */
export class Negotiation {
  readonly #waiting = new Map<string, { readonly unit: number | undefined; readonly from: Side }>();

  /**
   * Takes the next element of the stream.
   * @param unit the number of its unit; undefined where the unit is not recorded
   * @returns the numbers of the units that it answers: none or one
   */
  take(side: Side, local: string, unit: number | undefined): readonly number[] {
    const waiting = this.#waiting.get(local);
    if (waiting !== undefined && waiting.from !== side) {
      this.#waiting.clear();
      return waiting.unit === undefined ? none : [waiting.unit];
    }
    for (const answer of answersTo.get(local) ?? []) this.#waiting.set(answer, { unit, from: side });
    return none;
  }
}

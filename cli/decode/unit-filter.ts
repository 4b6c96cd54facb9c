import { DecodedFacts, Exchanges, type DecodedUnit } from '../../protocols/decoding/index.ts';
import type { CompiledFilter } from '../../protocols/filter/index.ts';

/** A filter for the units of one input. */
export class UnitFilter {
  readonly #filter: CompiledFilter;
  readonly #names = new Map<number, readonly string[]>();
  readonly #exchanges: Exchanges | undefined;

  constructor(filter: CompiledFilter) {
    this.#filter = filter;
    const { answers, units } = filter.needs;
    if (answers || units.length > 0) this.#exchanges = new Exchanges(units);
  }

  /** Whether units match by what comes after them, so that all must be seen before the first is shown. */
  get looksAhead(): boolean {
    return this.#exchanges !== undefined;
  }

  /** Takes a unit while looking ahead. */
  see(unit: DecodedUnit): void {
    this.#exchanges?.see(unit);
  }

  /** What a connection is called, and its addresses. */
  named(connection: number, names: readonly (string | undefined)[]): void {
    this.#names.set(
      connection,
      names.filter((each) => each !== undefined),
    );
  }

  matches(unit: DecodedUnit): boolean {
    return this.#filter.matches(new DecodedFacts(unit, this.#names, this.#exchanges));
  }
}

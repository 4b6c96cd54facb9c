import { BoundedMap, mask, printableLine, type TakenValue } from '../../protocols/core/index.ts';

/** Documents whose variables are remembered. */
const mostDocuments = 100;

/** UTF-16 units of a value that are shown. */
const longest = 500;

/** The variables that a document has set from answers on one connection. */
interface Kept {
  readonly taken: TakenValue;
  readonly connection: string;
  /** The number of the connection in the store; undefined for a frame script, whose connection is closed when it ends. */
  readonly number: number | undefined;
}

/** A variable that was set, for people. */
export interface LastValue extends TakenValue {
  readonly connection: string;
  /** Its connection is open, so that it is used in what is sent. */
  readonly current: boolean;
}

/** The variables that documents have set from answers, in memory alone. A value is used as long as its connection is open. */
export class SetValues {
  readonly #byDocument = new BoundedMap<string, Map<string, Kept>>(mostDocuments);
  readonly #numberOf: (connection: string) => number | undefined;

  /** @param numberOf the number of a connection that is open; undefined where it is not */
  constructor(numberOf: (connection: string) => number | undefined) {
    this.#numberOf = numberOf;
  }

  /** What was set before, by name: a map for the caller to put more into. */
  of(document: string): Map<string, TakenValue> {
    const kept = [...(this.#byDocument.get(document) ?? [])].filter(([, each]) => this.#isCurrent(each));
    return new Map(kept.map(([name, { taken }]) => [name, taken]));
  }

  /** Keeps what was set when something of a document was sent. `isScript`: over a connection of its own. */
  keep(document: string, taken: ReadonlyMap<string, TakenValue>, connection: string, isScript: boolean): void {
    const known = this.#byDocument.get(document) ?? new Map<string, Kept>();
    const number = isScript ? undefined : this.#numberOf(connection);
    for (const [name, value] of taken)
      if (known.get(name)?.taken !== value) known.set(name, { taken: value, connection, number });
    if (known.size > 0) this.#byDocument.set(document, known);
  }

  /** The last value of a variable, whether or not its connection is still open. */
  last(document: string, name: string): LastValue | undefined {
    const kept = this.#byDocument.get(document)?.get(name);
    return kept && { ...kept.taken, connection: kept.connection, current: this.#isCurrent(kept) };
  }

  #isCurrent({ connection, number }: Kept): boolean {
    return number !== undefined && this.#numberOf(connection) === number;
  }
}

/** `Last value: room@… (from romeo)`; a secret is masked. */
export function lastValueText({ value, secret, connection, current }: LastValue): string {
  const plain = printableLine(value);
  const shown = secret ? mask : plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
  const closed = current ? '' : ', whose connection has been closed since';
  return `Last value: ${shown} (from ${connection}${closed})`;
}

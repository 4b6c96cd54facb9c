import type { DecodedUnit } from './decoded-unit.ts';

interface Connection {
  /** By the number of the unit. */
  readonly times: (number | undefined)[];
  readonly peers: Map<number, number>;
  readonly kept: Map<number, DecodedUnit>;
}

/**
 * Which units of an input answer which, for filters that ask what comes later: the input is read once to see them, and once more
 * to be shown. Holds some bytes for each unit.
 */
export class Exchanges {
  readonly #connections = new Map<number, Connection>();
  readonly #wanted: ReadonlySet<number>;

  /** `wanted`: the numbers of units that are kept, of each connection. */
  constructor(wanted: readonly number[]) {
    this.#wanted = new Set(wanted);
  }

  see(unit: DecodedUnit): void {
    let connection = this.#connections.get(unit.connection);
    if (connection === undefined)
      this.#connections.set(unit.connection, (connection = { times: [], peers: new Map(), kept: new Map() }));
    const { number, time, answers } = unit;
    connection.times[number] = time;
    if (this.#wanted.has(number)) connection.kept.set(number, unit);
    const [first] = answers;
    if (first === undefined) return;
    for (const request of answers) connection.peers.set(request, number);
    connection.peers.set(number, first);
  }

  /** The unit that answers another one, or is answered by it. */
  peer(connection: number, number: number): number | undefined {
    return this.#connections.get(connection)?.peers.get(number);
  }

  time(connection: number, number: number): number | undefined {
    return this.#connections.get(connection)?.times[number];
  }

  /** A unit that is kept. */
  unit(connection: number, number: number): DecodedUnit | undefined {
    return this.#connections.get(connection)?.kept.get(number);
  }
}

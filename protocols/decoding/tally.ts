import { plural } from '../core/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

/** Counts for the line at the end. Connections are counted file by file: each file numbers its own. */
export class Tally {
  #units = 0;
  #bytes = 0;
  errors = 0;
  #warnings = 0;
  #files = 0;
  /** Connections of the files before this one, of which something was shown. */
  #before = 0;
  #connections = new Set<number>();
  /** All that there were in this file, shown or not. */
  #seen = new Set<number>();
  /** All that there were. */
  readonly #known = new Set<number>();
  #last = -1;

  /** The next file begins. */
  file(): void {
    this.#files++;
    this.#before += this.#connections.size;
    this.#connections = new Set();
    this.#seen = new Set();
    this.#last = -1;
  }

  /** A connection has a unit, which may not be shown. */
  see(connection: number): void {
    if (this.#seen.has(connection)) return;
    this.#seen.add(connection);
    this.#known.add(connection);
  }

  /** A unit is shown. */
  add({ connection, size, findings }: DecodedUnit): void {
    this.#units++;
    this.#bytes += size;
    if (connection !== this.#last) this.#connections.add((this.#last = connection));
    for (const { severity } of findings) {
      if (severity === 'error') this.errors++;
      else if (severity === 'warning') this.#warnings++;
    }
  }

  /** Whether any file has a connection with this number. */
  knows(connection: number): boolean {
    return this.#known.has(connection);
  }

  /** How many connections the file with the most of them has. */
  get most(): number {
    return this.#known.size;
  }

  get line(): string {
    return [
      ...(this.#files > 1 ? [plural(this.#files, 'file')] : []),
      plural(this.#units, 'unit'),
      plural(this.#bytes, 'byte'),
      plural(this.#before + this.#connections.size, 'connection'),
      plural(this.errors, 'error'),
      plural(this.#warnings, 'warning'),
    ].join(', ');
  }
}

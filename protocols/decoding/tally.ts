import { formatCount, plural } from '../core/index.ts';
import type { DecodedUnit } from './decoded-unit.ts';

/** Counts for the line at the end. Connections are counted file by file: each file numbers its own. */
export class Tally {
  #units = 0;
  #bytes = 0;
  /** Units that a filter leaves out; undefined without a filter. */
  #hidden: number | undefined;
  errors = 0;
  #warnings = 0;
  #files = 0;
  /** Connections of which something was shown, of all files. */
  #shown = 0;
  /** Those of this file. */
  #shownHere = new Set<number>();
  #last = -1;
  /** How many connections the file with the most of them has, shown or not. */
  #most = 0;
  /** The numbers of connections of other protocols that are left out, once for each file that has one. */
  readonly #leftOut: number[] = [];

  /** The next file begins. */
  file(): void {
    this.#files++;
    this.#shownHere = new Set();
    this.#last = -1;
  }

  /** The file cannot be read: it is none of those that were decoded. */
  unreadable(): void {
    this.#files--;
  }

  /** A connection has a unit, which may not be shown. */
  see(connection: number): void {
    if (connection >= this.#most) this.#most = connection + 1;
  }

  /** The file ended: how many connections it has, and which of them are left out. */
  connections(count: number, leftOut: readonly number[]): void {
    this.#most = Math.max(this.#most, count);
    for (const each of leftOut) this.#leftOut.push(each);
  }

  /** A filter chooses the units that are shown. */
  filtered(): void {
    this.#hidden ??= 0;
  }

  /** A unit is left out by the filter. */
  hide(): void {
    this.#hidden = (this.#hidden ?? 0) + 1;
  }

  /** A unit is shown. */
  add({ connection, size, findings }: DecodedUnit): void {
    this.#units++;
    this.#bytes += size;
    if (connection !== this.#last && !this.#shownHere.has((this.#last = connection))) {
      this.#shownHere.add(connection);
      this.#shown++;
    }
    for (const { severity } of findings) {
      if (severity === 'error') this.errors++;
      else if (severity === 'warning') this.#warnings++;
    }
  }

  /** Whether any file has a connection with this number. */
  knows(connection: number): boolean {
    return connection < this.#most;
  }

  /** How many connections the file with the most of them has. */
  get most(): number {
    return this.#most;
  }

  /** How many connections of other protocols are left out: of all, or of those with a number. */
  leftOut(connection?: number): number {
    return connection === undefined ? this.#leftOut.length : this.#leftOut.filter((each) => each === connection).length;
  }

  get line(): string {
    return [
      ...(this.#files > 1 ? [plural(this.#files, 'file')] : []),
      this.#hidden === undefined
        ? plural(this.#units, 'unit')
        : `${formatCount(this.#units)} of ${plural(this.#units + this.#hidden, 'unit')}`,
      plural(this.#bytes, 'byte'),
      plural(this.#shown, 'connection'),
      plural(this.errors, 'error'),
      plural(this.#warnings, 'warning'),
    ].join(', ');
  }
}

/** Says how many connections are left out; undefined where none is. */
export function leftOutText(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? '1 connection of another protocol is left out'
    : `${plural(count, 'connection')} of other protocols are left out`;
}

import type { Direction } from '../model.ts';

/**
 * Which connection a process of RabbitMQ serves. Its reader prints what it receives and the first answers; what other processes send
 * belongs to the reader that printed last and has no writer yet, else to the last one.
 */
export class Processes {
  readonly #readers = new Map<string, string>();
  #last = '';
  #withoutWriter: string | undefined;

  /** The name of the connection; a process without a name is of the only one. */
  of(process: string, direction: Direction): string {
    if (process === '') return '';
    const known = this.#readers.get(process);
    if (direction === 'received') {
      if (known === undefined) this.#readers.set(process, process);
      const reader = known ?? process;
      if (known === undefined) this.#withoutWriter = reader;
      return (this.#last = reader);
    }
    if (known !== undefined) return known;
    const reader = this.#withoutWriter ?? (this.#last === '' ? process : this.#last);
    this.#withoutWriter = undefined;
    this.#readers.set(process, reader);
    return reader;
  }
}

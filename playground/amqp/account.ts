import { Budget } from './budget.ts';

/** A message that is stored and counts in an account. */
export interface Holding {
  /** Drops the message and gives its memory back. */
  giveUp(): void;
}

/** Memory of one container's messages. Where all memory is used, it gets room from containers that have more. */
export class Account extends Budget {
  /** Messages in queues, in the order in which they were put there: a message that comes back is the last. */
  readonly #waiting = new Set<Holding>();
  /** Messages that consumers have and have not settled. */
  readonly #unsettled = new Set<Holding>();
  readonly #relieve: (bytes: number) => void;

  /** `relieve` makes other containers give up so many bytes, if they can and should. */
  constructor(most: number, parent: Budget, relieve: (bytes: number) => void) {
    super(most, parent);
    this.#relieve = relieve;
  }

  override makeRoom(bytes: number): boolean {
    if (!this.has(bytes) && this.fits(bytes)) this.#relieve(bytes);
    return this.has(bytes);
  }

  /** Remembers where a message is, so that it can be given up there. */
  place(holding: Holding, where: 'waiting' | 'unsettled' | 'gone'): void {
    this.#waiting.delete(holding);
    this.#unsettled.delete(holding);
    if (where === 'waiting') this.#waiting.add(holding);
    else if (where === 'unsettled') this.#unsettled.add(holding);
  }

  /** Gives up the message that has been in a queue for the longest time, else one that a consumer has; false if there is none. */
  giveUpOldest(): boolean {
    for (const holding of [...first(this.#waiting), ...first(this.#unsettled)]) {
      this.place(holding, 'gone');
      holding.giveUp();
      return true;
    }
    return false;
  }
}

function first<T>(all: ReadonlySet<T>): T[] {
  for (const each of all) return [each];
  return [];
}

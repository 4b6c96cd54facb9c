import type { Budget } from './budget.ts';
import { failure } from './failure.ts';
import { heaviest } from './fairness.ts';
import type { Owner } from './owner.ts';

/** Milliseconds between two lines of the log. */
const logInterval = 1_000;
const overdue = failure(
  'amqp:resource-limit-exceeded',
  'The memory for messages is used up, and others need some. Receive, settle and discharge sooner.',
);

/** Shares the memory of messages: where all of it is used, a container that has less takes from the one that has the most. */
export class Sharing {
  readonly #all: Budget;
  readonly #owners: () => Iterable<Owner>;
  readonly #log: (line: string) => void;
  #logged = -Infinity;

  constructor(all: Budget, owners: () => Iterable<Owner>, log: (line: string) => void) {
    this.#all = all;
    this.#owners = owners;
    this.#log = log;
  }

  /**
   * Makes room for so many bytes of a container, as long as the container with the most, at the address that has the most, has more than
   * it will have. Its messages go: those that wait, then those that consumers hold, whose connections are closed. If it has stored none,
   * one of its connections is closed, whose memory comes back in a later turn: this message is still refused.
   */
  relieve(asking: Owner, bytes: number): void {
    while (!this.#all.has(bytes)) {
      const greedy = heaviest(this.#owners(), ({ account }) => account.used);
      if (greedy === undefined || greedy.account.used <= asking.account.used + bytes) return;
      this.#say(greedy);
      let more = true;
      while (more && !this.#all.has(bytes) && greedy.account.used > asking.account.used + bytes)
        more = greedy.account.giveUpOldest();
      if (more) continue;
      for (const client of greedy.clients) {
        client.close(overdue);
        break;
      }
      return;
    }
  }

  #say(greedy: Owner): void {
    if (performance.now() - this.#logged < logInterval) return;
    this.#logged = performance.now();
    this.#log(
      `AMQP the container ${greedy.id} gives up its oldest messages, since the memory for messages is used up and others need some.`,
    );
  }
}

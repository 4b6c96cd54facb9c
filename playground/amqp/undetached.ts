import { failure } from './failure.ts';
import { maxUndetached } from './limits.ts';
import type { Client } from './owner.ts';

/**
 * Counts the links that the broker has detached and their clients have not (2.6.4). Such a link uses nothing but its handle,
 * which the broker has to remember. Above {@link maxUndetached} the connection that has the most of them is closed.
 */
export class Undetached {
  readonly #counts = new Map<Client, number>();
  #sum = 0;
  #scheduled = false;

  /** The broker has detached a link of that connection. */
  add(connection: Client): void {
    this.#change(connection, 1);
    if (this.#sum <= maxUndetached || this.#scheduled) return;
    this.#scheduled = true;
    // Not at once: the caller may be in the middle of something that closing a connection would change.
    process.nextTick(() => this.#closeGreediest());
  }

  /** The client has detached such a link, or its session is gone. */
  remove(connection: Client): void {
    this.#change(connection, -1);
  }

  #change(connection: Client, by: number): void {
    const count = (this.#counts.get(connection) ?? 0) + by;
    if (count > 0) this.#counts.set(connection, count);
    else this.#counts.delete(connection);
    this.#sum += by;
  }

  #closeGreediest(): void {
    this.#scheduled = false;
    if (this.#sum <= maxUndetached) return;
    const [greediest] = [...this.#counts].reduce((a, b) => (a[1] >= b[1] ? a : b));
    greediest.close(
      failure(
        'amqp:resource-limit-exceeded',
        `The playground remembers at most ${maxUndetached} links that it has detached. Answer each detach with a detach (2.6.4).`,
      ),
    );
  }
}

import { failure, type AmqpFailure } from './failure.ts';
import { maxAllLinks } from './limits.ts';
import type { Owner } from './owner.ts';

interface Attached {
  readonly connection: { readonly owner: Owner };
  readonly request: { readonly name: string; readonly sends: boolean };
  /** Another attach takes the link's place. */
  steal(): void;
  close(problem: AmqpFailure): void;
}

/** The attached links of all connections. A link is known by its container, its name and its direction (2.6.1). */
export class Links {
  readonly #links = new Map<string, Attached>();

  /** Takes in a link that was attached; one of the same name is stolen. */
  add(link: Attached): void {
    const key = keyOf(link);
    this.#links.get(key)?.steal();
    this.#links.set(key, link);
  }

  /** Closes the oldest link of a container. */
  closeOneOf(owner: Owner): void {
    for (const link of this.#links.values()) {
      if (link.connection.owner !== owner) continue;
      link.close(
        failure(
          'amqp:resource-limit-exceeded',
          `The playground has at most ${maxAllLinks} links, and others need one.`,
        ),
      );
      return;
    }
  }

  remove(link: Attached): void {
    const key = keyOf(link);
    if (this.#links.get(key) === link) this.#links.delete(key);
  }
}

/** No other container and name have the same key, whatever characters they contain. */
export function linkKey(container: string, name: string): string {
  return `${container.length} ${container} ${name}`;
}

function keyOf({ connection, request }: Attached): string {
  return `${request.sends ? 'sender' : 'receiver'} ${linkKey(connection.owner.id, request.name)}`;
}

import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { heaviest } from './fairness.ts';
import { containerShare, maxAllLinks } from './limits.ts';
import { Owner, type Client } from './owner.ts';
import { Sharing } from './sharing.ts';

/** The containers that have something of the broker. Each may have a part only, so that there is always some left for others. */
export class Owners {
  readonly #owners = new Map<string, Owner>();
  readonly #all: Budget;
  readonly #sharing: Sharing;
  /** Closes a link of a container, so that another gets one. */
  readonly #giveUp: (owner: Owner) => void;
  #links = 0;

  constructor(all: Budget, giveUp: (owner: Owner) => void, log: (line: string) => void) {
    this.#all = all;
    this.#sharing = new Sharing(all, () => this.#owners.values(), log);
    this.#giveUp = giveUp;
  }

  /** The container of that id; `address` is the network address of a client that says it is that. */
  of(id: string, address: string): Owner {
    const known = this.#owners.get(id);
    if (known !== undefined) return known;
    // Those that have nothing left are forgotten when there are many; that they are found so late costs little.
    if (this.#owners.size >= 1_000)
      for (const owner of this.#owners.values()) if (owner.idle) this.#owners.delete(owner.id);
    const owner = new Owner(id, address, this.#all, (asking, bytes) => this.#sharing.relieve(asking, bytes));
    this.#owners.set(id, owner);
    return owner;
  }

  /** Counts a connection of the container; a failure if it has too many. */
  connect(owner: Owner, client: Client): AmqpFailure | undefined {
    if (owner.connections >= containerShare.connections)
      return tooMany(owner, containerShare.connections, 'connections');
    owner.clients.add(client);
    return undefined;
  }

  /** Counts a link; a failure if there are too many. When all are taken, the container that has most gives one up. */
  attach(owner: Owner): AmqpFailure | undefined {
    if (owner.links >= containerShare.links) return tooMany(owner, containerShare.links, 'links');
    if (this.#links >= maxAllLinks) {
      const greedy = heaviest(this.#owners.values(), ({ links }) => links);
      if (greedy === undefined || greedy === owner)
        return failure('amqp:resource-limit-exceeded', `The playground has at most ${maxAllLinks} links.`);
      this.#giveUp(greedy);
    }
    owner.links++;
    this.#links++;
    return undefined;
  }

  detach(owner: Owner): void {
    owner.links--;
    this.#links--;
  }
}

function tooMany(owner: Owner, most: number, what: string): AmqpFailure {
  return failure(
    'amqp:resource-limit-exceeded',
    `The container ${owner.id} has ${most} ${what}, and may not have more. Close some first.`,
  );
}

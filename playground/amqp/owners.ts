import { Account } from './account.ts';
import type { Budget } from './budget.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { heaviest } from './fairness.ts';
import { containerShare, maxAllLinks } from './limits.ts';
import { Sharing } from './sharing.ts';

/** A connection of a container. */
interface Client {
  /** Closes it with an error. */
  close(problem: AmqpFailure): void;
}

/** What one container (2.4.1) has of the broker, on all of its connections and after them. */
export class Owner {
  readonly id: string;
  /** Where its first connection came from. */
  readonly address: string;
  /** Memory that its messages take. */
  readonly account: Account;
  /** Its connections. */
  readonly clients = new Set<Client>();
  links = 0;
  nodes = 0;

  constructor(id: string, address: string, all: Budget, sharing: Sharing) {
    this.id = id;
    this.address = address;
    this.account = new Account(containerShare.bytes, all, (bytes) => sharing.relieve(this, bytes));
  }

  get connections(): number {
    return this.clients.size;
  }

  get idle(): boolean {
    return this.connections === 0 && this.links === 0 && this.nodes === 0 && this.account.used === 0;
  }
}

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
    const owner = new Owner(id, address, this.#all, this.#sharing);
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

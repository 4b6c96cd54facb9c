import { Account } from './account.ts';
import type { Budget } from './budget.ts';
import type { AmqpFailure } from './failure.ts';
import { containerShare } from './limits.ts';

/** A connection of a container. */
export interface Client {
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

  /** `relieve` makes other containers give up so many bytes for this one, if they can and should. */
  constructor(id: string, address: string, all: Budget, relieve: (owner: Owner, bytes: number) => void) {
    this.id = id;
    this.address = address;
    this.account = new Account(containerShare.bytes, all, (bytes) => relieve(this, bytes));
  }

  get connections(): number {
    return this.clients.size;
  }

  get idle(): boolean {
    return this.connections === 0 && this.links === 0 && this.nodes === 0 && this.account.used === 0;
  }
}

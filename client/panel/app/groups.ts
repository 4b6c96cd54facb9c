import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { plural } from '../../../protocols/core/index.ts';
import type { Query } from '../model/traffic.ts';

/** So many groups can be open; another one closes the one that was opened first. */
const mostOpen = 1000;

/** What groups need of the page. */
export interface GroupOwner {
  readonly isGrouped: boolean;
  rowOf(seq: number): TrafficRow | undefined;
  /** The first unit of a unit's group. */
  groupOf(seq: number): Promise<number>;
  /** Asks for the rows again. */
  regroup(): Promise<void>;
  say(text: string): void;
}

/** Which rows of units that belong together are open. */
export class Groups {
  readonly #owner: GroupOwner;
  #open: readonly number[] = [];

  constructor(owner: GroupOwner) {
    this.#owner = owner;
  }

  /** What the rows are asked for with. */
  get query(): Pick<Query, 'groups'> {
    return this.#owner.isGrouped ? { groups: { open: this.#open } } : {};
  }

  /** Other units have come into the list. */
  reset(): void {
    this.#open = [];
  }

  /** How many units a row stands for. */
  unitsOf(seq: number | null): number {
    const group = seq === null ? undefined : this.#owner.rowOf(seq)?.group;
    return group?.open === false ? group.units : 1;
  }

  /** Opens or closes the group of which a unit is the first. */
  async toggle(head: number): Promise<void> {
    const units = this.#owner.rowOf(head)?.group?.units ?? 1;
    const isOpen = this.#open.includes(head);
    this.#set(isOpen ? this.#open.filter((each) => each !== head) : [...this.#open, head]);
    await this.#owner.regroup();
    this.#owner.say(
      isOpen ? `The group of #${head} is closed.` : `${plural(units - 1, 'more row')} of the group of #${head}.`,
    );
  }

  /** Opens the group of a unit that has no row of its own otherwise. */
  async reveal(seq: number): Promise<void> {
    if (!this.#owner.isGrouped || this.#owner.rowOf(seq) !== undefined) return;
    const head = await this.#owner.groupOf(seq);
    if (head === 0 || head === seq || this.#open.includes(head)) return;
    this.#set([...this.#open, head]);
    await this.#owner.regroup();
  }

  #set(open: readonly number[]): void {
    this.#open = open.slice(-mostOpen);
  }
}

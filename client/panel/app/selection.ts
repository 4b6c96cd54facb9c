import {
  countNumbers,
  formatCount,
  hasNumber,
  joinNumbers,
  numbersFrom,
  plural,
  withoutNumbers,
  type NumberRanges,
} from '../../../protocols/core/index.ts';
import type { Answers } from '../messages.ts';

/** What becomes of the selection when the keyboard or the pointer goes to a row: that row alone, all up to it, it as well (or no longer), or nothing. */
export type Selecting = 'only' | 'extend' | 'toggle' | 'keep';

/** What selecting needs of the page. */
export interface SelectionOwner {
  /** The units of a stretch of the list's rows. */
  stretch(from: number | undefined, to: number | undefined): Promise<Answers['stretch']>;
  /** Whether a row stands for more units than its own. */
  isGroup(seq: number): boolean;
  /** The selection has changed. */
  chosen(units: NumberRanges): void;
  say(text: string): void;
}

/** Units that are selected in the list: stretches of their numbers, however many they are, and wherever the list is. */
export class Selection {
  readonly #owner: SelectionOwner;
  /** Another number drops the answers to earlier questions. */
  #turn = 0;
  /** The row from which a selection is extended. */
  #anchor: number | null = null;
  /** What was selected before the latest stretch, and stays beside it. */
  #before: NumberRanges = [];
  units: NumberRanges = [];

  constructor(owner: SelectionOwner) {
    this.#owner = owner;
  }

  get count(): number {
    return countNumbers(this.units);
  }

  has(seq: number): boolean {
    return hasNumber(this.units, seq);
  }

  /** Whether a command on this unit is about others as well. */
  isPart(seq: number): boolean {
    return this.count > 1 && this.has(seq);
  }

  /** The keyboard or the pointer has gone to a row. */
  async go(seq: number, how: Selecting): Promise<void> {
    this.#turn++;
    switch (how) {
      case 'only':
        this.only(seq);
        if (this.#owner.isGroup(seq)) await this.#take(seq, seq, true);
        break;
      case 'toggle': {
        const turn = this.#turn;
        const own = this.#owner.isGroup(seq) ? (await this.#owner.stretch(seq, seq)).units : ([[seq, seq]] as const);
        if (turn !== this.#turn) return;
        this.#anchor = seq;
        this.#before = this.has(seq) ? withoutNumbers(this.units, own) : joinNumbers(this.units, own);
        this.#set(this.#before);
        this.#tell();
        break;
      }
      case 'extend': {
        this.#anchor ??= seq;
        await this.#take(this.#anchor, seq);
        break;
      }
      case 'keep':
        break;
    }
  }

  /** Selects one unit, or none. */
  only(seq: number | null): void {
    this.#turn++;
    const wereMany = this.count > 1;
    this.#anchor = seq;
    this.#before = [];
    this.#set(seq === null ? [] : [[seq, seq]]);
    if (wereMany && seq !== null) this.#tell();
  }

  /** Selects all rows of the list. */
  async all(): Promise<void> {
    this.#turn++;
    this.#before = [];
    await this.#take(undefined, undefined);
  }

  /** The store keeps units from this one on. */
  keepsFrom(first: number): void {
    const [units, before] = [numbersFrom(this.units, first), numbersFrom(this.#before, first)];
    this.#before = before;
    if (this.#anchor !== null && this.#anchor < first) this.#anchor = units[0]?.[0] ?? null;
    if (units !== this.units) this.#set(units);
  }

  async #take(from: number | undefined, to: number | undefined, isQuiet = false): Promise<void> {
    const turn = this.#turn;
    const { units, rows } = await this.#owner.stretch(from, to);
    if (turn !== this.#turn) return;
    this.#set(joinNumbers(this.#before, units));
    const taken = countNumbers(units);
    if (isQuiet) return;
    if (taken < rows)
      this.#owner.say(`The first ${formatCount(taken)} of ${formatCount(rows)} rows are selected, which is the most.`);
    else this.#tell();
  }

  #set(units: NumberRanges): void {
    this.units = units;
    this.#owner.chosen(units);
  }

  #tell(): void {
    this.#owner.say(`${plural(this.count, 'row')} selected.`);
  }
}

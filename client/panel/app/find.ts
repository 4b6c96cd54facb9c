import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { printWord, quote } from '../../../protocols/filter/index.ts';
import type { PanelAction } from '../menu-actions.ts';
import type { Answers } from '../messages.ts';
import { bytesOf, findBytes, findNode } from '../model/find-in-unit.ts';
import type { ByteRange, UnitModel } from '../model/unit.ts';

/** Where is searched. */
export type FindPlace = 'rows' | 'fields' | 'bytes';

/** What searching needs of the page. */
export interface FindOwner {
  readonly unit: UnitModel;
  readonly selectedRow: TrafficRow | undefined;
  readonly connectionName: (connection: number) => string;
  find(what: string, from: number, backwards: boolean): Promise<Answers['find']>;
  jump(seq: number): Promise<void>;
  selectNode(id: string): void;
  selectRange(range: ByteRange): void;
  say(text: string): void;
  /** What the field of the search shows has changed. */
  updated(): void;
}

/** Searches rows, fields and bytes, and goes to what is found. */
export class Find {
  readonly #owner: FindOwner;
  /** Another number ends a search that is under way. */
  #turn = 0;
  isOpen = false;
  place: FindPlace = 'rows';
  text = '';
  /** How the latest search has ended, or that it goes on. */
  outcome = '';

  constructor(owner: FindOwner) {
    this.#owner = owner;
  }

  /** Runs a command on what is selected. */
  async run(action: PanelAction): Promise<void> {
    const backwards = action.startsWith('previous') || action === 'findPrevious';
    switch (action) {
      case 'find':
        // A key has opened it already, where it belongs.
        if (!this.isOpen) this.open('rows');
        break;
      case 'findNext':
      case 'findPrevious':
        await this.next(backwards);
        break;
      case 'nextFailure':
      case 'previousFailure':
        await this.nextRow('failed', 'a failure', backwards);
        break;
      case 'nextFinding':
      case 'previousFinding':
        await this.nextRow('state:information', 'a finding', backwards);
        break;
      case 'nextInConversation':
      case 'previousInConversation':
        await this.nextInConversation(backwards);
        break;
    }
  }

  open(place: FindPlace): void {
    this.isOpen = true;
    this.place = place;
    this.#tell('');
  }

  close(): void {
    this.#turn++;
    this.isOpen = false;
    this.#tell('');
  }

  setPlace(place: FindPlace): void {
    this.place = place;
    this.#tell('');
  }

  setText(text: string): void {
    this.#turn++;
    this.text = text;
    this.#tell('');
  }

  /** Goes to the next place of the text, or the one before. */
  async next(backwards: boolean): Promise<void> {
    const { text, place } = this;
    if (text === '') {
      this.open(place);
      return;
    }
    if (place === 'rows') {
      // A text between slashes is a regular expression, as in the filter.
      const isExpression = /^\/.+\/[ims]*$/.test(text);
      const title = `“${text}”`;
      // What no row shows may be an id, which takes longer to find out.
      const whats = isExpression ? [text] : [printWord(text), `id:${quote(text)}`];
      await this.#nextRow(whats, title, backwards);
      return;
    }
    const { unit } = this.#owner.unit;
    if (unit === null) {
      this.#tell('No row is selected.');
      return;
    }
    const isFound = place === 'fields' ? this.#toNode(text, backwards) : this.#toBytes(text, backwards);
    this.#tell(isFound ? '' : `“${text}” is not in the ${place} of #${unit.row.seq}.`);
  }

  /** Goes to the next row that a filter selects, behind the selected one, round about the end. `title`: what is searched for, for people. */
  nextRow(what: string, title: string, backwards: boolean): Promise<void> {
    return this.#nextRow([what], title, backwards);
  }

  /** Tries one filter after the other, until one selects a row. */
  async #nextRow(whats: readonly string[], title: string, backwards: boolean): Promise<void> {
    for (const what of whats) if (await this.#seek(what, title, backwards)) return;
    this.#tell(`No row with ${title}.`);
  }

  /** True where the search is over: a row was found, or there can be none. */
  async #seek(what: string, title: string, backwards: boolean): Promise<boolean> {
    const turn = ++this.#turn;
    const begin = this.#owner.unit.seq ?? 0;
    // Each part of the way is asked for until it is found or the part ends; the second begins at the other end.
    const ends = [begin, backwards ? Number.MAX_SAFE_INTEGER : 0];
    for (const [round, start] of ends.entries()) {
      let from = start;
      for (;;) {
        const { seq, at, problem } = await this.#owner.find(what, from, backwards);
        if (turn !== this.#turn) return true;
        if (problem !== undefined) {
          this.#tell(problem);
          return true;
        }
        if (seq > 0) {
          const isOnly = seq === begin;
          this.#tell(isOnly ? `#${seq} is the only row with ${title}.` : '');
          if (!isOnly) await this.#owner.jump(seq);
          if (!isOnly) this.#owner.say(`#${seq}${round === 1 ? ', from the other end' : ''}.`);
          return true;
        }
        if (at === 0) break;
        from = at;
        this.#tell(`Searching, at #${at} …`);
      }
      if (begin === 0) break;
    }
    return false;
  }

  /** Goes to the next row of the conversation that the selected one is a part of. */
  async nextInConversation(backwards: boolean): Promise<void> {
    const row = this.#owner.selectedRow;
    if (row === undefined) {
      this.#tell('No row is selected.');
      return;
    }
    const [kind] = row.follows ?? [];
    const channel = row.channel === undefined ? '' : ` channel:${row.channel}`;
    const what =
      kind === undefined
        ? `conn=${quote(this.#owner.connectionName(row.connection))}${channel}`
        : `follow:${kind}=#${row.seq}`;
    await this.nextRow(what, 'the same conversation', backwards);
  }

  #toNode(text: string, backwards: boolean): boolean {
    const { unit, node } = this.#owner.unit;
    const found = unit === null ? undefined : findNode(unit.root, text, node, backwards);
    if (found !== undefined) this.#owner.selectNode(found);
    return found !== undefined;
  }

  #toBytes(text: string, backwards: boolean): boolean {
    const { unit, range } = this.#owner.unit;
    const found = unit === null ? undefined : findBytes(unit.bytes, bytesOf(text), range?.[0] ?? null, backwards);
    if (found !== undefined) this.#owner.selectRange(found);
    return found !== undefined;
  }

  #tell(outcome: string): void {
    this.outcome = outcome;
    if (outcome !== '') this.#owner.say(outcome);
    this.#owner.updated();
  }
}

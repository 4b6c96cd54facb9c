import { plural, type Severity } from '../../../protocols/core/index.ts';
import type { LostUnits } from '../messages.ts';

/** A sentence for the user above the list, with a way out where there is one. */
export interface Note {
  readonly severity: Severity;
  readonly text: string;
  readonly action?: { readonly title: string; run(): void };
  /** Called when the user closes it. */
  closed?(): void;
}

/** Notes that stand until the user closes them; the same sentence stands once. */
export class Notes {
  readonly #changed: () => void;
  #notes: readonly Note[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): readonly Note[] {
    return this.#notes;
  }

  add(note: Note): void {
    this.#notes = [...this.#notes.filter(({ text }) => text !== note.text), note];
    this.#changed();
  }

  closeErrors(): void {
    if (this.#notes.some(({ severity }) => severity === 'error')) this.#keep(({ severity }) => severity !== 'error');
  }

  close(note: Note): void {
    this.#keep((other) => other !== note);
    note.closed?.();
  }

  #keep(stays: (note: Note) => boolean): void {
    this.#notes = this.#notes.filter(stays);
    this.#changed();
  }
}

/** Says how many units are gone, and why. @param closed is called when the user closes it. */
export function lostNote({ units, reason }: LostUnits, closed: () => void): Note {
  if (reason === 'crash')
    return {
      severity: 'warning',
      closed,
      text: `The wire worker stopped, and ${plural(units, 'recorded unit')} ${units === 1 ? 'was' : 'were'} lost.`,
    };
  return {
    severity: 'information',
    closed,
    text: `${plural(units, 'unit')} recorded before this session ${units === 1 ? 'was' : 'were'} not kept: recorded traffic is in memory only.`,
  };
}

import { parseXPath, sourceOf, takeFrom, type SetVariable, type TakenValue } from '../../protocols/core/index.ts';
import { xmppSearch } from '../../protocols/xmpp/search/index.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';

type Taken = Pick<SendReply, 'taken'>;

/** The values of variables from an answer; nothing where none are to be set. */
export function takenFrom({ opened }: RecordedUnit, sets: readonly SetVariable[]): Taken {
  if (sets.length === 0) return {};
  return {
    taken: sets.map(
      (set) =>
        takeFrom(set, opened, xmppSearch) ?? {
          name: set.name,
          problem: `${capitalOf(set)} finds nothing in the answer.`,
        },
    ),
  };
}

/** Looks for the values of variables in whatever arrives, for what is owed no answer: of several stanzas, the last that has one gives it. */
export class Watch {
  readonly #sets: readonly SetVariable[];
  readonly #found = new Map<SetVariable, { readonly value: TakenValue; readonly seq: number | undefined }>();
  /** Each has a value. */
  readonly complete: Promise<undefined>;
  #done: () => void = () => undefined;

  constructor(sets: readonly SetVariable[]) {
    this.#sets = sets;
    this.complete = new Promise((resolve) => {
      this.#done = () => resolve(undefined);
    });
    // One that cannot be read is an error of the request, not of what arrives.
    for (const set of sets) if ('xpath' in set) parseXPath(set.xpath);
    if (sets.length === 0) this.#done();
  }

  see({ opened, seq }: RecordedUnit): void {
    for (const set of this.#sets) {
      const value = takeFrom(set, opened, xmppSearch);
      if (value !== undefined) this.#found.set(set, { value, seq });
    }
    if (this.#found.size === this.#sets.length) this.#done();
  }

  /** The store's numbers of the stanzas that gave values. */
  get seqs(): number[] {
    return [...new Set([...this.#found.values()].flatMap(({ seq }) => seq ?? []))];
  }

  /** What was found within so many milliseconds. */
  taken(timeout: number): Taken {
    if (this.#sets.length === 0) return {};
    return {
      taken: this.#sets.map(
        (set) =>
          this.#found.get(set)?.value ?? {
            name: set.name,
            problem: `No stanza came within ${timeout / 1000} s in which ${sourceOf(set)} finds something.`,
          },
      ),
    };
  }
}

function capitalOf(set: SetVariable): string {
  return sourceOf(set).replace(/^t/, 'T');
}

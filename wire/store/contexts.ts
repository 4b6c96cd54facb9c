import { noContext, type UnitContext } from '../../protocols/core/index.ts';

/** About the memory of an entry and of one declaration in it besides its text, in bytes. */
const entryBytes = 100;

interface Entry {
  readonly context: UnitContext;
  readonly bytes: number;
  /** The newest unit that has the context. */
  last: number;
}

/**
 * The contexts of the units that are kept, each once: a unit keeps the number of its own. A follower gives the same object until
 * something changes, so that there are few, unless a peer begins streams without end.
 */
export class Contexts {
  readonly #entries: (Entry | undefined)[] = [];
  readonly #numbers = new Map<UnitContext, number>();
  readonly #free: number[] = [];
  #bytes = 0;

  /** About the memory that this takes, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The number of a context, which unit `seq` has; 0 for none. */
  numberOf(context: UnitContext, seq: number): number {
    if (context === noContext) return 0;
    let number = this.#numbers.get(context);
    if (number === undefined) {
      number = this.#free.pop() ?? this.#entries.length + 1;
      const bytes = sizeOf(context);
      this.#entries[number - 1] = { context, bytes, last: seq };
      this.#numbers.set(context, number);
      this.#bytes += bytes;
    }
    const entry = this.#entries[number - 1];
    if (entry !== undefined) entry.last = seq;
    return number;
  }

  get(number: number): UnitContext {
    return this.#entries[number - 1]?.context ?? noContext;
  }

  /** Units before this one are gone. */
  releaseBefore(first: number): void {
    for (const [index, entry] of this.#entries.entries()) {
      if (entry === undefined || entry.last >= first) continue;
      this.#entries[index] = undefined;
      this.#numbers.delete(entry.context);
      this.#free.push(index + 1);
      this.#bytes -= entry.bytes;
    }
  }
}

function sizeOf({ namespaces = [], place }: UnitContext): number {
  const { name = '', source = '', target = '' } = place?.link ?? {};
  const link = 2 * (name.length + source.length + target.length);
  return namespaces.reduce(
    (sum, [prefix, namespace]) => sum + entryBytes + 2 * (prefix.length + namespace.length),
    entryBytes + link,
  );
}

import type { Direction } from '../../protocols/core/inspect/index.ts';
import type { Declarations } from '../../protocols/xmpp/index.ts';

/** What holds from a unit on. */
interface Begun {
  readonly seq: number;
  readonly namespaces: Declarations;
}

/** About the memory of an entry and of one declaration in it besides its text, in bytes. */
const entryBytes = 100;

/**
 * What the headers of XMPP streams declared (RFC 6120, 4.8): whoever looks at a unit later needs it, though the header itself may be
 * gone. By connection and direction, from which unit on.
 */
export class StreamHeaders {
  readonly #begun = new Map<string, Begun[]>();
  #bytes = 0;

  /** About the memory that this takes, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A stream begins with unit `seq`; nothing is kept of streams that declare nothing, where none before them did. */
  begin(connection: number, direction: Direction, seq: number, namespaces: Declarations): void {
    const key = `${connection} ${direction}`;
    let list = this.#begun.get(key);
    if (list === undefined && namespaces.length === 0) return;
    if (list === undefined) this.#begun.set(key, (list = []));
    const entry = { seq, namespaces };
    list.push(entry);
    this.#bytes += sizeOf(entry);
  }

  /** What had been declared when a unit crossed; undefined for nothing. */
  at(connection: number, direction: Direction, seq: number): Declarations | undefined {
    const list = this.#begun.get(`${connection} ${direction}`);
    return list === undefined ? undefined : list[holdingAt(list, seq)]?.namespaces;
  }

  /** Units before this one are gone; what still holds for later ones stays. */
  releaseBefore(first: number): void {
    for (const [key, list] of this.#begun) {
      for (const gone of list.splice(0, Math.max(holdingAt(list, first), 0))) this.#bytes -= sizeOf(gone);
      const [only] = list;
      if (list.length > 1 || only === undefined || only.namespaces.length > 0) continue;
      this.#bytes -= sizeOf(only);
      this.#begun.delete(key);
    }
  }
}

/** The index of the entry that holds for a unit, or −1. A hostile peer may send any number of headers: the list is halved, not searched through. */
function holdingAt(list: readonly Begun[], seq: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function sizeOf({ namespaces }: Begun): number {
  return namespaces.reduce(
    (sum, [prefix, namespace]) => sum + entryBytes + 2 * (prefix.length + namespace.length),
    entryBytes,
  );
}

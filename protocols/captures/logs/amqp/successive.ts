import type { Direction, LogEntry, TakeEntry } from '../model.ts';

/** `open` (AMQP 1.0, 2.7.1). */
const open = 0x10;

/**
 * Parts the connections that a log calls by one name, because it names none: a protocol header or an open after those of the same
 * direction, in the order that the protocol has, begins another one.
 */
export class Successive {
  readonly #take: TakeEntry;
  readonly #reached = new Map<string, Record<Direction, number>>();

  constructor(take: TakeEntry) {
    this.#take = take;
  }

  /** Hands an entry on, behind the end of the connection before; `before` come between them. */
  take(entry: LogEntry, before: readonly LogEntry[] = []): void {
    if (entry.what === 'unit') {
      const { connection, direction } = entry;
      const reached = this.#reached.get(connection) ?? { sent: 0, received: 0 };
      const rank = rankOf(entry.bytes);
      if (rank > 0 && rank <= reached[direction]) {
        this.#take({ what: 'end', connection });
        reached.sent = 0;
        reached.received = 0;
      }
      reached[direction] = Math.max(reached[direction], rank);
      this.#reached.set(connection, reached);
    }
    for (const each of before) this.#take(each);
    this.#take(entry);
  }
}

/** How far a connection has come with this unit: 1 the header of TLS, 2 of SASL, 3 of AMQP, 4 the open; 0 for what tells nothing. */
export function rankOf(bytes: Uint8Array): number {
  if (bytes[0] === 0x41) return bytes[4] === 2 ? 1 : bytes[4] === 3 ? 2 : 3;
  const body = (bytes[4] ?? 0) * 4;
  return bytes[5] === 0 && bytes[body + 1] === 0x53 && bytes[body + 2] === open ? 4 : 0;
}

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
    if (entry.what === 'unit' || entry.what === 'stream') {
      const { connection, direction } = entry;
      const reached = this.#reached.get(connection) ?? { sent: 0, received: 0 };
      const rank = rankOf(entry.bytes);
      // Of bytes nothing is left out: what comes twice before an open is a fault of the connection.
      if (entry.what === 'unit' ? beginsAgain(rank, reached[direction]) : rank > 0 && reached[direction] === openRank) {
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

const openRank = 5;

/** The rank of a frame of SASL, of which each side may send several. */
const saslFrame = 3;

/**
 * How far a connection has come with what these bytes begin with: 1 the header of TLS, 2 of SASL, 3 a frame of SASL, 4 the header of AMQP,
 * 5 the open; 0 for what tells nothing.
 */
export function rankOf(bytes: Uint8Array): number {
  if (startsWithMagic(bytes)) return bytes[4] === 2 ? 1 : bytes[4] === 3 ? 2 : 4;
  if (bytes[5] === 1 && bytes[4] === 2) return saslFrame;
  const body = (bytes[4] ?? 0) * 4;
  return bytes[5] === 0 && bytes[body + 1] === 0x53 && bytes[body + 2] === open ? openRank : 0;
}

/** Whether what has this rank cannot come behind what a direction has reached: another connection begins with it. */
export function beginsAgain(rank: number, reached: number): boolean {
  return rank > 0 && (rank < reached || (rank === reached && rank !== saslFrame));
}

function startsWithMagic([a, m, q, p]: Uint8Array): boolean {
  return a === 0x41 && m === 0x4d && q === 0x51 && p === 0x50;
}

import { WlcapWriter } from '../../protocols/captures/wlcap/index.ts';
import type { Side } from '../../protocols/core/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { NewUnit } from '../store/new-unit.ts';
import type { StoredConnection } from '../store/store.ts';

/** A connection in the files of a session. */
interface Written {
  /** Its number there, from 0. */
  readonly number: number;
  /** Where the next unit of each side is expected. */
  readonly next: Record<Side, number>;
}

/** What is written of a unit. */
export interface UnitLines {
  readonly before: string;
  readonly line: string;
  /** The number of its connection in the file. */
  readonly number: number;
  readonly begins: boolean;
  /** The connection has begun in an earlier file. */
  readonly isContinued: boolean;
  /** Bytes of its side that are missing before it. */
  readonly missing: number;
}

/** Makes the lines of a session's files: each is a capture of its own, without secrets. */
export class JournalLines {
  readonly #connections = new Map<number, Written>();
  /** Numbers of the connections that the file at hand has. */
  readonly #begun = new Set<number>();
  #writer = new WlcapWriter();
  #count = 0;

  /** Numbers before this one are those of connections from an earlier time. */
  begin(first: number): void {
    this.#count = first;
  }

  /** A file begins: its first line. */
  head(created: Date): string {
    this.#writer = new WlcapWriter();
    this.#begun.clear();
    return this.#writer.head(created);
  }

  /** The line of a unit, what must come before it, and the number of its connection, which may begin with it. */
  of(unit: NewUnit, connection: StoredConnection): UnitLines {
    let written = this.#connections.get(unit.connection);
    const isContinued = written !== undefined;
    if (written === undefined) {
      written = { number: this.#count++, next: { client: 0, server: 0 } };
      this.#connections.set(unit.connection, written);
    }
    const { number, next } = written;
    const { side, time, offset = next[side], protocol, kind, encrypted } = unit;
    let before = '';
    const begins = !this.#begun.has(number);
    if (begins) {
      this.#begun.add(number);
      before = this.#begins(number, connection, isContinued, encrypted);
    }
    const missing = Math.max(0, offset - next[side]);
    if (missing > 0) before += this.#writer.gap(number, side, time, missing);
    const bytes = redacted(unit);
    next[side] = offset + bytes.length;
    const line = this.#writer.unit(
      number,
      side,
      time,
      { protocol, kind, offset, size: bytes.length, bytes },
      encrypted,
    );
    return { before, line, number, begins, isContinued, missing };
  }

  #begins(
    number: number,
    { name, protocol, address }: StoredConnection,
    partial: boolean,
    encrypted?: boolean,
  ): string {
    return this.#writer.connection({
      connection: number,
      name,
      protocol,
      partial,
      ...(address === undefined ? {} : { server: address }),
      ...(encrypted === undefined ? {} : { tls: encrypted ? {} : null }),
    });
  }
}

function redacted({ bytes, opened, protocol }: NewUnit): Uint8Array {
  return opened === undefined ? bytes : protocolOf(protocol).redactor.redact(opened);
}

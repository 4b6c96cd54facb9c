import { ConnectionFollower } from '../../protocols/connection-follower.ts';
import type { ConnectionState } from '../../protocols/index.ts';
import type {
  FramedUnit,
  Framer,
  Issue,
  OpenUnit,
  ProjectContext,
  ProtocolName,
  Side,
  UnitKind,
} from '../../protocols/core/index.ts';
import type { StoredConnection, TrafficStore } from '../store/store.ts';

/** One unit that has just been recorded. */
export interface RecordedUnit {
  /** Its number in the store; undefined while recording is paused. */
  readonly seq: number | undefined;
  /** The number by which later units name it: that in the store, or a negative one. */
  readonly number: number;
  /** The numbers of the units that it answers. */
  readonly answers: readonly number[];
  readonly time: number;
  readonly side: Side;
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  /** The unit as the follower opened it. */
  readonly opened: OpenUnit;
  /** What it breaks in its place: its own bytes' findings are the judge's. */
  readonly issues: readonly Issue[];
}

/** Makes the framer for one direction of a connection. */
export type CreateFramer = (side: Side) => Framer;

export interface TapOptions {
  readonly createFramer: CreateFramer;
  /** The connection is inside TLS from its first byte on. */
  readonly encrypted?: boolean;
  /** What the connection's project says now. */
  readonly project: () => ProjectContext;
}

const sides: readonly Side[] = ['client', 'server'];

/**
 * The recorder's hold on one connection: every byte that crosses its socket passes through `sent` or `received`, in clear.
 * Both cut the bytes into units, follow the conversation, and keep the units with what they answer and break.
 */
export class ConnectionTap {
  readonly connection: StoredConnection;
  readonly #store: TrafficStore;
  readonly #createFramer: CreateFramer;
  readonly #listeners = new Set<(unit: RecordedUnit) => void>();
  readonly #follower: ConnectionFollower;
  readonly #encrypted: true | undefined;
  #framers: Record<Side, Framer>;
  /** How many units have passed while recording was paused. */
  #unrecorded = 0;
  /** Bytes that a side's framer holds back, since their unit is not complete. */
  readonly #held: Record<Side, number> = { client: 0, server: 0 };
  /** Bytes of a side that are in units. */
  readonly #framed: Record<Side, number> = { client: 0, server: 0 };
  /** How far a side is kept: what comes behind that follows a pause. */
  readonly #kept: Record<Side, number> = { client: 0, server: 0 };

  constructor(store: TrafficStore, connection: StoredConnection, { createFramer, encrypted, project }: TapOptions) {
    this.#store = store;
    this.connection = connection;
    this.#createFramer = createFramer;
    this.#framers = this.#newFramers();
    // Without TLS nothing is known: a password may cross this machine in clear (`isLoopback` in protocols/project).
    this.#encrypted = encrypted === true ? true : undefined;
    this.#follower = new ConnectionFollower({ sides: 'both', encrypted: this.#encrypted, project });
  }

  sent(chunk: Uint8Array): RecordedUnit[] {
    return this.#push('client', chunk);
  }

  received(chunk: Uint8Array): RecordedUnit[] {
    return this.#push('server', chunk);
  }

  /** Bytes received that no unit covers yet. */
  get pending(): number {
    return this.#held.server;
  }

  /** A unit that its transport delimits by itself (a WebSocket message). */
  unit(side: Side, kind: UnitKind, bytes: Uint8Array): RecordedUnit {
    return this.#record(side, { protocol: this.connection.protocol, kind, offset: 0, size: bytes.length, bytes });
  }

  /** Begins new streams on the same socket, as after STARTTLS and SASL (RFC 6120, 4.3.3); what was left over is kept. */
  restart(): void {
    this.end();
    this.#framers = this.#newFramers();
  }

  /** The socket has closed: what was left over is kept as garbage. */
  end(): void {
    for (const side of sides) {
      for (const unit of this.#framers[side].end()) this.#record(side, unit);
      this.#held[side] = 0;
    }
  }

  /** While it stays the same, so does `conversation`. */
  get version(): number {
    return this.#follower.version;
  }

  /** What the connection has come to, at most so many of each thing. */
  conversation(most: number): ConnectionState | undefined {
    return this.#follower.state(this.connection.protocol, most);
  }

  /** Calls `listener` for every unit from now on. Returns a function that unsubscribes. */
  onUnit(listener: (unit: RecordedUnit) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #newFramers(): Record<Side, Framer> {
    return { client: this.#createFramer('client'), server: this.#createFramer('server') };
  }

  #push(side: Side, chunk: Uint8Array): RecordedUnit[] {
    const units = this.#framers[side].push(chunk);
    this.#held[side] += chunk.length - units.reduce((sum, unit) => sum + unit.size, 0);
    return units.map((unit) => this.#record(side, unit));
  }

  #record(side: Side, unit: FramedUnit): RecordedUnit {
    const time = performance.timeOrigin + performance.now();
    const offset = this.#framed[side];
    this.#framed[side] += unit.size;
    const number = this.#store.next ?? -++this.#unrecorded;
    if (number > 0) {
      const bytes = offset - this.#kept[side];
      if (bytes > 0)
        this.#store.marks.add({
          before: number,
          connection: this.connection.number,
          what: { kind: 'lost', side, bytes },
        });
      this.#kept[side] = this.#framed[side];
    }
    const { protocol, kind, size, bytes } = unit;
    const followed = this.#follower.feed({ protocol, kind, offset, size, bytes, side, time, number });
    const { opened, context, issues, answers, notes, delivery } = followed;
    const { number: connection } = this.connection;
    const { name, channel } = opened;
    const failed = opened.failure() !== undefined;
    const place = { connection, channel, context, delivery };
    const crossed = { offset, encrypted: this.#encrypted, opened };
    const seq = this.#store.add({ time, side, protocol, kind, name, failed, bytes, ...place, ...crossed });
    if (seq !== undefined) {
      this.#store.pair(answers, seq);
      this.#store.remark(seq, { issues, notes });
    }
    const recorded = { seq, number, answers, time, side, protocol, kind, bytes, opened, issues };
    for (const listener of this.#listeners) listener(recorded);
    // A chunk may have many thousand units, of which few are looked into later.
    opened.forget?.();
    return recorded;
  }
}

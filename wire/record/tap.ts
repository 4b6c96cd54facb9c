import { stateOf } from '../../protocols/amqp/conversation/index.ts';
import type { Direction } from '../../protocols/core/inspect/index.ts';
import type { FramedUnit, Framer, Issue, ProtocolName, UnitKind } from '../../protocols/core/index.ts';
import { createTrafficCheck, Presences, type Declarations, type TrafficCheck } from '../../protocols/xmpp/index.ts';
import type { ConversationResult } from '../protocol.ts';
import type { StoredConnection, TrafficStore } from '../store/store.ts';
import { toAmqpUnit, type AmqpUnit } from './amqp-unit.ts';
import { BoundedConversation } from './bounded-conversation.ts';
import { peekXmpp, type XmppPeek } from './xmpp-peek.ts';

/** One unit that has just been recorded. */
export interface RecordedUnit {
  /** Its number in the store; undefined while recording is paused. */
  readonly seq: number | undefined;
  readonly time: number;
  readonly direction: Direction;
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  readonly amqp?: AmqpUnit;
  /** What a unit of AMQP breaks in its place: its own bytes' findings are its frame's. */
  readonly found?: readonly Issue[];
  readonly xmpp?: XmppPeek;
  /** What the header of the unit's XMPP stream declared; left out where it declared nothing that is not always so. */
  readonly namespaces?: Declarations;
}

const none: readonly never[] = [];
const nothing: Followed = { found: none, answers: none };

/** What only the conversation tells of a unit. */
interface Followed {
  readonly found: readonly Issue[];
  /** The numbers of the units that it answers. */
  readonly answers: readonly number[];
}

/** Makes the framer for one direction of a connection. */
export type CreateFramer = () => Framer;

/**
 * The recorder's hold on one connection: every byte that crosses its socket passes through `sent` or `received`, in clear.
 * Both cut the bytes into units, keep them, and pair answers with what they answer.
 */
export class ConnectionTap {
  readonly connection: StoredConnection;
  readonly #store: TrafficStore;
  readonly #createFramer: CreateFramer;
  readonly #listeners = new Set<(unit: RecordedUnit) => void>();
  /** Follows the connection's sessions and links, and tells what breaks their rules. */
  readonly #conversation = new BoundedConversation();
  /** The same for XMPP: whose stream it is, who answers whom, and what its headers declare. */
  readonly #traffic: TrafficCheck;
  readonly #presences = new Presences();
  #version = 0;
  readonly #declared: Record<Direction, Declarations> = { sent: none, received: none };
  #framers: Record<Direction, Framer>;
  /** Bytes that a direction's framer holds back, since their unit is not complete. */
  readonly #held: Record<Direction, number> = { sent: 0, received: 0 };

  /** `encrypted`: the connection is inside TLS from its first byte on. */
  constructor(store: TrafficStore, connection: StoredConnection, createFramer: CreateFramer, encrypted = false) {
    // Without it nothing is known: a password may cross this machine in clear (`isLoopback` in net/service.ts).
    this.#traffic = createTrafficCheck(encrypted ? { encrypted } : {});
    this.#store = store;
    this.connection = connection;
    this.#createFramer = createFramer;
    this.#framers = { sent: createFramer(), received: createFramer() };
  }

  sent(chunk: Uint8Array): RecordedUnit[] {
    return this.#push('sent', chunk);
  }

  received(chunk: Uint8Array): RecordedUnit[] {
    return this.#push('received', chunk);
  }

  /** Bytes received that no unit covers yet. */
  get pending(): number {
    return this.#held.received;
  }

  /** A unit that its transport delimits by itself (a WebSocket message). */
  unit(direction: Direction, kind: UnitKind, bytes: Uint8Array): RecordedUnit {
    return this.#record(direction, { protocol: this.connection.protocol, kind, bytes });
  }

  /** Begins new streams on the same socket, as after STARTTLS and SASL (RFC 6120, 4.3.3); what was left over is kept. */
  restart(): void {
    this.end();
    this.#framers = { sent: this.#createFramer(), received: this.#createFramer() };
  }

  /** The socket has closed: what was left over is kept as garbage. */
  end(): void {
    for (const direction of ['sent', 'received'] as const) {
      for (const unit of this.#framers[direction].end()) this.#record(direction, unit);
      this.#held[direction] = 0;
    }
  }

  /** While it stays the same, so does `conversation`: AMQP frames so far, heartbeats aside, or changes of XMPP presence. */
  get version(): number {
    return this.#version;
  }

  /** The connection's AMQP sessions and links, or its XMPP contacts, of each at most so many. */
  conversation(most: number): ConversationResult {
    const version = this.#version;
    if (this.connection.protocol === 'amqp')
      return { protocol: 'amqp', state: stateOf(this.#conversation.current, most), version };
    return { protocol: 'xmpp', state: this.#presences.state(most), version };
  }

  /** Tells of every unit from now on; call what it returns to stop. */
  onUnit(listener: (unit: RecordedUnit) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #push(direction: Direction, chunk: Uint8Array): RecordedUnit[] {
    const units = this.#framers[direction].push(chunk);
    this.#held[direction] += chunk.length - units.reduce((sum, unit) => sum + unit.size, 0);
    return units.map((unit) => this.#record(direction, unit));
  }

  #record(direction: Direction, unit: Pick<FramedUnit, 'protocol' | 'kind' | 'bytes'>): RecordedUnit {
    const { protocol, kind, bytes } = unit;
    const time = performance.timeOrigin + performance.now();
    const { next } = this.#store;
    const heard =
      protocol === 'amqp'
        ? this.#conversation.feed(direction === 'sent' ? 'client' : 'server', bytes, time, next)
        : undefined;
    if (heard !== undefined && kind === 'frame') this.#version++;
    const amqp = heard === undefined ? undefined : toAmqpUnit(heard.frame, kind);
    const xmpp = protocol === 'xmpp' ? peekXmpp(bytes, kind) : undefined;
    // What the unit's own bytes break is recomputed on demand; what it breaks in its place, and what it answers, is known only now.
    const { found, answers } = xmpp === undefined ? nothing : this.#follow(direction, kind, xmpp.name, bytes, next);
    const broken = heard?.found ?? found;
    const answered = heard?.answers ?? answers;
    const seq = this.#store.add({
      time,
      direction,
      connection: this.connection.number,
      protocol,
      kind,
      name: amqp?.name ?? xmpp?.name ?? (protocol === 'amqp-0-9-1' ? `AMQP 0-9-1 ${kind}` : kind),
      ...(amqp?.channel === undefined ? {} : { channel: amqp.channel }),
      secrecy: heard?.secrecy,
      bytes,
    });
    if (seq !== undefined) {
      this.#store.pair(answered, seq);
      if (broken.length > 0) this.#store.remark(seq, broken);
    }
    const namespaces = this.#declared[direction];
    const recorded = {
      seq,
      time,
      direction,
      protocol,
      kind,
      bytes,
      ...(amqp === undefined ? {} : { amqp, found: broken }),
      ...(xmpp === undefined ? {} : { xmpp }),
      ...(namespaces.length === 0 ? {} : { namespaces }),
    };
    for (const listener of this.#listeners) listener(recorded);
    return recorded;
  }

  /** What a unit of XMPP breaks in its place; a header's declarations are noted for those who look later. */
  #follow(direction: Direction, kind: UnitKind, name: string, bytes: Uint8Array, seq: number | undefined): Followed {
    if (kind === 'keepalive' || kind === 'garbage') return nothing;
    const found = this.#traffic.follow(direction, bytes, seq);
    const context = this.#traffic.context(direction);
    const { namespaces = none } = context;
    if (direction === 'received' && name === 'presence' && this.#presences.receive(bytes, context)) this.#version++;
    if (namespaces !== this.#declared[direction]) {
      this.#declared[direction] = namespaces;
      this.#store.declare(this.connection.number, direction, namespaces);
    }
    return { found, answers: this.#traffic.answers };
  }
}

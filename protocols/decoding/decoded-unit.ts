import type { ConnectionFollower } from '../connection-follower.ts';
import type {
  Followed,
  FramedUnit,
  Issue,
  Note,
  OpenUnit,
  ProtocolName,
  Severity,
  Side,
  Unit,
  UnitKind,
  UnitPlace,
} from '../core/index.ts';
import { clip, noteOf } from '../core/index.ts';
import { protocolOf } from '../index.ts';

/** Characters of what a rule of a tap says that are shown. */
const longestFault = 200;

/** A unit of the input in its place, with all that is known about it. One object, since captures have millions of units; `Required` so that no fact of a unit is left out. */
export class DecodedUnit implements Required<Unit> {
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly offset: number;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly lossy: FramedUnit['lossy'];
  readonly explanation: FramedUnit['explanation'];
  readonly fault: FramedUnit['fault'];
  readonly connection: number;
  readonly side: Side;
  /** Milliseconds since 1970; undefined where the input has no times. */
  readonly time: number | undefined;
  /** Its number in its connection, from 1. */
  readonly number: number;
  readonly encrypted: boolean | undefined;
  readonly #followed: Followed;

  /** Feeds the unit to the follower of its connection. @throws Error where the unit's protocol was not loaded */
  constructor(
    { protocol, kind, offset, size, bytes, lossy, explanation, fault }: FramedUnit,
    connection: number,
    side: Side,
    time: number | undefined,
    number: number,
    encrypted: boolean | undefined,
    follower: ConnectionFollower,
  ) {
    this.protocol = protocol;
    this.kind = kind;
    this.offset = offset;
    this.size = size;
    this.bytes = bytes;
    this.lossy = lossy;
    this.explanation = explanation;
    this.fault = fault;
    this.connection = connection;
    this.side = side;
    this.time = time;
    this.number = number;
    this.encrypted = encrypted;
    this.#followed = follower.feed(this);
  }

  get opened(): OpenUnit {
    return this.#followed.opened;
  }

  /** The numbers of the units that it answers. */
  get answers(): readonly number[] {
    return this.#followed.answers;
  }

  get notes(): readonly Note[] {
    const { notes } = this.#followed;
    if (this.fault === undefined) return notes;
    return [
      noteOf('wire/fault', `A rule of a tap made this: ${clip(this.fault, longestFault)}`, [this.number]),
      ...notes,
    ];
  }

  /** AMQP: session and link. */
  get place(): UnitPlace | undefined {
    return this.#followed.context.place;
  }

  /** AMQP: the delivery-id of the delivery that a transfer is of. */
  get delivery(): number | undefined {
    return this.#followed.delivery;
  }

  /** The whole message, when this unit ends a delivery of several frames. */
  get message(): Followed['message'] {
    return this.#followed.message;
  }

  /** What it breaks in its place, before the project's severities. */
  get placed(): readonly Issue[] {
    return this.#followed.issues;
  }

  /** All that is wrong, hints included. */
  get issues(): readonly Issue[] {
    return this.#found('hint');
  }

  /** What is wrong, without hints, which cost something to find. */
  get findings(): readonly Issue[] {
    return this.#found('information');
  }

  #found(least: Severity): readonly Issue[] {
    const { judge } = protocolOf(this.protocol);
    const { opened, issues: placed } = this.#followed;
    const own = judge.issues(opened, least);
    return placed.length === 0 ? own : [...own, ...judge.rate(placed, opened.project)];
  }
}

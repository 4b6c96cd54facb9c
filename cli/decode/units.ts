import { DeliveryAssembler, Conversation, type Heard } from '../../protocols/amqp/conversation/index.ts';
import { decodeMessage, type FrameOptions } from '../../protocols/amqp/index.ts';
import { issues091 } from '../../protocols/amqp091/index.ts';
import type { Side } from '../../protocols/captures/connections.ts';
import type { FramedUnit, Issue } from '../../protocols/text/index.ts';
import { issuesXmpp } from '../../protocols/xmpp/index.ts';

/** A unit with all that its protocol knows of it. */
export interface DecodedUnit {
  readonly connection: number;
  readonly direction: Side;
  /** Milliseconds since 1970; 0 where the input has no times. */
  readonly time: number;
  readonly unit: FramedUnit;
  readonly issues: readonly Issue[];
  /** AMQP 1.0 only. */
  readonly heard?: Heard;
  /** The whole message, when this frame ends a delivery of several frames. */
  readonly message?: Uint8Array;
}

interface Followed {
  readonly conversation: Conversation;
  readonly assemblers: Readonly<Record<Side, DeliveryAssembler>>;
}

/** Decodes and judges the units of all connections of a capture; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new Map<number, Followed>();
  readonly #decode: FrameOptions;
  readonly #sides: 'both' | Side;
  readonly #partial: boolean;

  /** `sides`: which directions the input has at all; `partial` where it misses their beginning. */
  constructor(decode: FrameOptions, sides: 'both' | Side, partial = false) {
    this.#partial = partial;
    this.#decode = decode;
    this.#sides = sides;
  }

  decode(connection: number, direction: Side, time: number, unit: FramedUnit): DecodedUnit {
    const base = { connection, direction, time, unit };
    switch (unit.protocol) {
      case 'amqp':
        return this.#amqp(base);
      case 'amqp-0-9-1':
        return { ...base, issues: issues091(unit.bytes) };
      case 'xmpp':
        return { ...base, issues: unit.kind === 'keepalive' ? [] : issuesXmpp(unit.bytes) };
      case 'unknown':
        return { ...base, issues: [{ code: 'wire/unknown-protocol', severity: 'error', message: 'These bytes are neither AMQP nor XMPP.', offset: 0, length: unit.size }] };
    }
  }

  #amqp(base: Omit<DecodedUnit, 'issues'>): DecodedUnit {
    let followed = this.#connections.get(base.connection);
    if (followed === undefined) {
      followed = { conversation: new Conversation({ sides: this.#sides, partial: this.#partial, decode: this.#decode }), assemblers: { client: new DeliveryAssembler(), server: new DeliveryAssembler() } };
      this.#connections.set(base.connection, followed);
    }
    const heard = followed.conversation.feed(base.direction, base.unit.bytes, base.time === 0 ? undefined : base.time);
    const message = followed.assemblers[base.direction].take(heard);
    const { connection, direction, time, unit } = base;
    if (message === undefined) return { connection, direction, time, unit, issues: heard.issues, heard };
    // The message's own findings are told where it ends: their bytes lie in several frames.
    const found = decodeMessage(message, this.#decode).issues.map((issue) => ({ ...issue, message: `In the message of ${heard.delivery?.frames ?? 0} frames, byte ${issue.offset}: ${issue.message}`, offset: 0, length: base.unit.size }));
    return { ...base, issues: [...heard.issues, ...found], heard, message };
  }
}

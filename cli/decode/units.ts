import { DeliveryAssembler, Conversation, type FollowedFrame } from '../../protocols/amqp/conversation/index.ts';
import { decodeMessage, type FrameOptions } from '../../protocols/amqp/decode/index.ts';
import { issues091 } from '../../protocols/amqp091/index.ts';
import type { Side } from '../../protocols/core/index.ts';
import type { FramedUnit, Issue, ProtocolName, RuleSettings } from '../../protocols/core/index.ts';
import { DecodedUnit, isWhole, RatedUnit, rulesOf, TornUnit, type Rules } from './decoded-unit.ts';
import type { XmppUnits } from './xmpp-units.ts';

const nothing: readonly Issue[] = [];

interface Followed {
  readonly conversation: Conversation;
  readonly assemblers: Record<Side, DeliveryAssembler>;
}

/** What the project of an input says of it. */
export interface UnitProject {
  /** The texts of its own XML Schemas, for XMPP. */
  readonly schemas?: readonly string[] | undefined;
  /** The severities that it sets. */
  readonly rules?: RuleSettings | undefined;
}

/** Decodes and judges the units of all connections of a capture; each connection is one conversation. */
export class UnitDecoder {
  readonly #connections = new Map<number, Followed>();
  readonly #decode: FrameOptions;
  readonly #sides: 'both' | Side;
  readonly #partial: boolean;
  readonly #schemas: readonly string[];
  readonly #rules: Rules | undefined;
  /** The sides, by connection, of whose bytes some are missing, until one of their units is whole again. */
  readonly #torn = new Map<number, Set<Side>>();
  #xmpp: XmppUnits | undefined;

  /** `sides`: which directions the input has at all; `partial` where it misses their beginning. */
  constructor(
    decode: FrameOptions,
    sides: 'both' | Side,
    partial = false,
    { schemas = [], rules = {} }: UnitProject = {},
  ) {
    this.#partial = partial;
    this.#schemas = schemas;
    this.#rules = rulesOf(rules);
    this.#decode = decode;
    this.#sides = sides;
  }

  /** Whether all that a unit of a protocol is judged by has been loaded. XMPP's specifications are many, and most captures have none of it. */
  knows(protocol: ProtocolName): boolean {
    return protocol !== 'xmpp' || this.#xmpp !== undefined;
  }

  /** Loads what a protocol's units are judged by; before, `decode` must not be called with one. */
  async learn(protocol: ProtocolName): Promise<void> {
    if (protocol === 'xmpp') this.#xmpp ??= new (await import('./xmpp-units.ts')).XmppUnits(this.#schemas);
  }

  /** Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. */
  late(connection: number, lost?: Side): void {
    this.#xmpp?.late(connection);
    const followed = this.#follow(connection);
    followed.conversation.gap(lost);
    if (lost === undefined) return;
    followed.assemblers[lost] = new DeliveryAssembler();
    this.#torn.set(connection, (this.#torn.get(connection) ?? new Set()).add(lost));
  }

  decode(connection: number, direction: Side, time: number, unit: FramedUnit): DecodedUnit {
    const decoded = this.#decodeUnit(connection, direction, time, unit);
    return this.#torn.size === 0 ? decoded : this.#besideGap(decoded);
  }

  #besideGap(decoded: DecodedUnit): DecodedUnit {
    const { connection, direction, time, unit, heard, message, context } = decoded;
    const sides = this.#torn.get(connection);
    if (sides?.has(direction) !== true) return decoded;
    if (!isWhole(decoded)) return new TornUnit(connection, direction, time, unit, nothing, heard, message, context);
    sides.delete(direction);
    if (sides.size === 0) this.#torn.delete(connection);
    return decoded;
  }

  #decodeUnit(connection: number, direction: Side, time: number, unit: FramedUnit): DecodedUnit {
    if (unit.protocol === 'amqp') return this.#amqp(connection, direction, time, unit);
    if (unit.protocol !== 'xmpp') return this.#unit(connection, direction, time, unit, ownIssues(unit));
    if (this.#xmpp === undefined) throw new Error('An XMPP unit was decoded before its protocol was loaded.');
    const { issues, context } = this.#xmpp.judge(connection, direction, unit);
    return this.#unit(connection, direction, time, unit, issues, undefined, undefined, context);
  }

  #unit(...unit: ConstructorParameters<typeof DecodedUnit>): DecodedUnit {
    return this.#rules === undefined ? new DecodedUnit(...unit) : new RatedUnit(this.#rules, ...unit);
  }

  #amqp(connection: number, direction: Side, time: number, unit: FramedUnit): DecodedUnit {
    const followed = this.#follow(connection);
    const heard = followed.conversation.feed(direction, unit.bytes, time === 0 ? undefined : time);
    const message = heard.delivery === undefined ? undefined : followed.assemblers[direction].take(heard);
    const own = message === undefined ? nothing : this.#messageIssues(message, heard, unit);
    if (this.#rules !== undefined)
      return new RatedUnit(this.#rules, connection, direction, time, unit, own, heard, message);
    return new DecodedUnit(connection, direction, time, unit, own, heard, message);
  }

  #follow(connection: number): Followed {
    let followed = this.#connections.get(connection);
    if (followed === undefined) {
      followed = {
        conversation: new Conversation({ sides: this.#sides, partial: this.#partial, decode: this.#decode }),
        assemblers: { client: new DeliveryAssembler(), server: new DeliveryAssembler() },
      };
      this.#connections.set(connection, followed);
    }
    return followed;
  }

  /** A message's own findings are told where it ends: their bytes lie in several frames. */
  #messageIssues(message: Uint8Array, heard: FollowedFrame, unit: FramedUnit): readonly Issue[] {
    const frames = heard.delivery?.frames ?? 0;
    return decodeMessage(message, this.#decode).issues.map((issue) => ({
      ...issue,
      message: `In the message of ${frames} frames, byte ${issue.offset}: ${issue.message}`,
      offset: 0,
      length: unit.size,
    }));
  }
}

function ownIssues(unit: FramedUnit): readonly Issue[] {
  if (unit.protocol === 'amqp-0-9-1') return issues091(unit.bytes);
  return [
    {
      code: 'wire/unknown-protocol',
      severity: 'error',
      message: 'These bytes are neither AMQP nor XMPP.',
      offset: 0,
      length: unit.size,
    },
  ];
}

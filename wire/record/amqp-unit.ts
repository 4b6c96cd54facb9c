import type { DecodedFrame, Scalar } from '../../protocols/amqp/index.ts';
import type { UnitKind } from '../../protocols/core/index.ts';

/** One unit of AMQP 1.0 as recording sees it. */
export interface AmqpUnit {
  /** `transfer`, `sasl-init`, `AMQP header`, `heartbeat`, or `frame` where there is no performative that is known. */
  readonly name: string;
  readonly channel: number | undefined;
  readonly frame: DecodedFrame;
}

const headerNames = {
  amqp: 'AMQP header',
  sasl: 'SASL header',
  tls: 'TLS header',
  'amqp-0-9-1': 'AMQP 0-9-1 header',
  unknown: 'protocol header',
} as const;

/** Names a unit that was decoded. */
export function toAmqpUnit(frame: DecodedFrame, kind: UnitKind): AmqpUnit {
  const name = kind === 'header' ? headerNames[frame.header?.name ?? 'unknown'] : (frame.performativeName ?? kind);
  return { name, channel: frame.frameType === 'amqp' ? frame.channel : undefined, frame };
}

/** A field's value; undefined where it is absent, null, or not simple. Defaults count as values. */
export function fieldOf(unit: AmqpUnit, name: string): Scalar | undefined {
  return unit.frame.field(name)?.value ?? undefined;
}

/** A field that is a number: handles, ids, channels (uint and ushort). */
export function numberOf(unit: AmqpUnit, name: string): number | undefined {
  const value = fieldOf(unit, name);
  return typeof value === 'number' ? value : undefined;
}

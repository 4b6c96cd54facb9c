import { AmqpUnit, type Scalar } from '../../protocols/amqp/index.ts';
import type { RecordedUnit } from '../record/tap.ts';

/** A recorded unit of AMQP 1.0, decoded; undefined for units of other protocols. */
export function amqpOf({ opened }: RecordedUnit): AmqpUnit | undefined {
  return opened instanceof AmqpUnit ? opened : undefined;
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

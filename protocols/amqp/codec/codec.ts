import type { Codec } from '../../core/index.ts';
import { AmqpUnit } from './open-unit.ts';

/** Reads units of AMQP 1.0. */
export const amqpCodec: Codec = {
  protocol: 'amqp',
  open: (unit, context, project) => new AmqpUnit(unit, context, project),
};

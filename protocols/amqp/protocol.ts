import type { Protocol } from '../protocol.ts';
import { AmqpFollower, amqpCodec, amqpJudge } from './codec/index.ts';

/** AMQP 1.0. */
export const amqp: Protocol = {
  codec: amqpCodec,
  judge: amqpJudge,
  follower: (options) => new AmqpFollower(options),
};

import { PlainFollower } from '../core/index.ts';
import type { Protocol } from '../protocol.ts';
import { amqp091Codec, amqp091Judge } from './codec.ts';

/** AMQP 0-9-1. */
export const amqp091: Protocol = {
  codec: amqp091Codec,
  judge: amqp091Judge,
  follower: ({ project }) => new PlainFollower(amqp091Codec, project),
};

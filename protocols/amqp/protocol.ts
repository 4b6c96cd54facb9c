import type { Protocol } from '../protocol.ts';
import { AmqpFollower, amqpCodec, amqpJudge, amqpRedactor, amqpTemplates } from './codec/index.ts';
import { amqpSearch } from './search/index.ts';

/** AMQP 1.0. */
export const amqp: Protocol = {
  codec: amqpCodec,
  judge: amqpJudge,
  search: amqpSearch,
  templates: amqpTemplates,
  redactor: amqpRedactor,
  follower: (options) => new AmqpFollower(options),
};

import { noTemplates, PlainFollower } from '../core/index.ts';
import type { Protocol } from '../protocol.ts';
import { amqp091Codec, amqp091Judge, amqp091Search } from './codec.ts';
import { amqp091Redactor } from './redactor.ts';

/** AMQP 0-9-1. */
export const amqp091: Protocol = {
  codec: amqp091Codec,
  judge: amqp091Judge,
  search: amqp091Search,
  templates: noTemplates,
  redactor: amqp091Redactor,
  follower: ({ project }) => new PlainFollower(amqp091Codec, project),
};

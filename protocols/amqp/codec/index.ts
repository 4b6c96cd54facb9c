export { amqpRedactor } from './redactor.ts';
export { amqpCodec } from './codec.ts';
export { AmqpFollower } from './follower.ts';
export { amqpJudge } from './judge.ts';
export { amqpTemplates } from './template.ts';
export { AmqpUnit } from './open-unit.ts';

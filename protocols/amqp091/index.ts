export { classes, type Argument, type ArgumentType, type ClassDefinition } from './definitions.ts';
export { amqp091Codec, amqp091Judge } from './codec.ts';
export { decode091, type Frame091 } from './decode.ts';
export { createAmqp091Framer } from './framer.ts';
export type { Node091, Problem091 } from './node.ts';

export { classes, type Argument, type ArgumentType, type ClassDefinition } from './definitions.ts';
export { decode091, type Frame091 } from './decode.ts';
export { createAmqp091Framer } from './framer.ts';
export { inspect091, issues091, secretRanges091, summarize091 } from './inspect.ts';
export type { Node091, Problem091 } from './node.ts';

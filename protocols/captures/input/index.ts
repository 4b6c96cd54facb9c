export { InputError, type Feeder, type InputContext } from './model.ts';
export { formats, type Format, type FormatName } from './formats.ts';
export { readInput } from './read-input.ts';
export { streamsTo } from './streams-to.ts';
export type { ConnectionStart, UnitSink } from './model.ts';

export { InputError } from './model.ts';
export type { ConnectionStart, Feeder, Format, FormatName, InputContext, UnitSink } from './model.ts';
export { listFormats } from './list-formats.ts';
export { readInput } from './read-input.ts';
export { streamsTo } from './streams-to.ts';

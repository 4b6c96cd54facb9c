export { InputError } from './model.ts';
export type {
  ConnectionDetails,
  ConnectionEnd,
  ConnectionStart,
  Feeder,
  Format,
  FormatName,
  InputContext,
  TlsDetails,
  UnitSink,
} from './model.ts';
export { listFormats } from './list-formats.ts';
export { readInput } from './read-input.ts';
export { streamsTo } from './streams-to.ts';

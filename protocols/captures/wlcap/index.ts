export type { WlcapConnection } from './model.ts';
export { isWlcap, WlcapFeeder } from './reader.ts';
export { WlcapWriter } from './writer.ts';

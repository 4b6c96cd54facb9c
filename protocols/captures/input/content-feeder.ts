import { isWlcap, WlcapFeeder } from '../wlcap/index.ts';
import type { Feeder, InputContext } from './model.ts';
import { rawFeeder } from './raw-feeder.ts';
import { TextFeeder } from './text-feeder.ts';

/** The reader for an input that is no capture of packets: our own captures, raw bytes, or a text, whose format its lines show. */
export function contentFeederOf(first: Uint8Array, context: InputContext): Feeder {
  if (isWlcap(first)) return new WlcapFeeder(context.sink);
  return rawFeeder(first, context) ?? new TextFeeder(context);
}

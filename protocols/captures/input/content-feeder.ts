import { isWlcap, WlcapFeeder } from '../wlcap/index.ts';
import type { Feeder, InputContext } from './model.ts';
import { rawFeeder } from './raw-feeder.ts';
import { TextFeeder } from './text-feeder.ts';

/**
 * The reader for an input that is no capture of packets: our own captures, raw bytes, or a text, whose format its lines show. `more` where the bytes are too few
 * to tell.
 * @param final no more bytes come
 */
export function contentFeederOf(first: Uint8Array, context: InputContext, final: boolean): Feeder | 'more' {
  if (isWlcap(first)) return new WlcapFeeder(context.sink);
  // A log comes before what only may be something else, so that the end is not waited for.
  const raw = rawFeeder(first, context, { final: false, pasted: true }) ?? new TextFeeder(context);
  return raw === 'more' && final ? new TextFeeder(context) : raw;
}

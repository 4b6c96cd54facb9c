import type { Feeder, InputContext } from './model.ts';
import { rawFeeder } from './raw-feeder.ts';
import { TextFeeder } from './text-feeder.ts';

/** The reader for an input that is no capture: raw bytes, or a text, whose format its lines show. */
export function contentFeederOf(first: Uint8Array, context: InputContext): Feeder {
  return rawFeeder(first, context) ?? new TextFeeder(context);
}

import type { Lossy } from '../../../core/index.ts';
import { standardRegistry, type CompositeDefinition } from '../../../amqp/definitions/index.ts';
import { encodeFrame } from '../../../amqp/encode/index.ts';
import { comparedName, type LogFields } from './log-value.ts';
import { ValueProblem, ValueMaker } from './value-maker.ts';

export type { LogFields, LogValue } from './log-value.ts';

/** A frame as a log tells it. */
export interface LogFrame {
  /** Its name, such as `open` or `SaslInit`. */
  readonly performative: string;
  readonly fields: LogFields;
  /** 0 where it is left out. */
  readonly channel?: number | undefined;
  readonly payload?: Uint8Array | undefined;
  /** The log has the beginning of the payload only. */
  readonly payloadCut?: boolean | undefined;
}

/** Performatives by the names that they are compared by. */
const performatives: ReadonlyMap<string, CompositeDefinition> = new Map(
  ['frame', 'sasl-frame']
    .flatMap((archetype) => standardRegistry.providers(archetype))
    .flatMap((type) => (type.kind === 'composite' ? [[comparedName(type.name), type] as const] : [])),
);

/** Whether AMQP has a performative of that name, in any of the ways in which logs write it. */
export function isPerformative(name: string): boolean {
  return performatives.has(comparedName(name));
}

/**
 * The bytes of a frame that a log tells by its fields (AMQP 1.0, 2.3): of type SASL where its performative is one of SASL. What the log
 * leaves out, and what it has as unknown, is null in them. The problem is a sentence without its full stop: a performative or field
 * that AMQP does not have, a channel that cannot be, or values nested too deep.
 */
export function frameOf(
  frame: LogFrame,
): { readonly bytes: Uint8Array; readonly lossy: Lossy } | { readonly problem: string } {
  const { performative, fields, channel = 0, payload, payloadCut = false } = frame;
  const definition = performatives.get(comparedName(performative));
  if (definition === undefined) return { problem: `AMQP has no performative “${performative.slice(0, 80)}”` };
  if (!Number.isInteger(channel) || channel < 0 || channel > 0xffff)
    return { problem: `A channel is a number from 0 to 65535, not ${channel}` };
  try {
    const bytes = encodeFrame({
      type: definition.provides.includes('sasl-frame') ? 'sasl' : 'amqp',
      channel,
      performative: new ValueMaker(standardRegistry).composite(definition, fields),
      ...(payload === undefined ? {} : { payload }),
    });
    return { bytes, lossy: payloadCut ? 'cut' : 'values' };
  } catch (error) {
    if (error instanceof ValueProblem) return { problem: error.message };
    throw error;
  }
}

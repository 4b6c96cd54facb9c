import { encode, toEncodable, type EncodeValue, type ValueNode } from '../../protocols/amqp/index.ts';
import { childOf } from './frame-check.ts';
import type { MessageChange } from './message.ts';
import type { Settlement } from './queue.ts';

/** What a client held undecided when it went away: an attempt that failed. */
export const failedDelivery: Settlement = { kind: 'modified', change: { failed: true }, undeliverableHere: false };

/** A terminal outcome (3.4): what it means for the queue, and the same as a value for the answer. */
export interface Outcome {
  readonly settlement: Settlement;
  readonly value: EncodeValue;
}

/** What a client says of deliveries that it got. */
export interface Told {
  /** Undefined where it says no outcome: nothing, or that it has received something. */
  readonly outcome: Outcome | undefined;
  /** The transaction that the outcome is part of (4.4.2), as hex. */
  readonly transaction: string | undefined;
  readonly settled: boolean;
}

/** What a source's default outcome means for a delivery that is settled without a word (3.5.3); without one it is released. */
export function defaultSettlement(outcome: string | undefined): Settlement {
  if (outcome === 'accepted') return { kind: 'accepted' };
  if (outcome === 'rejected') return { kind: 'rejected', reason: 'default outcome' };
  return outcome === 'modified' ? failedDelivery : { kind: 'released' };
}

/** Reads a terminal outcome within a frame; undefined for a state that is none, such as received. */
export function outcomeOf(state: ValueNode, frame: Uint8Array): Outcome | undefined {
  const settlement = settlementOf(state, frame);
  return settlement && { settlement, value: { type: 'raw', bytes: encode(toEncodable(state, frame)) } };
}

function settlementOf(state: ValueNode, frame: Uint8Array): Settlement | undefined {
  switch (state.type) {
    case 'accepted':
    case 'released':
      return { kind: state.type };
    case 'rejected': {
      const error = childOf(state, 'error');
      const parts = ['condition', 'description'].map((name) => error && childOf(error, name)?.value);
      const reason = parts.filter((part) => typeof part === 'string').join(': ');
      return { kind: 'rejected', reason: reason === '' ? 'no reason given' : reason };
    }
    case 'modified': {
      const annotations = childOf(state, 'message-annotations');
      const items = annotations?.presence === 'present' ? annotations.children : [];
      const change: MessageChange = {
        failed: childOf(state, 'delivery-failed')?.value === true,
        ...(items.length === 0
          ? {}
          : { annotations: items.map((node) => ({ type: 'raw' as const, bytes: encode(toEncodable(node, frame)) })) }),
      };
      return { kind: 'modified', change, undeliverableHere: childOf(state, 'undeliverable-here')?.value === true };
    }
    default:
      return undefined;
  }
}

import type { MessageChange } from './message.ts';
import type { Settlement } from './queue.ts';
import type { Outcome, Typed } from './rhea.ts';

/** What a client held undecided when it went away: an attempt that failed. */
export const FAILED_DELIVERY: Settlement = { kind: 'modified', change: { failed: true }, undeliverableHere: false };

/** Settled without a word: the source's default outcome (3.5.3), and without one released. */
export function defaultSettlement(outcome: unknown): Settlement {
  const descriptor = (outcome as Typed | null | undefined)?.descriptor?.value;
  if (descriptor === 0x24 || descriptor === 'amqp:accepted:list') return { kind: 'accepted' };
  if (descriptor === 0x25 || descriptor === 'amqp:rejected:list') return { kind: 'rejected', reason: 'default outcome' };
  if (descriptor === 0x27 || descriptor === 'amqp:modified:list') return FAILED_DELIVERY;
  return { kind: 'released' };
}

/** What a terminal outcome (3.4) means for the queue; undefined for a state that is none, such as received. */
export function settlementOf(state: Outcome): Settlement | undefined {
  const kind = (state.constructor as { readonly composite_type?: string }).composite_type;
  switch (kind) {
    case 'accepted':
      return { kind };
    case 'rejected': {
      const { condition, description } = state.error ?? {};
      const reason = [condition, description].filter((part) => typeof part === 'string').join(': ');
      return { kind, reason: reason === '' ? 'no reason given' : reason };
    }
    case 'modified': {
      const annotations = state.value[2]?.value;
      const change: MessageChange = {
        failed: state.delivery_failed === true,
        ...(Array.isArray(annotations) ? { annotations: annotations as readonly Typed[] } : {}),
      };
      return { kind, change, undeliverableHere: state.undeliverable_here === true };
    }
    case 'released':
      return { kind };
    default:
      return undefined;
  }
}

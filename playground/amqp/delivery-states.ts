import type { EncodeValue, ValueNode } from '../../protocols/amqp/index.ts';
import type { AmqpFailure } from './failure.ts';
import { binary, composite, errorValue } from './values.ts';

const known: ReadonlySet<string> = new Set([
  'received',
  'accepted',
  'rejected',
  'released',
  'modified',
  'transactional-state',
]);

/** The name of a delivery state that a client may send (3.4, 4.5.6); undefined for any other value. */
export const stateName = (state: ValueNode): string | undefined => (known.has(state.type) ? state.type : undefined);

export const accepted = composite('accepted');
export const rejected = (error: AmqpFailure): EncodeValue => composite('rejected', { error: errorValue(error) });

/** The outcome of a declare (4.5.5). `id` is hex, as everywhere here. */
export const declared = (id: string): EncodeValue => composite('declared', { 'txn-id': idValue(id) });

/** An outcome that holds once the transaction is discharged (4.5.6). */
export const withinTransaction = (id: string, outcome: EncodeValue): EncodeValue =>
  composite('transactional-state', { 'txn-id': idValue(id), outcome });

function idValue(hex: string): EncodeValue {
  return binary(Buffer.from(hex, 'hex'));
}

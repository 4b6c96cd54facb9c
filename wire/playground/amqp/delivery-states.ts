import type { AmqpFailure } from './failure.ts';
import { messages, types, type RheaDelivery, type Typed } from './rhea.ts';

/** Delivery states by their descriptors (3.4, 4.5.5, 4.5.6), in both of its forms. */
const names = new Map<unknown, string>(
  Object.entries({ received: 0x23, accepted: 0x24, rejected: 0x25, released: 0x26, modified: 0x27, 'transactional-state': 0x34 }).flatMap(
    ([name, code]) => [
      [code, name],
      [`amqp:${name}:list`, name],
    ],
  ),
);

/** The name of a delivery state that a client may send; undefined for any other value. */
export const stateName = (state: Typed): string | undefined => names.get(state.descriptor?.value);

export const accepted = (): Typed => messages.accepted().described();
export const rejected = (error: AmqpFailure): Typed => messages.rejected({ error }).described();

/** The outcome of a declare (4.5.5). `id` is hex, as everywhere here. */
export const declared = (id: string): Typed => types.described(types.wrap_ulong(0x33), types.wrap_list([binary(id)]));

/** An outcome that holds once the transaction is discharged (4.5.6). */
export const withinTransaction = (id: string, outcome: Typed): Typed =>
  types.described(types.wrap_ulong(0x34), types.wrap_list([binary(id), outcome]));

/** Tells a client what became of its delivery. Presettled deliveries are not answered, whatever became of them (2.6.12). */
export function answer(delivery: RheaDelivery, state: Typed): void {
  if (delivery.remote_settled) delivery.update(true);
  else delivery.update(undefined, state);
}

/** Settles a delivery to a client for good: rhea alone would keep it until the client settles as well, which it need not (2.6.12). */
export function conclude(delivery: RheaDelivery, state: Typed): void {
  delivery.update(true, state);
  delivery.remote_settled = true;
}

function binary(hex: string): Typed {
  return types.wrap_binary(Buffer.from(hex, 'hex'));
}

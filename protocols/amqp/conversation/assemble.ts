import type { Lossy } from '../../core/index.ts';
import type { FollowedFrame } from './conversation.ts';

/** Deliveries that are larger are not put together. */
const largestDelivery = 64 * 1024 * 1024;

/**
 * Puts the payloads of multi-frame deliveries together (AMQP 1.0, 2.6.14), for one side of a connection. Memory is bounded:
 * a delivery that grows beyond 64 MiB is let go.
 */
export class DeliveryAssembler {
  readonly #parts = new Map<string, { pieces: Uint8Array[]; size: number; whole: boolean }>();

  /**
   * Takes the next followed frame. Returns the whole message with the last frame of a delivery that came in several; none where a log
   * lacks a part of it.
   */
  take(followed: FollowedFrame, lossy?: Lossy): Uint8Array | undefined {
    const { delivery, frame } = followed;
    if (delivery === undefined) return undefined;
    const single = delivery.complete && delivery.frames === 1;
    if (single && this.#parts.size === 0) return undefined;
    const { payload } = frame;
    const key = `${frame.channel ?? 0}/${delivery.link}`;
    if (delivery.aborted || single) {
      this.#parts.delete(key);
      return undefined;
    }
    let held = this.#parts.get(key);
    if (held === undefined || delivery.frames === 1)
      this.#parts.set(key, (held = { pieces: [], size: 0, whole: true }));
    if (lossy === 'cut' || (lossy !== undefined && payload === undefined)) held.whole = false;
    if (payload !== undefined && held.size + payload.size <= largestDelivery) {
      held.pieces.push(frame.bytes.subarray(payload.offset, payload.offset + payload.size));
    }
    held.size += payload?.size ?? 0;
    if (!delivery.complete) return undefined;
    this.#parts.delete(key);
    return held.size > largestDelivery || !held.whole ? undefined : join(held.pieces, held.size);
  }
}

function join(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

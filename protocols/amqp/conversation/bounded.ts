import type { Lossy, Side } from '../../core/index.ts';
import { Conversation, type ConversationOptions, type FollowedFrame } from './conversation.ts';

/** What a peer may make a conversation hold, in bytes: sessions, links and unsettled deliveries, at least 200 bytes each. */
const largest = 32 << 20;
const least = 200;
/** Other frames than transfers that make a conversation hold more. */
const growing = new Set<string | undefined>(['begin', 'attach', 'detach']);

/**
 * A conversation that holds a bounded memory. One whose peer begins sessions, attaches links or leaves deliveries unsettled without
 * end is followed from there on as if its beginning had been missed.
 */
export class BoundedConversation {
  readonly #options: ConversationOptions;
  #current: Conversation;
  /** An upper bound of what `current` holds. */
  #held = 0;

  constructor(options: ConversationOptions = {}) {
    this.#options = options;
    this.#current = new Conversation(options);
  }

  get current(): Conversation {
    return this.#current;
  }

  /** Takes the next unit of a side, as `Conversation.feed` does. */
  feed(
    side: Side,
    bytes: Uint8Array,
    time: number | undefined,
    unit: number | undefined,
    lossy?: Lossy,
  ): FollowedFrame {
    const followed = this.#current.feed(side, bytes, time, unit, lossy);
    const { frame } = followed;
    const name = frame.performativeName;
    if (name !== 'transfer' && !growing.has(name)) return followed;
    this.#held += least + bytes.length - frame.payloadSize;
    if (this.#held <= largest) return followed;
    this.#held = sizeOf(this.#current);
    // Half of the bound is left before it is counted again, so that counting costs little however much passes.
    if (this.#held <= largest / 2) return followed;
    this.#current = new Conversation({ ...this.#options, partial: true });
    this.#held = 0;
    return followed;
  }

  /** See `Conversation.gap`. */
  gap(lost: Side | undefined): void {
    this.#current.gap(lost);
  }
}

function sizeOf({ client, server }: Conversation): number {
  let size = 0;
  for (const half of [client, server]) {
    for (const { handles, unsettled, attachUnits, detachUnits, strays } of half.sessions.values()) {
      size += least + strays.size * least;
      for (const name of [...attachUnits.keys(), ...detachUnits.keys()]) size += least + name.length;
      for (const { name, source = '', target = '' } of handles.values())
        size += least + name.length + source.length + target.length;
      for (const { tag } of unsettled.values()) size += least + tag.length;
    }
  }
  return size;
}

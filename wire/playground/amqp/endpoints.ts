import { failure, type AmqpFailure } from './failure.ts';
import type { FrameFacts } from './frame-check.ts';
import { MAX_LINKS } from './limits.ts';

/** Counts what a client has opened and not closed, so that one that never closes anything comes to an end. */
export class Endpoints {
  /** Links by the channel of their session; they end with it. */
  readonly #channels = new Map<number, number>();

  /** Follows one frame of the client; a failure if it opens too much, or a session where one is (2.5.1). */
  follow(frame: FrameFacts): AmqpFailure | undefined {
    switch (frame.name) {
      case 'begin':
        if (this.#channels.has(frame.channel))
          return failure('amqp:not-allowed', `There is a session on channel ${frame.channel} already.`);
        this.#channels.set(frame.channel, 0);
        return undefined;
      case 'end':
        this.#channels.delete(frame.channel);
        return undefined;
      case 'attach':
        return this.#attach(frame.channel);
      case 'detach':
        this.#channels.set(frame.channel, Math.max(0, (this.#channels.get(frame.channel) ?? 0) - 1));
        return undefined;
      default:
        return undefined;
    }
  }

  /** Links that were refused count as well until the client has detached them. */
  #attach(channel: number): AmqpFailure | undefined {
    this.#channels.set(channel, (this.#channels.get(channel) ?? 0) + 1);
    const attached = [...this.#channels.values()].reduce((sum, links) => sum + links, 0);
    if (attached <= 2 * MAX_LINKS) return undefined;
    return failure('amqp:resource-limit-exceeded', `More than ${2 * MAX_LINKS} links were attached and not detached.`);
  }
}

import type { ProtocolName, Side } from '../core/index.ts';
import { Recogniser, type Verdict } from './recognition/recogniser.ts';

/** What comes of one direction. */
export type StreamEvent =
  | { readonly what: 'data'; readonly bytes: Uint8Array; readonly time: number }
  | { readonly what: 'gap'; readonly length: number; readonly time: number }
  | { readonly what: 'end'; readonly time: number }
  | { readonly what: 'late' | 'middle' };

/** Takes what comes of a direction when it is known what the connection carries. */
export interface Follows {
  apply(event: StreamEvent): void;
}

/** Takes what the bytes tell, with all that came, and gives what holds. */
export type Decided = (verdict: Verdict, events: readonly (readonly [Side, StreamEvent])[]) => Verdict;

/** So much of a connection is looked at, in bytes and in pieces of both sides. */
const mostBytes = 32 * 1024;
const mostPieces = 256;
/** What all connections of a capture that are looked at may hold together. */
const mostTogether = 64 * 1024 * 1024;

/** The connections of a capture of which it is not known yet what they carry: those that wait longest are decided when they hold too much. */
export class Undecided {
  readonly #waiting = new Map<Beginning, number>();
  #bytes = 0;

  hold(beginning: Beginning, bytes: number): void {
    this.#waiting.set(beginning, (this.#waiting.get(beginning) ?? 0) + bytes);
    this.#bytes += bytes;
    while (this.#bytes > mostTogether) {
      const [oldest] = this.#waiting.keys();
      if (oldest === undefined) return;
      oldest.settle();
    }
  }

  release(beginning: Beginning): void {
    this.#bytes -= this.#waiting.get(beginning) ?? 0;
    this.#waiting.delete(beginning);
  }
}

/** What an event costs to hold beside its bytes. */
const eventSize = 64;

/**
 * The first bytes of both directions of a connection, held in their order until they tell what it carries: both directions decide
 * together. Then they go on to the directions, and all that comes after them.
 */
export class Beginning {
  readonly #recogniser: Recogniser;
  readonly #undecided: Undecided;
  readonly #decided: Decided;
  #held: (readonly [Follows, Side, StreamEvent])[] = [];
  #bytes = 0;
  #pieces = 0;
  verdict: Verdict | undefined;

  /**
   * @param expected what is expected here, so that less of it is enough
   * @param decided called once, before what is held goes on; gives the verdict that holds
   */
  constructor(expected: readonly ProtocolName[], undecided: Undecided, decided: Decided) {
    this.#recogniser = new Recogniser(expected);
    this.#undecided = undecided;
    this.#decided = decided;
  }

  take(stream: Follows, side: Side, event: StreamEvent): void {
    if (this.verdict !== undefined) return stream.apply(event);
    // A copy: the piece that it comes in may be used again.
    const held = event.what === 'data' ? { ...event, bytes: new Uint8Array(event.bytes) } : event;
    this.#held.push([stream, side, held]);
    this.#pieces++;
    const bytes = (held.what === 'data' ? held.bytes.length : 0) + eventSize;
    this.#bytes += bytes;
    this.#look(side, held);
    const verdict = this.#recogniser.verdict();
    if (verdict !== undefined) this.#decide(verdict);
    else if (this.#bytes > mostBytes || this.#pieces > mostPieces) this.settle();
    else this.#undecided.hold(this, bytes);
  }

  /** Decides by what there is. */
  settle(): void {
    if (this.verdict === undefined) this.#decide(this.#recogniser.settle());
  }

  #look(side: Side, event: StreamEvent): void {
    switch (event.what) {
      case 'data':
        return this.#recogniser.take(side, event.bytes);
      case 'gap':
        return this.#recogniser.gap(side);
      case 'middle':
        return this.#recogniser.missed(side);
      case 'end':
        return this.#recogniser.end(side);
      case 'late':
        return;
    }
  }

  #decide(verdict: Verdict): void {
    this.#undecided.release(this);
    const held = this.#held;
    this.#held = [];
    this.verdict = this.#decided(
      verdict,
      held.map(([, side, event]) => [side, event]),
    );
    for (const [stream, , event] of held) stream.apply(event);
  }
}

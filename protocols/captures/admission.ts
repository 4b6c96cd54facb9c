/** Of what a connection gives before it is known whether it is shown, no more is kept. */
const mostHeld = 32 * 1024;
const mostSteps = 64;

/**
 * Whether a connection of a capture is shown: one that carries AMQP or XMPP, one on a port of theirs, or any where all are asked
 * for. Until that is known, what it gives waits, up to a bound.
 */
export class Admission {
  #isShown: boolean;
  #held: (() => void)[] = [];
  #bytes = 0;
  /** Bytes that were let go of. */
  #dropped = 0;
  readonly #tellDropped: (bytes: number) => void;

  /** @param tellDropped told how many bytes are left out of a connection that is shown after all */
  constructor(isShown: boolean, tellDropped: (bytes: number) => void) {
    this.#isShown = isShown;
    this.#tellDropped = tellDropped;
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  /** The connection is one that is shown. */
  admit(): void {
    if (this.#isShown) return;
    this.#isShown = true;
    const held = this.#held;
    this.#held = [];
    for (const give of held) give();
    if (this.#dropped > 0) this.#tellDropped(this.#dropped);
  }

  /** Gives something out, now or when the connection is shown. `bytes`: how many of the connection it holds. */
  pass(give: () => void, bytes = 0): void {
    if (this.#isShown) give();
    else if (this.#bytes + bytes > mostHeld || this.#held.length >= mostSteps) this.#dropped += bytes;
    else {
      this.#bytes += bytes;
      this.#held.push(give);
    }
  }

  /** Nothing more comes: what waits is let go of. */
  close(): void {
    this.#held = [];
  }
}

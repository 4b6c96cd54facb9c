import type { Side } from '../../core/index.ts';

/**
 * Rules that what a program prints cannot break. Each compares a unit with earlier ones, and a log may leave those out, or the ones
 * between: by its level, by a filter, because it shows stanzas alone, or because it is cut. What a unit breaks by itself is found all
 * the same, and these too in a log that begins with the headers of the stream (`PrintedStream`).
 */
export const needEveryUnit: ReadonlySet<string> = new Set([
  'xmpp/reply-unasked', // the request
  'xmpp/reply-from', // the answer to a request with this id, and another request with it
  'xmpp/reply-payload', // the same
  'xmpp/id-reused', // the answer to the request before
  'xmpp/handled-count', // stanzas that were counted
  'xmpp/archive-forged', // the query
  'xmpp/correction-sender', // another message with this id
  'xmpp/caps-announced', // a later presence
  'xmpp/clear-after-proceed', // the header of the client inside TLS
]);

/** What a stream is restarted after (RFC 6120, 5.4.3.3 and 6.4.6), or another one begins after. */
const beforeHeader: ReadonlySet<string> = new Set(['proceed', 'success', 'compressed', 'error', 'close']);

/**
 * Tells whether a log has a stream from its beginning on: it begins with the headers of both sides, nothing of it is lost, and no other
 * stream is mixed in, since several clients of one program may share a log.
 */
export class PrintedStream {
  readonly #headers: Record<Side, boolean> = { client: false, server: false };
  /** No header may come now: one that does is of another stream. */
  #isOpen = false;
  #isMixed = false;
  #address: string | undefined;

  get isWhole(): boolean {
    return this.#headers.client && this.#headers.server && !this.#isMixed;
  }

  /** A side's header. */
  header(side: Side): void {
    if (side === 'server') {
      this.#headers.server = this.#headers.client;
      return;
    }
    if (this.#isOpen) this.#isMixed = true;
    else this.#address = undefined;
    this.#isOpen = true;
    this.#headers.client = true;
    this.#headers.server = false;
  }

  /** An element that is no stanza, by its local name. */
  element(name: string): void {
    if (beforeHeader.has(name)) this.end();
  }

  /** The stream ends or is restarted: the next header belongs to it. */
  end(): void {
    this.#isOpen = false;
  }

  /** The address that a unit grants to the client, if it does. */
  granted(address: string | undefined): void {
    if (address === undefined) return;
    if (this.#address !== undefined && this.#address !== address) this.#isMixed = true;
    this.#address = address;
  }

  /** Units may be missing here. */
  gap(): void {
    this.#headers.client = false;
    this.#headers.server = false;
    this.#isOpen = false;
  }
}

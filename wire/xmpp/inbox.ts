import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import { address, answersTo } from '../../protocols/xmpp/traffic/index.ts';
import { clip } from '../../protocols/core/index.ts';
import { cancelled, wireError, type WireError } from '../failures.ts';
import { child, is, type XmlElement } from './element.ts';

/** What the server may send next: `nothing` until this client has asked, and `stanzas` once a resource is being bound. */
type Due = 'nothing' | 'header' | 'answer' | 'stanzas';

/**
 * What arrives while a stream is negotiated, which goes step by step: each answer is asked for, with a limit of time over all.
 * What comes before it was asked for answers nothing, may be injected, and ends the negotiation.
 */
export class Inbox {
  /** Rejects with what ended the negotiation; never resolves. */
  readonly failed: Promise<never>;
  #due: Due = 'nothing';
  /** Stanzas behind the answer to resource binding, in the same chunk. */
  #queue: XmlElement[] = [];
  #error: WireError | undefined;
  #waiting:
    { readonly resolve: (element: XmlElement) => void; readonly reject: (error: WireError) => void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #deadline = Infinity;
  #expired: () => void = () => undefined;
  #reject: (error: WireError) => void = () => undefined;
  readonly #stop: () => void;
  readonly #target: string;

  constructor(target: string, signal: AbortSignal) {
    this.#target = target;
    this.failed = new Promise((_resolve, reject) => (this.#reject = reject));
    // A negotiation that succeeds has no one who waits for it.
    this.failed.catch(() => undefined);
    const onAbort = (): void => this.fail(cancelled(`The login at ${target}`));
    signal.addEventListener('abort', onAbort);
    this.#stop = () => {
      clearTimeout(this.#timer);
      signal.removeEventListener('abort', onAbort);
    };
    if (signal.aborted) onAbort();
  }

  /** Starts the clock, once the transport is open. */
  limit(ms: number): void {
    this.#expired = () =>
      this.fail(
        wireError(
          'timeout',
          `${this.#target} accepted the connection but did not finish the login within ${ms / 1000} s.`,
          'The server hangs, or the port speaks another protocol.',
        ),
      );
    this.#deadline = performance.now() + ms;
    this.#timer = setTimeout(this.#expired, ms);
  }

  /** The server's stream header has arrived. Throws a `WireError` where no header is due. */
  header(name: string): void {
    if (this.#due !== 'header') throw this.#unasked(name);
    this.#due = 'answer';
  }

  /** An element has arrived. Throws a `WireError` where none is due. */
  push(element: XmlElement): void {
    // A flood keeps timers waiting.
    if (performance.now() > this.#deadline) this.#expired();
    if (this.#error !== undefined) return;
    const waiting = this.#waiting;
    if (this.#due !== 'stanzas') {
      if (this.#due !== 'answer' || waiting === undefined) throw this.#unasked(element.name);
      this.#due = 'nothing';
    }
    this.#waiting = undefined;
    if (waiting === undefined) this.#queue.push(element);
    else waiting.resolve(element);
  }

  /** Ends the negotiation; the first reason stays. */
  fail(error: WireError): void {
    this.#error ??= error;
    this.#waiting?.reject(this.#error);
    this.#waiting = undefined;
    // Later than what the element before it leads to, `<failure/>` for one.
    setImmediate(this.#reject, this.#error);
  }

  /** The next element, the answer to what was just sent; rejects with what ended the negotiation. */
  next(): Promise<XmlElement> {
    if (this.#due === 'nothing') this.#due = 'answer';
    return this.#next();
  }

  /** The first element of the stream that was just opened, which must be its features, behind the server's header (RFC 6120, 4.3.2). */
  async features(): Promise<XmlElement> {
    this.#due = 'header';
    const element = await this.#next();
    if (!is(element, 'features', namespaces.streams)) throw this.unexpected(element, 'features');
    return element;
  }

  /** The answer to the iq without an address that was just sent, past whatever else comes. `own`: the JID of the account, where it is known. */
  async iq(id: string, own: string | undefined): Promise<XmlElement> {
    this.#due = 'stanzas';
    for (;;) {
      const element = await this.#next();
      const value = (name: string): string | undefined => element.attributes.get(name);
      const reply = { id: value('id'), type: value('type'), from: address(value('from')) };
      if (element.name === 'iq' && answersTo({ id, to: undefined }, reply, own)) return element;
    }
  }

  #next(): Promise<XmlElement> {
    const queued = this.#queue.shift();
    if (queued !== undefined) return Promise.resolve(queued);
    if (this.#error !== undefined) return Promise.reject(this.#error);
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  #unasked(name: string): WireError {
    return wireError(
      'protocol',
      `${this.#target} sent <${clip(name)}> ${this.#due === 'header' ? 'before its stream header' : 'before this client asked for it'} (RFC 6120, 4.3).`,
      'The connection was closed: the data may be injected by an attacker, or the server is broken. The traffic panel shows the exchange.',
    );
  }

  unexpected(element: XmlElement, wanted: string): WireError {
    return wireError(
      'protocol',
      `${this.#target} sent <${clip(element.name)} xmlns="${clip(element.namespace)}"> where <${wanted}> belongs.`,
      'The traffic panel shows the exchange.',
    );
  }

  /** What has arrived and was not asked for; the inbox is then closed. */
  close(): XmlElement[] {
    this.#stop();
    const rest = this.#queue;
    this.#queue = [];
    return rest;
  }
}

/** The names of the mechanisms in stream features (RFC 6120, 6.4.1). */
export function mechanismsIn(features: XmlElement): string[] {
  const list = child(features, 'mechanisms', namespaces.sasl)?.children ?? [];
  return list.filter((one) => is(one, 'mechanism', namespaces.sasl)).map((one) => one.text.trim());
}

import { cancelled, wireError, type WireError } from '../failures.ts';
import { child, is, namespaces, type XmlElement } from './element.ts';
import { streamFailure } from './errors.ts';

/** What arrives while a stream is negotiated: asked for one by one, with a limit of time over all. */
export class Inbox {
  #queue: XmlElement[] = [];
  #error: WireError | undefined;
  #waiting: { readonly resolve: (element: XmlElement) => void; readonly reject: (error: WireError) => void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #stop: () => void;
  readonly #target: string;

  constructor(target: string, signal: AbortSignal) {
    this.#target = target;
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
    this.#timer = setTimeout(() => {
      this.fail(wireError('timeout', `${this.#target} accepted the connection but did not finish the login within ${ms / 1000} s.`, 'The server hangs, or the port speaks another protocol.'));
    }, ms);
  }

  push(element: XmlElement): void {
    if (is(element, 'error', namespaces.streams)) {
      this.fail(streamFailure(element));
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) this.#queue.push(element);
    else waiting.resolve(element);
  }

  /** Ends the negotiation; the first reason stays. */
  fail(error: WireError): void {
    this.#error ??= error;
    this.#waiting?.reject(this.#error);
    this.#waiting = undefined;
  }

  /** The next element; rejects with what ended the negotiation. */
  next(): Promise<XmlElement> {
    const queued = this.#queue.shift();
    if (queued !== undefined) return Promise.resolve(queued);
    if (this.#error !== undefined) return Promise.reject(this.#error);
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  /** The next element, which must be the one named. */
  async expect(name: string, namespace: string): Promise<XmlElement> {
    const element = await this.next();
    if (!is(element, name, namespace)) throw this.unexpected(element, name);
    return element;
  }

  /** An answer to an iq of ours, past whatever else comes. */
  async iq(id: string): Promise<XmlElement> {
    for (;;) {
      const element = await this.next();
      if (element.name === 'iq' && element.attributes.get('id') === id) return element;
    }
  }

  unexpected(element: XmlElement, wanted: string): WireError {
    return wireError('protocol', `${this.#target} sent <${element.name} xmlns="${element.namespace}"> where <${wanted}> belongs.`, 'The traffic panel shows the exchange.');
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

import { setTimeout as delay } from 'node:timers/promises';
import { cancelled, wireError, type WireError } from '../failures.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { peekXmpp } from './peek.ts';
import { describeStanzaError, stanzaErrorCondition } from './errors.ts';
import type { XmlElement } from './element.ts';

/** How long a message or presence is watched for an error, which is the only answer that it may get, in milliseconds. */
const grace = 300;

interface Arrived {
  readonly element: XmlElement;
  readonly unit: RecordedUnit;
}

interface Waiting {
  readonly accepts: (element: XmlElement) => boolean;
  readonly resolve: (reply: Arrived) => void;
  readonly reject: (error: WireError) => void;
}

/** Sends stanzas and finds their answers among what arrives. */
export class Replies {
  readonly #waiting = new Set<Waiting>();
  readonly #own: string;

  /** `own`: the full JID of this connection. */
  constructor(own: string) {
    this.#own = own;
  }

  /** Offers an arrived stanza; true when somebody waited for it. */
  offer(element: XmlElement, unit: RecordedUnit): boolean {
    for (const waiting of this.#waiting) {
      if (!waiting.accepts(element)) continue;
      this.#waiting.delete(waiting);
      waiting.resolve({ element, unit });
      return true;
    }
    return false;
  }

  /** The connection has ended: nobody will be answered. */
  fail(error: WireError): void {
    for (const waiting of this.#waiting) waiting.reject(error);
    this.#waiting.clear();
  }

  /** Sends `text` through `send`, and waits for the answer that it is owed: an iq's result or error, else an error within a moment. */
  async exchange(
    text: string,
    send: (text: string) => RecordedUnit[],
    timeout: number,
    signal: AbortSignal,
  ): Promise<SendReply> {
    if (signal.aborted) throw cancelled('Sending');
    const stanza = peekXmpp(Buffer.from(text, 'utf8'), 'stanza');
    const request = stanza.name === 'iq' && (stanza.type === 'get' || stanza.type === 'set') && stanza.id !== undefined;
    const accepts = (element: XmlElement): boolean =>
      stanza.id !== undefined &&
      element.name === stanza.name &&
      element.attributes.get('id') === stanza.id &&
      (element.attributes.get('type') === 'error' || (request && element.attributes.get('type') === 'result')) &&
      this.#isFrom(element.attributes.get('from'), stanza.to);
    const { answer, forget } = this.#expect(accepts);
    const giveUp = new AbortController();
    const onAbort = (): void => giveUp.abort();
    signal.addEventListener('abort', onAbort);
    try {
      const begun = performance.now();
      const sent = send(text).flatMap((unit) => unit.seq ?? []);
      const late = delay(request ? timeout : Math.min(grace, timeout), undefined, { signal: giveUp.signal });
      const reply = await Promise.race([answer, late]);
      if (reply !== undefined) return toReply(reply, sent, performance.now() - begun);
      if (request)
        throw wireError(
          'timeout',
          `No answer to iq ${stanza.id ?? ''} came within ${timeout / 1000} s.`,
          stanza.to === undefined
            ? 'The server does not answer.'
            : `${stanza.to} may be offline or not know this request.`,
        );
      return {
        status: 'sent',
        latency: performance.now() - begun,
        sent,
        received: [],
        summary: `Sent ${stanza.name}; no answer is expected.`,
      };
    } catch (error) {
      if (giveUp.signal.aborted) throw cancelled('Waiting for the answer');
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      giveUp.abort();
      forget();
    }
  }

  #expect(accepts: Waiting['accepts']): { readonly answer: Promise<Arrived>; readonly forget: () => void } {
    const { promise, resolve, reject } = deferred<Arrived>();
    const waiting = { accepts, resolve, reject };
    this.#waiting.add(waiting);
    return { answer: promise, forget: () => void this.#waiting.delete(waiting) };
  }

  /** Whether a stanza comes from whom the request went to; the server and the own account may be written or left out. */
  #isFrom(from: string | undefined, to: string | undefined): boolean {
    const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
    const bare = this.#own.split('/', 1)[0] ?? '';
    const implied = ['', this.#own, bare, bare.slice(bare.indexOf('@') + 1)];
    if (from !== undefined && to !== undefined && same(from, to)) return true;
    return implied.some((jid) => same(from ?? '', jid)) && implied.some((jid) => same(to ?? '', jid));
  }
}

function deferred<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: WireError) => void;
} {
  let settle: { readonly resolve: (value: T) => void; readonly reject: (error: WireError) => void } = {
    resolve: () => undefined,
    reject: () => undefined,
  };
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

function toReply({ element, unit }: Arrived, sent: readonly number[], latency: number): SendReply {
  const error = element.attributes.get('type') === 'error';
  const payload = element.children.find((one) => one.name !== 'error');
  const received = unit.seq === undefined ? [] : [unit.seq];
  const summary = error
    ? `${element.name} error: ${describeStanzaError(element)}`
    : `iq result${payload === undefined ? '' : ` with ${payload.name} (${payload.namespace})`}`;
  const problem = error
    ? ({ problem: { severity: 'error', text: `error: ${stanzaErrorCondition(element)}` } } as const)
    : {};
  return {
    status: error ? 'error' : 'result',
    latency,
    sent,
    received,
    summary,
    ...problem,
    text: Buffer.from(unit.bytes).toString('utf8'),
  };
}

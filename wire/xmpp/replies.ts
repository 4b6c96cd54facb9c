import { setTimeout as delay } from 'node:timers/promises';
import type { SetVariable } from '../../protocols/core/index.ts';
import { valueOf, XmppUnit } from '../../protocols/xmpp/index.ts';
import { cancelled, wireError, type WireError } from '../failures.ts';
import type { SendOptions } from '../live.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { describeStanzaError, stanzaErrorCondition } from './errors.ts';
import type { XmlElement } from './element.ts';
import { takenFrom, Watch } from './taken.ts';

/** How long a message or presence is watched for an error, which is the only answer that it may get, in milliseconds. */
const grace = 300;

interface Arrived {
  readonly element: XmlElement;
  readonly unit: RecordedUnit;
}

interface Waiting {
  /** The number of the stanza that was sent. */
  readonly number: number;
  readonly resolve: (reply: Arrived) => void;
  readonly reject: (error: WireError) => void;
}

/** Sends stanzas and finds their answers among what arrives: those that the recorder has paired with them. */
export class Replies {
  readonly #waiting = new Set<Waiting>();
  /** Those who take values from whatever comes. */
  readonly #watching = new Set<Watch>();

  /** Offers an arrived stanza; true when somebody waited for it. */
  offer(element: XmlElement, unit: RecordedUnit): boolean {
    for (const watch of this.#watching) watch.see(unit);
    for (const waiting of this.#waiting) {
      if (!unit.answers.includes(waiting.number)) continue;
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

  /**
   * Sends `text` through `send`, and waits for the answer that it is owed: an iq's result or error, else an error within a moment, and as
   * long as it takes for stanzas that have the values of `sets`.
   */
  async exchange(
    text: string,
    send: (text: string) => RecordedUnit[],
    { timeout, signal }: SendOptions,
    sets: readonly SetVariable[] = [],
  ): Promise<SendReply> {
    if (signal.aborted) throw cancelled('Sending');
    const begun = performance.now();
    const watch = new Watch(sets);
    this.#watching.add(watch);
    const units = send(text);
    const stanza = stanzaOf(units);
    const { answer, forget } = this.#expect(stanza.number);
    const giveUp = new AbortController();
    const onAbort = (): void => giveUp.abort();
    signal.addEventListener('abort', onAbort);
    try {
      const sent = units.flatMap((unit) => unit.seq ?? []);
      const wait = stanza.request ? timeout : Math.min(grace, timeout);
      const late = delay(wait, undefined, { signal: giveUp.signal });
      const reply = await Promise.race([answer, late]);
      if (reply !== undefined)
        return { ...toReply(reply, sent, performance.now() - begun), ...takenFrom(reply.unit, sets) };
      if (stanza.request)
        throw wireError(
          'timeout',
          `No answer to iq ${stanza.id ?? ''} came within ${timeout / 1000} s.`,
          stanza.to === undefined
            ? 'The server does not answer.'
            : `${stanza.to} may be offline or not know this request.`,
        );
      const rest = delay(Math.max(0, timeout - wait), undefined, { signal: giveUp.signal });
      const refused = await Promise.race([answer, watch.complete, rest]);
      if (refused !== undefined)
        return { ...toReply(refused, sent, performance.now() - begun), ...takenFrom(refused.unit, sets) };
      return {
        status: 'sent',
        latency: performance.now() - begun,
        sent,
        received: watch.seqs,
        summary: `Sent ${stanza.name}; no answer is expected.`,
        ...watch.taken(timeout),
      };
    } catch (error) {
      if (giveUp.signal.aborted) throw cancelled('Waiting for the answer');
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      giveUp.abort();
      this.#watching.delete(watch);
      forget();
    }
  }

  #expect(number: number): { readonly answer: Promise<Arrived>; readonly forget: () => void } {
    const { promise, resolve, reject } = deferred<Arrived>();
    const waiting = { number, resolve, reject };
    this.#waiting.add(waiting);
    return { answer: promise, forget: () => void this.#waiting.delete(waiting) };
  }
}

interface SentStanza {
  readonly number: number;
  readonly name: string;
  readonly id: string | undefined;
  readonly to: string | undefined;
  /** It must be answered: an iq of type get or set (RFC 6120, 8.2.3). */
  readonly request: boolean;
}

/** The stanza among the units that were sent; one that is not readable is answered by nothing. */
function stanzaOf(units: readonly RecordedUnit[]): SentStanza {
  for (const { opened, number } of units) {
    if (!(opened instanceof XmppUnit) || opened.parsed.root === undefined) continue;
    const { root, source } = opened.parsed;
    const value = (name: string): string | undefined => valueOf(source, root, name);
    const [id, type] = [value('id'), value('type')];
    const request = root.local === 'iq' && (type === 'get' || type === 'set') && id !== undefined;
    return { number, name: root.local, id, to: value('to'), request };
  }
  return { number: 0, name: 'nothing', id: undefined, to: undefined, request: false };
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

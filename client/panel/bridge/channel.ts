import {
  message,
  readMessage,
  requests,
  toPage,
  type Answers,
  type Content,
  type fromPage,
  type PageRequest,
  type ToPage,
} from '../messages.ts';
import type { Port } from './port.ts';

/** Milliseconds after which a request that got no answer is given up. */
export const requestTimeout = 10_000;

/** Why a request got no answer; `message` is a text for people. */
export class RequestError extends Error {
  readonly reason: 'timeout' | 'disposed' | 'refused' | 'malformed';

  constructor(reason: RequestError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface ChannelEvents {
  /** A message that is not an answer. */
  onPush(message: Push): void;
  /** Something arrived that the page cannot use; `problem` is a text for people. */
  onProblem(problem: string): void;
}

/** A message that is not the answer to a request. */
export type Push = Exclude<ToPage, { readonly type: 'answer' | 'refusal' }>;

interface Pending {
  readonly type: PageRequest['type'];
  readonly timer: ReturnType<typeof setTimeout>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: RequestError) => void;
}

/** Requests and pushes over a port: numbers requests, gives up the ones without an answer, drops late answers. */
export class HostChannel {
  readonly #port: Port;
  readonly #events: ChannelEvents;
  readonly #pending = new Map<number, Pending>();
  readonly #unsubscribe: () => void;
  #lastId = 0;
  #disposed = false;

  constructor(port: Port, events: ChannelEvents) {
    this.#port = port;
    this.#events = events;
    this.#unsubscribe = port.subscribe((data) => this.#receive(data));
  }

  /** @throws RequestError (as a rejection) on a refusal, a time-out, a malformed answer, or when the page goes away. */
  request<R extends PageRequest>(request: R): Promise<Answers[R['type']]> {
    if (this.#disposed) return Promise.reject(gone());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(
          new RequestError(
            'timeout',
            `The extension did not answer “${request.type}” within ${requestTimeout / 1000} seconds. Its log (Output, Wireloupe) may say why.`,
          ),
        );
      }, requestTimeout);
      this.#pending.set(id, {
        type: request.type,
        timer,
        resolve: (value) => resolve(value as Answers[R['type']]),
        reject,
      });
      this.post({ type: 'request', id, request });
    });
  }

  /** Sends a message that gets no answer. */
  post(content: Content<typeof fromPage>): void {
    if (!this.#disposed) this.#port.post(message(content));
  }

  /** Rejects what is still open, and hears nothing more. */
  dispose(): void {
    this.#disposed = true;
    this.#unsubscribe();
    for (const { timer, reject } of this.#pending.values()) {
      clearTimeout(timer);
      reject(gone());
    }
    this.#pending.clear();
  }

  #receive(data: unknown): void {
    const read = readMessage(toPage, data);
    if ('problem' in read) this.#events.onProblem(read.problem);
    else if (read.message.type === 'answer' || read.message.type === 'refusal') this.#answer(read.message);
    else this.#events.onPush(read.message);
  }

  #answer(answer: Exclude<ToPage, Push>): void {
    const pending = this.#pending.get(answer.id);
    // The request was given up before: its answer has nobody to go to.
    if (pending === undefined) return;
    this.#pending.delete(answer.id);
    clearTimeout(pending.timer);
    if (answer.type === 'refusal') pending.reject(new RequestError('refused', answer.error));
    else if (requests[pending.type].gives(answer.value)) pending.resolve(answer.value);
    else
      pending.reject(
        new RequestError(
          'malformed',
          `The extension answered “${pending.type}” with something else. Reload the window.`,
        ),
      );
  }
}

function gone(): RequestError {
  return new RequestError('disposed', 'The panel was closed.');
}

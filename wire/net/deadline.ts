import { cancelled, wireError } from '../failures.ts';

/** How long each phase of a connection may take, in milliseconds. */
export interface Timeouts {
  /** Name resolution and TCP. */
  readonly tcp: number;
  /** The TLS handshake, and a WebSocket's opening handshake. */
  readonly tls: number;
  /** Stream or protocol header, SASL, bind or open. */
  readonly login: number;
  /** Closing politely before the socket is destroyed. */
  readonly close: number;
}

export const defaultTimeouts: Timeouts = { tcp: 10_000, tls: 10_000, login: 15_000, close: 2_000 };

export interface Deadline {
  readonly ms: number;
  readonly signal: AbortSignal;
  /** What was waited for, at the start of a sentence: `The TLS handshake with localhost:5671`. */
  readonly what: string;
  readonly hint: string;
}

/**
 * Runs `start` with callbacks for success and failure, and fails it with `timeout` or `cancelled`.
 * `cleanup` runs in every case, once.
 */
export function underDeadline<T>(
  deadline: Deadline,
  start: (resolve: (value: T) => void, reject: (error: Error) => void) => () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (deadline.signal.aborted) {
      reject(cancelled(deadline.what));
      return;
    }
    let finished = false;
    // `start` may finish at once, before its cleanup is known.
    const started: { cleanup?: () => void } = {};
    const finish = (then: () => void): void => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      deadline.signal.removeEventListener('abort', onAbort);
      started.cleanup?.();
      then();
    };
    const isDone = (): boolean => finished;
    const onAbort = (): void => finish(() => reject(cancelled(deadline.what)));
    const seconds = deadline.ms / 1000;
    const timer = setTimeout(() => {
      finish(() => reject(wireError('timeout', `${deadline.what} did not finish within ${seconds} s.`, deadline.hint)));
    }, deadline.ms);
    deadline.signal.addEventListener('abort', onAbort);
    const cleanup = start(
      (value) => finish(() => resolve(value)),
      (error) => finish(() => reject(error)),
    );
    started.cleanup = cleanup;
    if (isDone()) cleanup();
  });
}

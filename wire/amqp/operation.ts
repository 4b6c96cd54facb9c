import type { EventContext, Session } from 'rhea';
import { cancelled, wireError, type WireError } from '../failures.ts';
import type { AmqpLink } from './model.ts';
import { amqpFailure } from './errors.ts';
import { bindSession } from './rhea-internals.ts';

/** One managed step: a session of its own, so that what goes wrong in it harms no other (a bad address ends RabbitMQ's session). */
export interface Operation {
  readonly session: Session;
  readonly fail: (error: WireError) => void;
  /** What ended the step in this turn, if something did: an outcome that came right before it still counts. */
  readonly failed: () => WireError | undefined;
}

export interface Step {
  /** For messages: `Sending to readings`. */
  readonly what: string;
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** What it means when time runs out; asked then. */
  readonly late: () => WireError;
}

/** Runs a step on a new session, and ends the session whatever happens. */
export async function onSession<T>(
  link: AmqpLink,
  step: Step,
  run: (operation: Operation, done: (value: T) => void) => void,
): Promise<T> {
  if (step.signal.aborted) throw cancelled(step.what);
  const session = link.connection.create_session();
  bindSession(session);
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  let ending: NodeJS.Immediate | undefined;
  let failure: WireError | undefined;
  try {
    const finished = new Promise<T>((resolve, reject) => {
      // Outcomes and messages that arrived before the failure still count: rhea reports them only at the end of the turn.
      const fail = (error: WireError): void => {
        failure ??= error;
        ending ??= setImmediate(reject, error);
      };
      timer = setTimeout(() => reject(step.late()), step.timeout);
      onAbort = () => reject(cancelled(step.what));
      link.ended.catch(fail);
      step.signal.addEventListener('abort', onAbort);
      const ended = (context: EventContext): void =>
        fail(amqpFailure('The server ended the session', context.session?.error));
      session.on('session_error', ended);
      session.on('session_close', ended);
      run({ session, fail, failed: () => failure }, resolve);
      session.begin();
    });
    return await finished;
  } finally {
    clearTimeout(timer);
    clearImmediate(ending);
    if (onAbort !== undefined) step.signal.removeEventListener('abort', onAbort);
    if (link.connection.is_open()) session.close();
  }
}

/** A time-out of a step, by how far it came. */
export function lateAt(
  stage: 'attach' | 'credit' | 'window' | 'rest' | 'outcome' | 'messages',
  address: string,
  seconds: number,
): WireError {
  switch (stage) {
    case 'attach':
      return wireError(
        'timeout',
        `The server did not answer the attach to “${address}” within ${seconds} s.`,
        'The server may be overloaded, or not know what to do with the address.',
      );
    case 'credit':
      return wireError(
        'timeout',
        `The server attached “${address}” but gave no credit within ${seconds} s, so nothing could be sent.`,
        'The queue may be full or blocked, or may have no consumer.',
      );
    case 'window':
      return wireError(
        'timeout',
        `The message to “${address}” was not sent: the server gave credit, but its session’s incoming-window stayed closed for ${seconds} s.`,
        'The server may be overloaded, or out of memory.',
      );
    case 'rest':
      return wireError(
        'timeout',
        `Only a part of the message to “${address}” was sent: the server’s incoming-window closed, and stayed so until ${seconds} s were over.`,
        'The server drops a message that is not complete. It may be overloaded, or out of memory.',
      );
    case 'outcome':
      return wireError(
        'timeout',
        `The message was sent to “${address}”, but no disposition came within ${seconds} s.`,
        'It may or may not have been taken.',
      );
    case 'messages':
      return wireError(
        'timeout',
        `No message came from “${address}” within ${seconds} s.`,
        'The queue may be empty, or other consumers take its messages.',
      );
  }
}

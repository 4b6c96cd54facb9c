import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import { capital, type SendPayload } from '../../protocols/core/index.ts';
import { cancelled, withoutStop, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { parseService } from '../net/service.ts';
import { notTheProtocol } from '../net/sniff.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { amqpOf } from './units.ts';
import { Answer } from './answer.ts';
import { openAmqpSocket } from './socket.ts';

/** Silence after which a script's answer is taken to be complete, in milliseconds; half of the time-out where that is shorter. */
const quiet = 1000;

/** What a script needs of a connection: no login, no session. */
export type ScriptRequest = Pick<OpenRequest, 'profile' | 'tap' | 'timeouts' | 'signal'>;

type FramesPayload = Extract<SendPayload, { kind: 'amqp-frames' }>;

/**
 * Sends frames with exactly their bytes over a fresh connection, and listens until the peer closes, nothing has come for a
 * second, or time is up. No rule is checked: a script may be wrong on purpose. A peer that does not answer in AMQP, or whose
 * connection breaks before it has said anything, is a failure; one that answers with an error, or without end, is a reply with a problem.
 */
export async function runScript(
  { frames, amqpDefinitions }: FramesPayload,
  request: ScriptRequest,
  timeout: number,
): Promise<SendReply> {
  const { tap, signal } = request;
  const service = parseService(request.profile.service, 'amqp');
  const socket = await openAmqpSocket(service, request);
  const sent: RecordedUnit[] = [];
  const answer = new Answer();
  const begun = performance.now();
  let answered: number | undefined;
  const end = await new Promise<End>((resolve, reject) => {
    let over = false;
    const finish = (reason: End): void => {
      over = true;
      clearTimeout(silence);
      clearTimeout(limit);
      signal.removeEventListener('abort', onAbort);
      resolve(reason);
    };
    const onAbort = (): void => {
      socket.destroy();
      finish({ kind: 'cancelled' });
    };
    let silence = setTimeout(() => finish({ kind: 'quiet' }), Math.min(quiet, timeout));
    const limit = setTimeout(() => finish({ kind: 'timeout' }), timeout);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    socket.listen(
      (chunk) => {
        if (over) return;
        answered ??= performance.now() - begun;
        answer.take(chunk, tap.received(chunk));
        clearTimeout(silence);
        silence = setTimeout(() => finish({ kind: 'quiet' }), Math.min(quiet, timeout / 2));
        // A peer that never pauses gives timers few turns.
        if (performance.now() - begun > timeout) finish({ kind: 'timeout' });
        else if (nameOf(answer.last) === 'close' && sent.some((unit) => nameOf(unit) === 'close'))
          finish({ kind: 'closed' });
      },
      (error) => finish(error === undefined ? { kind: 'closed' } : { kind: 'error', error }),
    );
    try {
      for (const frame of frames) {
        sent.push(...tap.sent(frame));
        socket.write(frame);
      }
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
  const left = tap.pending;
  socket.end();
  tap.end();
  setTimeout(() => socket.destroy(), request.timeouts.close).unref();
  if (end.kind === 'cancelled') throw cancelled('The frame script');
  if (answer.first.length > 0 && !startsAsAmqp(answer)) throw notTheProtocol(answer.first, 'amqp', service.target);
  if (end.kind === 'error' && answer.count === 0) throw end.error;
  return {
    ...toReply({ sent, answer, left }, end, answered ?? performance.now() - begun, timeout),
    ...(answer.count > 0 && { text: answer.text(registryOf(amqpDefinitions)) }),
  };
}

type End =
  | { readonly kind: 'closed' | 'quiet' | 'timeout' | 'cancelled' }
  | { readonly kind: 'error'; readonly error: WireError };

/** Whether an answer begins with AMQP's protocol header (or a part of it), or at least with a frame. */
function startsAsAmqp({ first, firstUnit }: Answer): boolean {
  const start = Buffer.from(first.subarray(0, 4)).toString('latin1');
  return 'AMQP'.startsWith(start) || (firstUnit !== undefined && firstUnit.kind !== 'garbage');
}

interface Exchange {
  readonly sent: readonly RecordedUnit[];
  readonly answer: Answer;
  /** Bytes at the end of the answer that are no whole frame. */
  readonly left: number;
}

function toReply({ sent, answer, left }: Exchange, end: End, latency: number, timeout: number): SendReply {
  const names = answer.names(left);
  const what = names === '' ? 'The server answered nothing' : `The server answered ${names}`;
  const how = {
    closed: 'and closed the connection',
    quiet: 'and then nothing more',
    timeout: `and was still sending after ${timeout / 1000} s`,
    cancelled: '',
    error: `and the connection failed (${end.kind === 'error' ? withoutStop(end.error.message) : ''})`,
  }[end.kind];
  const { complaint } = answer;
  const said =
    complaint === undefined
      ? ''
      : ` ${capital(complaint.text)}${complaint.description === undefined ? '' : `: ${withoutStop(complaint.description)}`}.`;
  const problem = problemOf({ sent, answer, left }, end, timeout);
  return {
    status:
      end.kind === 'error' || left > 0
        ? 'error'
        : end.kind === 'closed'
          ? 'closed'
          : names === ''
            ? 'sent'
            : 'received',
    latency,
    sent: sent.flatMap((unit) => unit.seq ?? []),
    received: answer.seqs,
    summary: `${what} ${how}.${said}`,
    ...(problem !== undefined && { problem }),
  };
}

/** What keeps an answer from being a good one: the first error that the peer reported, else how the answer ended. */
function problemOf({ sent, answer, left }: Exchange, end: End, timeout: number): SendReply['problem'] {
  const error = (text: string): SendReply['problem'] => ({ severity: 'error', text });
  if (answer.complaint !== undefined) return error(answer.complaint.text);
  if (end.kind === 'error') return error('connection failed');
  if (left > 0) return error('incomplete frame');
  const wanted = nameOf(sent.find((unit) => unit.kind === 'header'));
  const { firstUnit } = answer;
  // A server that does not speak what was asked for says what it speaks, and closes (AMQP 1.0, 2.2).
  if (wanted !== undefined && firstUnit?.kind === 'header' && nameOf(firstUnit) !== wanted)
    return error(`refused by peer, which wants the ${nameOf(firstUnit) ?? 'header of another protocol'}`);
  const unanswered = unansweredOf(sent, answer, end);
  if (unanswered !== undefined) return error(unanswered);
  return end.kind === 'timeout' ? { severity: 'warning', text: `still sending after ${timeout / 1000} s` } : undefined;
}

/** What the peer owed and did not send: a header for each header (AMQP 1.0, 2.2), an open for our open (2.4.1), a close before the end of the connection (2.4.3). */
function unansweredOf(sent: readonly RecordedUnit[], answer: Answer, end: End): string | undefined {
  const names = new Set(sent.flatMap((unit) => nameOf(unit) ?? []));
  const header = sent
    .filter(({ kind }) => kind === 'header')
    .map(nameOf)
    .find((name) => name !== undefined && !answer.has(name));
  if (header !== undefined) return `no answer to the ${header}`;
  if (end.kind === 'closed' && names.has('open') && !answer.has('close'))
    return 'connection closed without a close frame';
  return names.has('open') && !answer.has('open') ? 'no answer to the open' : undefined;
}

/** The name of a unit of AMQP 1.0. */
function nameOf(unit: RecordedUnit | undefined): string | undefined {
  return unit === undefined ? undefined : amqpOf(unit)?.name;
}

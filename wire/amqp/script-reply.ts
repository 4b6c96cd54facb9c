import { capital } from '../../protocols/core/index.ts';
import { withoutStop, type WireError } from '../failures.ts';
import type { SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import type { Answer } from './answer.ts';
import { amqpOf } from './units.ts';

/** How the answer to a script ended; `set`: with an answer that lacks the value of a variable. */
export type End =
  | { readonly kind: 'closed' | 'quiet' | 'timeout' | 'cancelled' | 'set' }
  | { readonly kind: 'error'; readonly error: WireError };

/** Whether an answer begins with AMQP's protocol header (or a part of it), or at least with a frame. */
export function startsAsAmqp({ first, firstUnit }: Answer): boolean {
  const start = Buffer.from(first.subarray(0, 4)).toString('latin1');
  return 'AMQP'.startsWith(start) || (firstUnit !== undefined && firstUnit.kind !== 'garbage');
}

/** What crossed, for a script. */
export interface Exchange {
  readonly sent: readonly RecordedUnit[];
  readonly answer: Answer;
  /** Bytes at the end of the answer that are no whole frame. */
  readonly left: number;
}

/** A script's answer as a reply: what came, how it ended, and what is wrong with it. */
export function toReply({ sent, answer, left }: Exchange, end: End, latency: number, timeout: number): SendReply {
  const names = answer.names(left);
  const what = names === '' ? 'The server answered nothing' : `The server answered ${names}`;
  const how = {
    closed: 'and closed the connection',
    quiet: 'and then nothing more',
    set: 'and nothing more was sent',
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
export function nameOf(unit: RecordedUnit | undefined): string | undefined {
  return unit === undefined ? undefined : amqpOf(unit)?.name;
}

import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import { plural } from '../../protocols/text/index.ts';
import { cancelled, withoutStop, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { parseService } from '../net/service.ts';
import { notTheProtocol } from '../net/sniff.ts';
import type { SendPayload, SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { describeUnit } from './decoded.ts';
import { openAmqpSocket } from './socket.ts';

/** Silence after which a script's answer is taken to be complete, in milliseconds. */
const quiet = 1000;
/** As many bytes of the answer tell its protocol. */
const telling = 64;

/** What a script needs of a connection: no login, no session. */
export type ScriptRequest = Pick<OpenRequest, 'profile' | 'tap' | 'timeouts' | 'signal'>;

type FramesPayload = Extract<SendPayload, { kind: 'amqp-frames' }>;

/**
 * Sends frames with exactly their bytes over a fresh connection, and listens until the peer closes, nothing has come for a
 * second, or time is up. No rule is checked: a script may be wrong on purpose. A peer that does not answer in AMQP, or whose
 * connection breaks before it has said anything, is a failure.
 */
export async function runScript({ frames, amqpDefinitions }: FramesPayload, request: ScriptRequest, timeout: number): Promise<SendReply> {
  const { tap, signal } = request;
  const service = parseService(request.profile.service, 'amqp');
  const socket = await openAmqpSocket(service, request);
  const sent: RecordedUnit[] = [];
  const received: RecordedUnit[] = [];
  const begun = performance.now();
  let answered: number | undefined;
  let first: Uint8Array = new Uint8Array(0);
  const end = await new Promise<End>((resolve, reject) => {
    const finish = (reason: End): void => {
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
        answered ??= performance.now() - begun;
        if (first.length < telling) first = Buffer.concat([first, chunk.subarray(0, telling)]);
        received.push(...tap.received(chunk));
        clearTimeout(silence);
        silence = setTimeout(() => finish({ kind: 'quiet' }), quiet);
        if (received.at(-1)?.amqp?.name === 'close' && sent.some((unit) => unit.amqp?.name === 'close')) finish({ kind: 'closed' });
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
  if (first.length > 0 && !startsAsAmqp(first, received)) throw notTheProtocol(first, 'amqp', service.target);
  if (end.kind === 'error' && received.length === 0) throw end.error;
  const text = received.map((unit) => describeUnit(unit, registryOf(amqpDefinitions))).join('\n');
  return { ...toReply({ sent, received, left }, end, answered ?? performance.now() - begun, timeout), ...(received.length > 0 && { text }) };
}

type End = { readonly kind: 'closed' | 'quiet' | 'timeout' | 'cancelled' } | { readonly kind: 'error'; readonly error: WireError };

/** Whether an answer begins with AMQP's protocol header (or a part of it), or at least with a frame. */
function startsAsAmqp(first: Uint8Array, received: readonly RecordedUnit[]): boolean {
  const start = Buffer.from(first.subarray(0, 4)).toString('latin1');
  return 'AMQP'.startsWith(start) || (received[0] !== undefined && received[0].kind !== 'garbage');
}

interface Exchange {
  readonly sent: readonly RecordedUnit[];
  readonly received: readonly RecordedUnit[];
  /** Bytes at the end of the answer that are no whole frame. */
  readonly left: number;
}

function toReply({ sent, received, left }: Exchange, end: End, latency: number, timeout: number): SendReply {
  const names = received.map((unit) => unit.amqp?.name ?? unit.kind);
  if (left > 0) names.push(`${plural(left, 'byte')} of a frame that is not complete`);
  const what = names.length === 0 ? 'The server answered nothing' : `The server answered ${names.join(', ')}`;
  const how = {
    closed: 'and closed the connection',
    quiet: 'and then nothing more',
    timeout: `and was still sending after ${timeout / 1000} s`,
    cancelled: '',
    error: `and the connection failed (${end.kind === 'error' ? withoutStop(end.error.message) : ''})`,
  }[end.kind];
  return {
    status: end.kind === 'error' || left > 0 ? 'error' : end.kind === 'closed' ? 'closed' : names.length === 0 ? 'sent' : 'received',
    latency,
    sent: sent.flatMap((unit) => unit.seq ?? []),
    received: received.flatMap((unit) => unit.seq ?? []),
    summary: `${what} ${how}.`,
  };
}

import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import { cancelled, type WireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { parseService } from '../net/service.ts';
import type { SendPayload, SendReply } from '../protocol.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { describeUnit } from './decoded.ts';
import { openAmqpSocket } from './socket.ts';

/** Silence after which a script's answer is taken to be complete, in milliseconds. */
const quiet = 1000;

/** What a script needs of a connection: no login, no session. */
export type ScriptRequest = Pick<OpenRequest, 'profile' | 'tap' | 'timeouts' | 'signal'>;

type FramesPayload = Extract<SendPayload, { kind: 'amqp-frames' }>;

/**
 * Sends frames with exactly their bytes over a fresh connection, and listens until the peer closes, nothing has come for a
 * second, or time is up. No rule is checked: a script may be wrong on purpose.
 */
export async function runScript({ frames, amqpDefinitions }: FramesPayload, request: ScriptRequest, timeout: number): Promise<SendReply> {
  const { tap, signal } = request;
  const service = parseService(request.profile.service, 'amqp');
  const socket = await openAmqpSocket(service, request);
  const sent: RecordedUnit[] = [];
  const received: RecordedUnit[] = [];
  const begun = performance.now();
  let answered: number | undefined;
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
  socket.end();
  tap.end();
  setTimeout(() => socket.destroy(), request.timeouts.close).unref();
  if (end.kind === 'cancelled') throw cancelled('The frame script');
  const text = received.map((unit) => describeUnit(unit, registryOf(amqpDefinitions))).join('\n');
  return { ...toReply(sent, received, end, answered ?? performance.now() - begun, timeout), ...(received.length > 0 && { text }) };
}

type End = { readonly kind: 'closed' | 'quiet' | 'timeout' | 'cancelled' } | { readonly kind: 'error'; readonly error: WireError };

function toReply(sent: readonly RecordedUnit[], received: readonly RecordedUnit[], end: End, latency: number, timeout: number): SendReply {
  const names = received.map((unit) => unit.amqp?.name ?? unit.kind);
  const what = names.length === 0 ? 'The server answered nothing' : `The server answered ${names.join(', ')}`;
  const how = {
    closed: 'and closed the connection',
    quiet: 'and then nothing more',
    timeout: `and was still sending after ${timeout / 1000} s`,
    cancelled: '',
    error: `and the connection failed (${end.kind === 'error' ? end.error.message : ''})`,
  }[end.kind];
  return {
    status: end.kind === 'closed' ? 'closed' : names.length === 0 ? 'sent' : 'received',
    latency,
    sent: sent.flatMap((unit) => unit.seq ?? []),
    received: received.flatMap((unit) => unit.seq ?? []),
    summary: `${what} ${how}.`,
  };
}

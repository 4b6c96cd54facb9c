import type { Delivery, EventContext } from 'rhea';
import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import type { SendPayload } from '../../protocols/core/index.ts';
import { wireError, WireError, withoutStop } from '../failures.ts';
import type { SendReply } from '../protocol.ts';
import { maxMessageSize, type ReceivedMessage } from './assembly.ts';
import type { AmqpLink } from './model.ts';
import { messageTexts } from './decoded.ts';
import { takenFrom } from './taken.ts';
import { amqpFailure } from './errors.ts';
import { lateAt, onSession } from './operation.ts';
import { forgetDelivery, remoteChannel, wrapDeliveryId } from './rhea-internals.ts';

type ReceivePayload = Extract<SendPayload, { kind: 'amqp-receive' }>;

/**
 * Receives `count` messages with exactly that credit, and settles each with the wanted outcome. When it ends after some have come, by
 * time, by the user or by a failure, those are the answer, with `problem`; when none has, it fails with a `WireError`.
 */
export async function receiveMessages(
  link: AmqpLink,
  payload: ReceivePayload,
  timeout: number,
  signal: AbortSignal,
): Promise<SendReply> {
  const got: ReceivedMessage[] = [];
  const begun = performance.now();
  try {
    await receiveInto(got, link, payload, timeout, signal);
  } catch (error) {
    // They are settled: the server has no others to give for them.
    if (got.length === 0 || !(error instanceof WireError)) throw error;
    // What ended it behind the last of them took nothing away.
    const ended = got.length === payload.count ? undefined : error;
    return { ...(await toReply(got, payload, performance.now() - begun, ended)), ...takenFrom(got, payload) };
  }
  return { ...(await toReply(got, payload, performance.now() - begun)), ...takenFrom(got, payload) };
}

async function receiveInto(
  got: ReceivedMessage[],
  link: AmqpLink,
  { from, count, settle }: ReceivePayload,
  timeout: number,
  signal: AbortSignal,
): Promise<void> {
  let attached = false;
  let size = 0;
  let over = false;
  const step = {
    what: `Receiving from “${from}”`,
    timeout,
    signal,
    late: () => (got.length > 0 ? noMore(timeout) : lateAt(attached ? 'messages' : 'attach', from, timeout / 1000)),
  };
  const receiving = onSession<undefined>(link, step, ({ session, fail }, done) => {
    const receiver = session.open_receiver({
      source: { address: from },
      target: {},
      autoaccept: false,
      credit_window: 0,
      max_message_size: maxMessageSize,
    });
    const refused = (context: EventContext): void =>
      fail(
        amqpFailure(
          attached ? `The server ended the link to “${from}”` : `The server refused the link to “${from}”`,
          context.receiver?.error,
        ),
      );
    receiver.on('receiver_error', refused);
    receiver.on('receiver_close', refused);
    receiver.on('receiver_open', () => {
      attached = true;
      receiver.add_credit(count);
    });
    receiver.on('message', (context: EventContext) => {
      const { delivery } = context;
      wrapDeliveryId(context);
      // What comes when nobody waits any more stays unsettled: it is the server's again when the session ends.
      if (delivery === undefined || over || got.length >= count) return;
      const message = link.gate.takeMessage(remoteChannel(context), delivery.id);
      if (message === undefined) {
        // Aborted: its credit is used up, and it is none of the messages that are waited for.
        forgetDelivery(delivery);
        receiver.add_credit(1);
        return;
      }
      size += message.bytes.length;
      if (size > maxMessageSize && got.length > 0) {
        fail(
          wireError(
            'policy',
            `The messages have more than ${maxMessageSize >> 20} MB together.`,
            'Receive fewer at a time.',
          ),
        );
        return;
      }
      got.push(message);
      settleAs(delivery, settle);
      // The disposition goes out before the session ends.
      if (got.length === count) setImmediate(() => done(undefined));
    });
  });
  try {
    await receiving;
  } finally {
    over = true;
  }
}

function noMore(timeout: number): WireError {
  return wireError('timeout', `no more came within ${timeout / 1000} s.`);
}

async function toReply(
  got: readonly ReceivedMessage[],
  { count, settle, amqpDefinitions }: ReceivePayload,
  latency: number,
  ended?: WireError,
): Promise<SendReply> {
  const settled = `settled as ${settle === 'modify' ? 'modified' : `${settle}${settle.endsWith('e') ? 'd' : 'ed'}`}`;
  const missing = ended === undefined ? '' : ` of ${count}`;
  return {
    status: 'received',
    latency,
    sent: [],
    received: got.flatMap((message) => message.units),
    summary: `Received ${got.length}${missing}, ${settled}${ended === undefined ? '' : `; ${withoutStop(ended.message)}`}.`,
    text: await messageTexts(
      got.map(({ bytes }) => bytes),
      registryOf(amqpDefinitions),
    ),
    ...(ended !== undefined && {
      problem: {
        severity: ended.failure.code === 'timeout' || ended.failure.code === 'cancelled' ? 'warning' : 'error',
        text: `received ${got.length} of ${count}`,
      },
    }),
  };
}

function settleAs(delivery: Delivery, outcome: ReceivePayload['settle']): void {
  if (outcome === 'accept') delivery.accept();
  else if (outcome === 'reject') delivery.reject();
  else if (outcome === 'release') delivery.release();
  else delivery.modified({ delivery_failed: true, undeliverable_here: false });
}

import type { Delivery, EventContext } from 'rhea';
import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import type { SendPayload, SendReply } from '../protocol.ts';
import type { AmqpLink } from './connection.ts';
import { messageText } from './decoded.ts';
import { amqpFailure } from './errors.ts';
import type { ReceivedMessage } from './gate.ts';
import { lateAt, onSession } from './operation.ts';

type ReceivePayload = Extract<SendPayload, { kind: 'amqp-receive' }>;

/**
 * Receives `count` messages with exactly that credit, and settles each with the wanted outcome. When time runs out after
 * some have come, those are the answer; when none has, it fails with a `WireError`.
 */
export async function receiveMessages(link: AmqpLink, payload: ReceivePayload, timeout: number, signal: AbortSignal): Promise<SendReply> {
  const { from, count, settle, amqpDefinitions } = payload;
  const got: ReceivedMessage[] = [];
  const begun = performance.now();
  let attached = false;
  const step = { what: `Receiving from “${from}”`, timeout: timeout + 1000, signal, late: () => lateAt(attached ? 'messages' : 'attach', from, timeout / 1000) };
  await onSession<undefined>(link, step, ({ session, fail }, done) => {
    const receiver = session.open_receiver({ source: { address: from }, target: {}, autoaccept: false, credit_window: 0 });
    const refused = (context: EventContext): void => fail(amqpFailure(`The server refused the link to “${from}”`, context.receiver?.error));
    receiver.on('receiver_error', refused);
    receiver.on('receiver_close', refused);
    const timer = setTimeout(() => {
      if (got.length > 0) done(undefined);
      else fail(step.late());
    }, timeout);
    timer.unref();
    receiver.on('receiver_open', () => {
      attached = true;
      receiver.add_credit(count);
    });
    receiver.on('message', (context: EventContext) => {
      const { delivery } = context;
      if (delivery === undefined || got.length >= count) return;
      const message = link.gate.takeMessage(remoteChannel(context), delivery.id);
      if (message !== undefined) got.push(message);
      settleAs(delivery, settle);
      if (got.length < count) return;
      clearTimeout(timer);
      // The disposition goes out before the session ends.
      setImmediate(() => done(undefined));
    });
  });
  const missing = got.length < count ? ` of ${count}; no more came within ${timeout / 1000} s` : '';
  return {
    status: 'received',
    latency: performance.now() - begun,
    sent: [],
    received: got.flatMap((message) => message.units),
    summary: `Received ${got.length}${missing}, settled as ${settle === 'modify' ? 'modified' : `${settle}${settle.endsWith('e') ? 'd' : 'ed'}`}.`,
    text: got.map((message) => messageText(message.bytes, registryOf(amqpDefinitions))).join('\n---\n'),
  };
}

function settleAs(delivery: Delivery, outcome: ReceivePayload['settle']): void {
  if (outcome === 'accept') delivery.accept();
  else if (outcome === 'reject') delivery.reject();
  else if (outcome === 'release') delivery.release();
  else delivery.modified({ delivery_failed: true, undeliverable_here: false });
}

/** The peer's channel of the session, which is what its frames carry. */
function remoteChannel(context: EventContext): number {
  const session = context.receiver?.session as { readonly remote?: { readonly channel?: number } } | undefined;
  return session?.remote?.channel ?? 0;
}

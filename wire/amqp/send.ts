import type { Delivery, EventContext } from 'rhea';
import type { SendPayload } from '../../protocols/core/index.ts';
import type { SendReply } from '../protocol.ts';
import { amqpOf, fieldOf, numberOf } from './units.ts';
import type { RecordedUnit } from '../record/tap.ts';
import type { AmqpLink } from './model.ts';
import type { WireError } from '../failures.ts';
import { amqpFailure, readAmqpError } from './errors.ts';
import { lateAt, onSession } from './operation.ts';
import { localChannel } from './rhea-internals.ts';

type MessagePayload = Extract<SendPayload, { kind: 'amqp-message' }>;

/** What each outcome means (AMQP 1.0, 3.4.2 to 3.4.5). */
const meanings = {
  accepted: 'the server took the message',
  rejected: 'the server found the message invalid',
  released: 'the server did not process it; it may be sent again',
  modified: 'the server did not process it; sending again may need changes',
} as const;

/** Sends an encoded message, exactly its bytes, and waits for the outcome. Fails with a `WireError`. */
export function sendMessage(
  link: AmqpLink,
  payload: MessagePayload,
  timeout: number,
  signal: AbortSignal,
): Promise<SendReply> {
  const { to, message, settled = false } = payload;
  let stage: 'attach' | 'credit' | 'outcome' = 'attach';
  const step = {
    what: `Sending to “${to}”`,
    timeout,
    signal,
    late: () => lateAt(stage === 'outcome' ? trace.stage : stage, to, timeout / 1000),
  };
  const trace = new TransferTrace();
  let onWhole = (): void => undefined;
  const stopTrace = link.request.tap.onUnit((unit) => {
    trace.see(unit);
    if (trace.stage === 'outcome') onWhole();
  });
  const result = onSession<SendReply>(link, step, ({ session, fail, failed }, done) => {
    const sender = session.open_sender({
      target: { address: to },
      source: {},
      snd_settle_mode: settled ? 1 : 0,
      treat_modified_as_released: false,
    });
    let delivery: Delivery | undefined;
    let begun = 0;
    trace.channel = localChannel(session);
    const reply = (status: string, summary: string): SendReply => ({
      status,
      summary,
      latency: performance.now() - begun,
      sent: trace.sent,
      received: trace.received,
    });
    const refused = (context: EventContext): void =>
      fail(
        amqpFailure(
          stage === 'outcome'
            ? `The server ended the link to “${to}” before ${trace.stage === 'outcome' ? 'it settled the message' : 'the message was sent'}`
            : `The server refused the link to “${to}”`,
          context.sender?.error,
        ),
      );
    sender.on('sender_error', refused);
    sender.on('sender_close', refused);
    sender.on('sender_open', () => {
      // A null target announces that the link will be detached (AMQP 1.0, 2.6.3).
      if (stage === 'attach') stage = 'credit';
    });
    sender.on('sendable', () => {
      if (delivery !== undefined) return;
      stage = 'outcome';
      begun = performance.now();
      delivery = sender.send(Buffer.from(message), undefined, 0);
      // A settled message gets no disposition (AMQP 1.0, 2.6.12): it is done when it is on the wire.
      if (settled)
        onWhole = () => setImmediate(() => done(reply('sent', `Sent to ${to}, settled: no answer is expected.`)));
    });
    for (const outcome of ['accepted', 'rejected', 'released', 'modified'] as const) {
      sender.on(outcome, (context: EventContext) =>
        done({
          ...reply(outcome, describeOutcome(outcome, context.delivery) + thenEnded(failed())),
          ...problemOf(outcome, context.delivery),
        }),
      );
    }
  });
  return result.finally(stopTrace);
}

/** That the server ended the link or its session right behind the outcome, and why. A connection that ends is shown by its own state. */
function thenEnded(error: WireError | undefined): string {
  const server = error?.failure.server;
  return server === undefined
    ? ''
    : `. Then the server ended the link or its session (${server.condition}${server.text === undefined ? '' : `: ${server.text}`})`;
}

function errorOf(delivery: Delivery | undefined): ReturnType<typeof readAmqpError> {
  return readAmqpError((delivery?.remote_state as { readonly error?: unknown } | undefined)?.error);
}

function problemOf(outcome: keyof typeof meanings, delivery: Delivery | undefined): Pick<SendReply, 'problem'> {
  if (outcome === 'accepted') return {};
  const error = errorOf(delivery);
  return { problem: { severity: 'error', text: error === undefined ? outcome : `${outcome}: ${error.condition}` } };
}

function describeOutcome(outcome: keyof typeof meanings, delivery: Delivery | undefined): string {
  const error = errorOf(delivery);
  const said = error === undefined ? '' : ` (${error.condition}${error.text === undefined ? '' : `: ${error.text}`})`;
  return `${outcome}: ${meanings[outcome]}${said}`;
}

/** Finds the frames of the one delivery of a session, and the disposition that answers them, among what passes. */
class TransferTrace {
  /** The session's channel on our side. */
  channel = -1;
  /** What is waited for: the peer's window for the first or for the other transfers, or the outcome, when all have been sent. */
  stage: 'window' | 'rest' | 'outcome' = 'window';
  /** The numbers of the transfers, and of what answers them. */
  readonly sent: number[] = [];
  readonly received: number[] = [];
  #id = -1;

  see(unit: RecordedUnit): void {
    const { seq, side } = unit;
    const amqp = amqpOf(unit);
    if (amqp?.name === 'transfer' && side === 'client' && amqp.channel === this.channel) {
      // Continuation frames may leave the delivery-id out (AMQP 1.0, 2.7.5).
      this.#id = numberOf(amqp, 'delivery-id') ?? this.#id;
      this.stage = fieldOf(amqp, 'more') === true ? 'rest' : 'outcome';
      if (seq !== undefined) this.sent.push(seq);
    } else if (amqp?.name === 'disposition' && side === 'server' && seq !== undefined) {
      const first = numberOf(amqp, 'first') ?? 0;
      const last = numberOf(amqp, 'last') ?? first;
      if (this.stage !== 'window' && this.#id >= first && this.#id <= last) this.received.push(seq);
    }
  }
}

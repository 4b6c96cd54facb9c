import { decodeFrame, decodeMessage, hexText, type DecodedFrame } from '../../../protocols/amqp/index.ts';
import type { Issue } from '../../../protocols/text/index.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { CHANNEL_MAX } from './limits.ts';

/** What the gate has to know of a frame that is in order. */
export interface FrameFacts {
  /** The performative; undefined for a heartbeat. */
  readonly name: string | undefined;
  readonly channel: number;
  /** Of a transfer: its link, its place in the delivery, and the part of the message that it carries. */
  readonly handle: number;
  readonly more: boolean;
  readonly aborted: boolean;
  readonly format: number;
  /** The transaction that its state names (4.4.1), as hex; undefined if it is in none. */
  readonly transaction: string | undefined;
  readonly payload: Buffer;
}

// rhea visits every id of a disposition's range one by one; sessions here never have more deliveries than this in flight.
const MAX_DISPOSITION_RANGE = 1_000_000;
const clientSasl = ['sasl-init', 'sasl-response'];

/** Checks one frame of a client by itself (AMQP 1.0, 1.6, 2.3, 2.7, 5.3). */
export function checkFrame(frame: Buffer, sasl: boolean): FrameFacts | AmqpFailure {
  const decoded = decodeFrame(frame, { payload: 'skip' });
  const issue = firstError(decoded.issues);
  if (decoded.kind === 'garbage') return failure('amqp:connection:framing-error', issue?.message ?? 'This is not a frame.');
  if (issue !== undefined) return decodeError(decoded.performativeName ?? 'frame', issue);
  const name = decoded.performativeName;
  if (sasl !== (decoded.frameType === 'sasl')) {
    return failure(
      'amqp:connection:framing-error',
      sasl ? 'Before the SASL outcome only SASL frames may come (5.3.1).' : 'After the SASL outcome no SASL frame may come (5.3.1).',
    );
  }
  if (sasl && (name === undefined || !clientSasl.includes(name)))
    return failure('amqp:not-allowed', `A client does not send ${name ?? 'an empty SASL frame'}.`);
  const channel = decoded.channel ?? 0;
  if (!sasl && channel > CHANNEL_MAX)
    return failure('amqp:connection:framing-error', `The channel ${channel} is above the channel-max ${CHANNEL_MAX} of the open (2.7.1).`);
  if (name === 'disposition') {
    const first = numberOf(decoded, 'first');
    const last = numberOf(decoded, 'last', first);
    if (last < first || last - first > MAX_DISPOSITION_RANGE)
      return failure('amqp:invalid-field', `A disposition from ${first} to ${last} is not a range of deliveries in flight.`);
  }
  return {
    name,
    channel,
    handle: numberOf(decoded, 'handle'),
    more: decoded.field('more')?.value === true,
    aborted: decoded.field('aborted')?.value === true,
    format: numberOf(decoded, 'message-format'),
    transaction: name === 'transfer' ? transactionOf(decoded) : undefined,
    payload: frame.subarray(decoded.payload?.offset ?? frame.length),
  };
}

/** Checks a whole message of format 0 (3.2); other formats are not looked into. */
export function checkMessage(message: Buffer, format: number): AmqpFailure | undefined {
  if (format !== 0) return undefined;
  const issue = firstError(decodeMessage(message).issues);
  return issue === undefined ? undefined : decodeError('message', issue);
}

/** The code of a sasl-outcome that the broker sends (5.3.3.6); undefined for its other frames. */
export function saslOutcome(frame: Buffer): number | undefined {
  const decoded = decodeFrame(frame);
  return decoded.performativeName === 'sasl-outcome' ? numberOf(decoded, 'code') : undefined;
}

function firstError(issues: readonly Issue[]): Issue | undefined {
  return issues.find((issue) => issue.severity === 'error');
}

function decodeError(what: string, issue: Issue): AmqpFailure {
  return failure('amqp:decode-error', `${what}, byte ${issue.offset}: ${issue.message}`);
}

function transactionOf(transfer: DecodedFrame): string | undefined {
  const state = transfer.field('state');
  if (state?.type !== 'transactional-state') return undefined;
  const id = state.children.find((child) => child.name === 'txn-id')?.value;
  // An id of another type names no transaction that was ever declared.
  return id instanceof Uint8Array ? hexText(id) : '';
}

function numberOf(frame: DecodedFrame, field: string, absent = 0): number {
  const value = frame.field(field)?.value;
  return typeof value === 'number' ? value : absent;
}

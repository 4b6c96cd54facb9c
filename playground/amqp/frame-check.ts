import {
  decodeFrame,
  decodeMessage,
  type DecodedFrame,
  type DecodedMessage,
  type ValueNode,
} from '../../protocols/amqp/index.ts';
import { byteRules } from '../../protocols/amqp/rules/bytes.ts';
import { toHex, type Issue } from '../../protocols/core/index.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { channelMax, maxDepth, maxValues } from './limits.ts';

/** A frame of a client that is in order by itself. */
export interface ClientFrame {
  /** The performative; undefined for a heartbeat. */
  readonly name: string | undefined;
  readonly channel: number;
  /** All of its bytes. */
  readonly bytes: Buffer;
  field(name: string): ValueNode | undefined;
  /** What follows a transfer's performative; empty for other frames. */
  readonly payload: Buffer;
}

/** The number of findings that are kept: the answer names one of them. */
const mostFindings = 16;

const clientSasl = ['sasl-init', 'sasl-response'];

/** Checks one frame of a client by itself (AMQP 1.0, 1.6, 2.3, 2.7, 5.3). */
export function checkFrame(bytes: Buffer, sasl: boolean): ClientFrame | AmqpFailure {
  const decoded = decodeFrame(bytes, { payload: 'skip', limits: { findings: mostFindings } });
  const issue = firstError(decoded.findings);
  if (decoded.kind === 'garbage')
    return failure('amqp:connection:framing-error', issue?.message ?? 'This is not a frame.');
  if (issue !== undefined) return decodeError(decoded.performativeName ?? 'frame', issue);
  const name = decoded.performativeName;
  if (sasl !== (decoded.frameType === 'sasl')) {
    return failure(
      'amqp:connection:framing-error',
      sasl
        ? 'Before the SASL outcome only SASL frames may come (5.3.1).'
        : 'After the SASL outcome no SASL frame may come (5.3.1).',
    );
  }
  if (sasl && (name === undefined || !clientSasl.includes(name)))
    return failure('amqp:not-allowed', `A client does not send ${name ?? 'an empty SASL frame'}.`);
  const channel = decoded.channel ?? 0;
  if (!sasl && channel > channelMax)
    return failure(
      'amqp:connection:framing-error',
      `The channel ${channel} is above the channel-max ${channelMax} of the open (2.7.1).`,
    );
  return { name, channel, bytes, field: (field) => decoded.field(field), payload: payloadOf(bytes, decoded) };
}

function payloadOf(bytes: Buffer, decoded: DecodedFrame): Buffer {
  return bytes.subarray(decoded.payload?.offset ?? bytes.length);
}

/**
 * Checks a whole message of format 0 (3.2). A message without any section is none, but is carried like one. One that the
 * standard allows, but that has too many values or levels, fails with `amqp:resource-limit-exceeded`.
 */
export function checkMessage(bytes: Buffer): DecodedMessage | AmqpFailure {
  const message = decodeMessage(bytes, { limits: { values: maxValues, depth: maxDepth, findings: mostFindings } });
  const issue = firstError(message.findings);
  if (issue === undefined || bytes.length === 0) return message;
  if (!limits.has(issue.code)) return decodeError('message', issue);
  return failure(
    'amqp:resource-limit-exceeded',
    `message, byte ${issue.offset}: a message has at most ${maxValues} values and ${maxDepth} levels here.`,
  );
}

/** The first mistake; where there is none, the first limit that was reached. */
function firstError(issues: readonly Issue[]): Issue | undefined {
  const errors = issues.filter((issue) => issue.severity === 'error');
  return errors.find(({ code }) => !limits.has(code)) ?? errors[0];
}

const limits: ReadonlySet<string> = new Set([byteRules.valueLimit.id, byteRules.nestingDepth.id]);

function decodeError(what: string, issue: Issue): AmqpFailure {
  return failure(
    limits.has(issue.code) ? 'amqp:resource-limit-exceeded' : 'amqp:decode-error',
    `${what}, byte ${issue.offset}: ${issue.message}`,
  );
}

/** A field that holds a number; undefined where the client left it out and the specification has no default. */
export function numberOf(frame: Pick<ClientFrame, 'field'>, name: string): number | undefined {
  const value = frame.field(name)?.value;
  return typeof value === 'number' ? value : undefined;
}

export function isTrue(frame: Pick<ClientFrame, 'field'>, name: string): boolean {
  return frame.field(name)?.value === true;
}

export function textOf(frame: Pick<ClientFrame, 'field'>, name: string): string | undefined {
  const value = frame.field(name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A composite that a field holds; undefined where there is none. */
export function compositeOf(frame: Pick<ClientFrame, 'field'>, name: string): ValueNode | undefined {
  const node = frame.field(name);
  return node?.descriptor === undefined ? undefined : node;
}

/** One of a composite's fields. */
export function childOf(node: ValueNode, name: string): ValueNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** The transaction that a transactional state names (4.5.6), as hex. An id of another type names none that was ever declared. */
export function transactionOf(state: ValueNode): string {
  const id = childOf(state, 'txn-id')?.value;
  return id instanceof Uint8Array ? toHex(id) : '';
}

import { decodeFrame, type DecodedFrame, type DecodeOptions } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';

/** A range of bytes within a unit. */
export type ByteRange = readonly [start: number, end: number];

/** What stands for a secret; its length is no secret on the wire, and says nothing here either. */
export function maskText(length: number): string {
  return length === 0 ? '(empty)' : '••••••••';
}

/** Whether the data at [body, end) is one of the secrets, or a part of one. */
export function isSecret(secrets: readonly ByteRange[], body: number, end: number): boolean {
  return end > body && secrets.some(([from, to]) => from <= body && end <= to);
}

/**
 * The bytes of a unit that must be masked wherever traffic is shown: the data of a SASL exchange (AMQP 1.0, 5.3.3), but for
 * mechanisms without a secret, and the token of a CBS put-token request. What cannot be decoded of a SASL frame is masked whole.
 */
export function secretRangesAmqp(bytes: Uint8Array, options?: DecodeOptions): ByteRange[] {
  return secretRangesOf(decodeFrame(bytes, options));
}

/** The same for a unit that is decoded already. */
export function secretRangesOf(frame: DecodedFrame): ByteRange[] {
  if (frame.kind === 'garbage') return frame.bytes[5] === 1 && frame.bytes.length > 8 ? [[8, frame.bytes.length]] : [];
  if (frame.frameType === 'sasl') return saslSecrets(frame);
  return frame.performativeName === 'transfer' && frame.sections.length > 0 ? tokenSecrets(frame) : [];
}

const secretFields: Readonly<Record<string, string>> = {
  'sasl-init': 'initial-response', 'sasl-challenge': 'challenge', 'sasl-response': 'response', 'sasl-outcome': 'additional-data',
};

/** Mechanisms whose first message is no secret. */
const openMechanisms = new Set(['ANONYMOUS', 'EXTERNAL']);

function saslSecrets(frame: DecodedFrame): ByteRange[] {
  const { performative } = frame;
  if (performative === undefined || performative.broken) return frame.bytes.length > frame.bodyStart ? [[frame.bodyStart, frame.bytes.length]] : [];
  const ranges: ByteRange[] = frame.gaps.map((gap) => [gap.start, gap.end]);
  const name = frame.performativeName ?? '';
  if (name === 'sasl-mechanisms') return ranges;
  if (name === 'sasl-init' && openMechanisms.has(String(frame.field('mechanism')?.value))) return ranges;
  const field = frame.field(secretFields[name] ?? '');
  if (field !== undefined && field.start >= 0 && field.end > field.body) ranges.push([field.body, field.end]);
  return ranges;
}

function tokenSecrets(frame: DecodedFrame): ByteRange[] {
  const properties = frame.sections.find((section) => section.type === 'application-properties');
  if (properties === undefined || mapValue(properties, 'operation')?.value !== 'put-token') return [];
  return frame.sections.filter((section) => section.type === 'amqp-value' || section.type === 'data').map((section) => [section.body, section.end]);
}

/** The value of a string or symbol key. */
export function mapValue(map: ValueNode, key: string): ValueNode | undefined {
  const { children } = map;
  for (let i = 0; i + 1 < children.length; i += 2) if (children[i]?.value === key) return children[i + 1];
  return undefined;
}

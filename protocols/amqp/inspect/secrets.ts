import {
  joinRanges,
  looksSecret,
  mask,
  secretBytes,
  secretSpans,
  type Secrecy,
  type SecretRange,
} from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';

/** What stands for a secret; its length is no secret on the wire, and says nothing here either. */
export function maskText(length: number): string {
  return length === 0 ? '(empty)' : mask;
}

/** Whether the data at [body, end) is one of the secrets, or a part of one. */
export function isSecret(secrets: readonly SecretRange[], body: number, end: number): boolean {
  return end > body && secrets.some(([from, to]) => from <= body && end <= to);
}

/** Whether an address is that of a node that takes tokens (Claims-based Security): `$cbs`, as a path or within an address too. */
export function isTokenAddress(address: string): boolean {
  return /(?:^|\/)\$cbs(?:[/?]|$)/i.test(address);
}

/**
 * The bytes of a unit that must be masked wherever traffic is shown, in order: the data of a SASL exchange (AMQP 1.0, 5.3.3), but for
 * mechanisms without a secret; the message that carries a token to `$cbs`; values whose key or writing says that they are secrets.
 * What cannot be decoded of a SASL frame is masked whole.
 */
export function frameSecrets(frame: DecodedFrame, secrecy?: Secrecy): readonly SecretRange[] {
  const { bytes } = frame;
  if (frame.kind === 'garbage') {
    if (secrecy === 'all' || (bytes[5] === 1 && bytes.length > 8)) return [[secrecy === 'all' ? 0 : 8, bytes.length]];
    return joinRanges([...tornSasl(bytes, 0), ...secretBytes(bytes)]);
  }
  if (frame.kind === 'header' || frame.kind === 'heartbeat') return bytes.length > 8 ? secretBytes(bytes) : [];
  const name = frame.performativeName;
  if (frame.frameType === 'sasl' || name?.startsWith('sasl-') === true) return joinRanges(saslSecrets(frame));
  const torn =
    frame.kind === 'frame' && frame.performative === undefined
      ? [...tornSasl(bytes, frame.bodyStart), ...secretBytes(bytes)]
      : [];
  return joinRanges([...torn, ...payloadSecrets(frame, secrecy), ...valueSecrets(frame)]);
}

/** Fields of the SASL frames that are no secret (5.3.3). */
const openFields: ReadonlySet<string> = new Set(['sasl-server-mechanisms', 'mechanism', 'hostname', 'code']);

/** Mechanisms whose first message is no secret. */
const openMechanisms = new Set(['ANONYMOUS', 'EXTERNAL']);

function saslSecrets(frame: DecodedFrame): SecretRange[] {
  const { performative } = frame;
  const name = frame.performativeName;
  if (name?.startsWith('sasl-') !== true || performative === undefined || performative.broken)
    return frame.bytes.length > frame.bodyStart ? [[frame.bodyStart, frame.bytes.length]] : [];
  const ranges: SecretRange[] = frame.gaps.map((gap) => [gap.start, gap.end]);
  const open = name === 'sasl-init' && openMechanisms.has(String(frame.field('mechanism')?.value));
  for (const field of performative.children) {
    if (field.start >= 0 && !openFields.has(field.name) && !(open && field.name === 'initial-response'))
      ranges.push([field.gap === true ? field.start : field.body, field.end]);
  }
  return ranges;
}

const saslSymbol = new TextEncoder().encode('amqp:sasl-');

/** Where bytes that are no frame hold the beginning of a SASL performative (5.3.3), everything from there on. */
function tornSasl(bytes: Uint8Array, from: number): SecretRange[] {
  for (let at = from; at + 3 <= bytes.length; at++) {
    if (bytes[at] !== 0) continue;
    const [, code = 0, value = 0] = bytes.subarray(at, at + 3);
    const named = code === 0xa3 && saslSymbol.every((byte, i) => bytes[at + 3 + i] === byte);
    const numbered =
      (code === 0x53 && value >= 0x40 && value <= 0x44) ||
      (code === 0x80 && (bytes[at + 9] ?? 0) >= 0x40 && (bytes[at + 9] ?? 0) <= 0x44 && isZero(bytes, at + 2, at + 9));
    if (named || numbered) return [[at, bytes.length]];
  }
  return [];
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** Sections of a message that carries a token which may be shown: they say what is asked for, and about what. */
const openSections: ReadonlySet<string> = new Set([
  'header',
  'delivery-annotations',
  'message-annotations',
  'properties',
  'application-properties',
]);

function payloadSecrets(frame: DecodedFrame, secrecy: Secrecy | undefined): readonly SecretRange[] {
  const { payload, sections, bytes } = frame;
  if (payload === undefined || payload.size === 0) return [];
  if (secrecy === 'all') return [[payload.offset, bytes.length]];
  if (secrecy === undefined && !carriesToken(frame)) return [];
  if (sections.length === 0) return [[payload.offset, bytes.length]];
  return sections
    .filter((section) => section.gap || section.broken || !openSections.has(section.type))
    .map((section) => [section.gap || section.broken ? section.start : section.body, section.end]);
}

/** Whether a message, or what a frame holds of it, says by itself that it carries a token: a put-token request, or one to `$cbs`. */
export function carriesToken(frame: DecodedFrame): boolean {
  return (
    (frame.performativeName === 'transfer' || frame.kind === 'section' || frame.kind === 'message') &&
    frame.sections.some((section) => {
      if (section.type === 'application-properties') return mapValue(section, 'operation')?.value === 'put-token';
      if (section.type !== 'properties') return false;
      const to = section.children.find((field) => field.name === 'to')?.value;
      return typeof to === 'string' && isTokenAddress(to);
    })
  );
}

const latin1 = new TextDecoder('latin1');
/** What a unit must have somewhere to hold a value that says that it is a secret. */
const hints = /token|secret|pass|pwd|key|assertion|sig|jwt|auth|sas|credential|code=|cookie|bearer|:\/\/|eyJ/i;

/** Values whose key says that they are secrets, and parts of texts that are by how they are written. */
function valueSecrets(frame: DecodedFrame): readonly SecretRange[] {
  if (!hints.test(latin1.decode(frame.bytes))) return [];
  const ranges: SecretRange[] = [];
  // An own stack: the depth of a hostile unit's values must not be the depth of our calls.
  const open: ValueNode[] = [...(frame.performative === undefined ? [] : [frame.performative]), ...frame.sections];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.start < 0) continue;
    if (node.children.length === 0) for (const range of textSecrets(node, frame.bytes)) ranges.push(range);
    const { children } = node;
    for (let i = 0; i < children.length; i++) {
      const child = children[i];
      if (child === undefined) continue;
      const key = node.primitive === 'map' && i % 2 === 1 ? children[i - 1]?.value : undefined;
      if (typeof key === 'string' && looksSecret(key) && child.end > child.body)
        ranges.push([child.gap === true ? child.start : child.body, child.end]);
      else open.push(child);
    }
  }
  return ranges;
}

function textSecrets(node: ValueNode, bytes: Uint8Array): readonly SecretRange[] {
  const isText =
    node.gap === true || node.primitive === 'string' || node.primitive === 'symbol' || node.primitive === 'binary';
  if (!isText) return [];
  const from = node.gap === true ? node.start : node.body;
  return secretSpans(latin1.decode(bytes.subarray(from, node.end))).map(([start, end]) => [from + start, from + end]);
}

/** The value of a string or symbol key. */
export function mapValue(map: ValueNode, key: string): ValueNode | undefined {
  const { children } = map;
  for (let i = 0; i + 1 < children.length; i += 2) if (children[i]?.value === key) return children[i + 1];
  return undefined;
}

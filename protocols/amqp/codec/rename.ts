import { joinBytes, type NameKind, type Names } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { encode, encodeFrame, toEncodable, type EncodeValue } from '../encode/index.ts';
import type { ValueNode } from '../node.ts';

/** What the fields of composites name, by the type and the field. */
const kinds: ReadonlyMap<string, NameKind> = new Map<string, NameKind>([
  ['open container-id', 'container'],
  ['open hostname', 'host'],
  ['sasl-init hostname', 'host'],
  ['source address', 'address'],
  ['target address', 'address'],
  ['properties to', 'address'],
  ['properties reply-to', 'address'],
  ['properties user-id', 'user'],
  ['properties message-id', 'id'],
  ['properties correlation-id', 'id'],
  ['transfer delivery-tag', 'tag'],
]);

/** Keys of maps whose values name hosts: a redirect tells them (AMQP 1.0, 2.8.16). */
const hostKeys: ReadonlySet<unknown> = new Set(['hostname', 'network-host']);

/** A frame with other names; undefined where nothing changes. What does not say itself how long it is, is not encoded again. */
export function renamedFrame(frame: DecodedFrame, names: Names): Uint8Array | undefined {
  const { bytes, kind, performative, payload } = frame;
  if (kind === 'section' || kind === 'message') return renamedSections(frame, 0, names);
  if (performative === undefined || performative.broken || frame.size !== bytes.length) return undefined;
  const head = renamed(performative, bytes, 'text', names);
  if (kind === 'value') return head === undefined ? undefined : encode(head);
  const rest = bytes.subarray(payload?.offset ?? performative.end);
  const tail = payload === undefined ? undefined : renamedSections(frame, payload.offset, names);
  if (head === undefined && tail === undefined) return undefined;
  return encodeFrame({
    type: frame.typeCode,
    channel: frame.channel ?? 0,
    ...(frame.bodyStart > 8 && { extendedHeader: bytes.subarray(8, frame.bodyStart) }),
    performative: head ?? { type: 'raw', bytes: bytes.subarray(performative.start, performative.end) },
    payload: tail ?? rest,
  });
}

function renamedSections({ sections, bytes }: DecodedFrame, from: number, names: Names): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let at = from;
  let isChanged = false;
  const keep = (end: number): void => {
    const piece = bytes.subarray(at, end);
    const kept = names.inBytes(piece);
    isChanged ||= kept !== piece;
    parts.push(kept);
    at = end;
  };
  for (const section of sections) {
    if (section.start > at) keep(section.start);
    const changed = section.gap || section.broken ? undefined : renamed(section, bytes, 'text', names);
    if (section.gap || section.broken) keep(section.end);
    else {
      isChanged ||= changed !== undefined;
      parts.push(changed === undefined ? bytes.subarray(at, section.end) : encode(changed));
      at = section.end;
    }
  }
  if (at < bytes.length) keep(bytes.length);
  return isChanged ? joinBytes(parts) : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A value with other names; undefined where it stays as it is. Its depth is bounded by the decoder. */
function renamed(node: ValueNode, bytes: Uint8Array, kind: NameKind, names: Names): EncodeValue | undefined {
  if (node.start < 0 || node.gap === true || node.broken === true || node.code === 0) return undefined;
  const value = node.children.length > 0 ? parts(node, bytes, names) : leaf(node, kind, names);
  if (value === undefined || node.descriptor === undefined) return value;
  return { type: 'described', descriptor: toEncodable(node.descriptor.node, bytes), value };
}

function leaf(node: ValueNode, kind: NameKind, names: Names): EncodeValue | undefined {
  const { primitive, value } = node;
  if (primitive === 'string' && typeof value === 'string') {
    const name = names.of(kind, value);
    return name === value ? undefined : { type: 'string', value: name };
  }
  if (primitive !== 'binary' || !(value instanceof Uint8Array) || value.length === 0) return undefined;
  const text = textOf(value);
  // A tag may be any bytes.
  const name = names.of(kind, text ?? (kind === 'tag' ? latin1.decode(value) : ''));
  if (text !== undefined || kind === 'tag')
    return name === (text ?? latin1.decode(value)) ? undefined : { type: 'binary', value: encoder.encode(name) };
  const scrubbed = names.inBytes(value);
  return scrubbed === value ? undefined : { type: 'binary', value: scrubbed };
}

const latin1 = new TextDecoder('latin1');

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // Not UTF-8, which the question is about.
    return undefined;
  }
}

/** The parts of a list or map. Those of an array share their constructor, and are left as they are. */
function parts(node: ValueNode, bytes: Uint8Array, names: Names): EncodeValue | undefined {
  const { primitive, children, format, type } = node;
  if (primitive !== 'list' && primitive !== 'map') return undefined;
  let isChanged = false;
  const items: EncodeValue[] = [];
  for (const [index, child] of children.entries()) {
    if (child.start < 0) continue;
    const changed = renamed(child, bytes, kindOf(primitive, type, children, index), names);
    isChanged ||= changed !== undefined;
    items.push(changed ?? { type: 'raw', bytes: bytes.subarray(child.start, child.end) });
  }
  if (!isChanged) return undefined;
  // The short forms have no room for more than 255 bytes: the encoder chooses.
  return { type: primitive, items, ...(format >= 0xd0 && { code: format }) };
}

function kindOf(primitive: 'list' | 'map', type: string, children: readonly ValueNode[], index: number): NameKind {
  if (primitive === 'list') return kinds.get(`${type} ${children[index]?.name ?? ''}`) ?? 'text';
  return index % 2 === 1 && hostKeys.has(children[index - 1]?.value) ? 'host' : 'text';
}

import {
  decodeMessage,
  encode,
  encodeAll,
  type AmqpNode,
  type EncodeValue,
  type ValueNode,
} from '../../protocols/amqp/index.ts';
import type { Account } from './account.ts';
import { childOf } from './frame-check.ts';
import { bool, composite, symbol, text, uint } from './values.ts';

/** Bytes that a message takes beside its own: what the broker has to remember of it. */
export const messageOverhead = 256;

/** A message that waits for a consumer. All but the header and the message annotations stays byte for byte as it came. */
export interface StoredMessage {
  readonly bytes: Buffer;
  readonly format: number;
  /** Unsuccessful attempts (3.2.1). */
  readonly deliveryCount: number;
  /** Milliseconds since 1970 at which its `ttl` runs out; undefined if it has none. */
  readonly expires: number | undefined;
  /** The memory of the client that sent it, where that is counted. */
  readonly account?: Account | undefined;
}

/** How much of the memory a message counts, in bytes. */
export const costOf = (message: StoredMessage): number => message.bytes.length + messageOverhead;

/**
 * Takes in the bytes of a whole message, which were checked before. A message of another format (3.2.16) is opaque. The
 * sections are those of the bytes, where they are known already.
 */
export function storeMessage(
  bytes: Buffer,
  format: number,
  account?: Account,
  sections?: readonly AmqpNode[],
): StoredMessage {
  const header =
    format === 0 ? (sections ?? decodeMessage(bytes).sections).find(({ type }) => type === 'header') : undefined;
  const ttl = header && childOf(header, 'ttl')?.value;
  const count = header && childOf(header, 'delivery-count')?.value;
  return {
    bytes,
    format,
    account,
    deliveryCount: typeof count === 'number' ? count : 0,
    expires: typeof ttl === 'number' ? Date.now() + ttl : undefined,
  };
}

export interface MessageChange {
  /** One more unsuccessful attempt: counted in the header, which then says that the next acquirer is not the first. */
  readonly failed?: boolean;
  /** Keys and values in turn, each as its bytes, that replace or join the message annotations (3.4.5). */
  readonly annotations?: readonly EncodedValue[];
}

/** A value as its bytes. */
export interface EncodedValue {
  readonly type: 'raw';
  readonly bytes: Uint8Array;
}

/** The message as it is delivered next. */
export function changed(message: StoredMessage, change: MessageChange): StoredMessage {
  const deliveryCount = Math.min(message.deliveryCount + (change.failed === true ? 1 : 0), 0xffff_ffff);
  if (message.format !== 0) return { ...message, deliveryCount };
  const { sections } = decodeMessage(message.bytes);
  const before = (name: string): AmqpNode | undefined => sections.find(({ type }) => type === name);
  const bytesOf = (node: ValueNode | undefined): Buffer =>
    node === undefined ? Buffer.alloc(0) : message.bytes.subarray(node.start, node.end);
  const header = change.failed === true ? headerBytes(before('header'), deliveryCount) : bytesOf(before('header'));
  const annotations =
    change.annotations === undefined
      ? bytesOf(before('message-annotations'))
      : annotationBytes(before('message-annotations'), message.bytes, change.annotations);
  const bare = sections.filter(({ type }) => !outer.has(type)).map(bytesOf);
  return {
    ...message,
    bytes: joined([header, bytesOf(before('delivery-annotations')), annotations, ...bare]),
    deliveryCount,
  };
}

const outer: ReadonlySet<string> = new Set(['header', 'delivery-annotations', 'message-annotations']);

/** Bytes put together, in memory of their own: what they come from may be a small part of something large. */
export function joined(parts: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.allocUnsafeSlow(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Pairs for {@link MessageChange.annotations} with string values. */
export function stringAnnotations(pairs: Readonly<Record<string, string>>): EncodedValue[] {
  return Object.entries(pairs).flatMap(([key, value]) => [encoded(symbol(key)), encoded(text(value))]);
}

const encoded = (value: EncodeValue): EncodedValue => ({ type: 'raw', bytes: encode(value) });

function headerBytes(header: AmqpNode | undefined, deliveryCount: number): Uint8Array {
  const field = (name: string): ValueNode | undefined => {
    const node = header && childOf(header, name);
    return node?.presence === 'present' ? node : undefined;
  };
  const durable = field('durable')?.value;
  const priority = field('priority')?.value;
  const ttl = field('ttl')?.value;
  return encode(
    composite('header', {
      durable: durable === true ? bool(true) : undefined,
      priority: typeof priority === 'number' ? { type: 'ubyte', value: priority } : undefined,
      ttl: typeof ttl === 'number' ? uint(ttl) : undefined,
      'first-acquirer': bool(false),
      'delivery-count': uint(deliveryCount),
    }),
  );
}

function annotationBytes(section: AmqpNode | undefined, bytes: Uint8Array, added: readonly EncodedValue[]): Uint8Array {
  const pairs = new Map<string, readonly [Uint8Array, Uint8Array]>();
  const own = (section?.children ?? [])
    .filter((node) => node.gap !== true)
    .map((node) => bytes.subarray(node.start, node.end));
  for (const list of [own, added.map((value) => value.bytes)]) {
    for (let i = 0; i + 1 < list.length; i += 2) {
      const [key, value] = [list[i], list[i + 1]];
      if (key !== undefined && value !== undefined) pairs.set(keyOf(key), [key, value]);
    }
  }
  const items = [...pairs.values()].flat().map((part): EncodedValue => ({ type: 'raw', bytes: part }));
  return encodeAll([{ type: 'described', descriptor: { type: 'ulong', value: 0x72n }, value: { type: 'map', items } }]);
}

/** The same for the same symbol, whichever of its two encodings it has. */
function keyOf(key: Uint8Array): string {
  const short = key[0] === 0xa3 ? 2 : key[0] === 0xb3 ? 5 : 0;
  return `${short > 0 ? 'symbol' : ''}${Buffer.from(key.buffer, key.byteOffset + short, key.length - short).toString('latin1')}`;
}

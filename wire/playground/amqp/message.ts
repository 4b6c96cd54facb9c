import { messages, types, type Typed } from './rhea.ts';

/** Descriptors of the sections that a broker may touch (3.2). */
const HEADER = 0x70;
const MESSAGE_ANNOTATIONS = 0x72;
const sectionCodes: Readonly<Record<string, number>> = {
  'amqp:header:list': HEADER,
  'amqp:delivery-annotations:map': 0x71,
  'amqp:message-annotations:map': MESSAGE_ANNOTATIONS,
};

/** A message that waits for a consumer. All but the header and the message annotations stays byte for byte as it came. */
export interface StoredMessage {
  readonly bytes: Buffer;
  readonly format: number;
  /** Unsuccessful attempts (3.2.1). */
  readonly deliveryCount: number;
  /** Milliseconds since 1970 at which its `ttl` runs out; undefined if it has none. */
  readonly expires: number | undefined;
}

interface Section {
  readonly code: number | undefined;
  readonly value: Typed;
  readonly bytes: Buffer;
}

/** Takes in the bytes of a whole message, which were checked before. A message of another format (3.2.16) is opaque. */
export function storeMessage(bytes: Buffer, format: number): StoredMessage {
  if (format !== 0) return { bytes, format, deliveryCount: 0, expires: undefined };
  const header = sectionsOf(bytes).find((section) => section.code === HEADER);
  const ttl = header === undefined ? undefined : headerField(header, 2);
  const count = header === undefined ? undefined : headerField(header, 4);
  return {
    bytes,
    format,
    deliveryCount: typeof count === 'number' ? count : 0,
    expires: typeof ttl === 'number' ? Date.now() + ttl : undefined,
  };
}

export interface MessageChange {
  /** One more unsuccessful attempt: counted in the header, which then says that the next acquirer is not the first. */
  readonly failed?: boolean;
  /** Pairs of symbol and value, flat, that replace or join the message annotations (3.4.5). */
  readonly annotations?: readonly Typed[];
}

/** The message as it is delivered next. */
export function changed(message: StoredMessage, change: MessageChange): StoredMessage {
  const deliveryCount = message.deliveryCount + (change.failed === true ? 1 : 0);
  if (message.format !== 0) return { ...message, deliveryCount };
  const sections = sectionsOf(message.bytes);
  const before = (code: number): Section | undefined => sections.find((section) => section.code === code);
  const header = change.failed === true ? headerBytes(before(HEADER), deliveryCount) : before(HEADER)?.bytes;
  const annotations =
    change.annotations === undefined
      ? before(MESSAGE_ANNOTATIONS)?.bytes
      : annotationBytes(before(MESSAGE_ANNOTATIONS), change.annotations);
  const deliveryAnnotations = before(0x71)?.bytes;
  const bare = sections.filter((section) => section.code === undefined).map((section) => section.bytes);
  const bytes = Buffer.concat([header, deliveryAnnotations, annotations, ...bare].filter((part) => part !== undefined));
  return { ...message, bytes, deliveryCount };
}

/** Pairs for {@link MessageChange.annotations} with string values. */
export function stringAnnotations(pairs: Readonly<Record<string, string>>): Typed[] {
  return Object.entries(pairs).flatMap(([key, value]) => [types.wrap_symbol(key), types.wrap_string(value)]);
}

function sectionsOf(bytes: Buffer): Section[] {
  const reader = new types.Reader(bytes);
  const sections: Section[] = [];
  while (reader.remaining() > 0) {
    const start = reader.position;
    const value = reader.read();
    const descriptor = value.descriptor?.value;
    const code = typeof descriptor === 'string' ? sectionCodes[descriptor] : descriptor;
    const known = code === HEADER || code === 0x71 || code === MESSAGE_ANNOTATIONS;
    sections.push({ code: known ? code : undefined, value, bytes: bytes.subarray(start, reader.position) });
  }
  return sections;
}

function headerField(header: Section, index: number): unknown {
  const fields = header.value.value as readonly (Typed | undefined)[];
  return fields[index]?.value;
}

function headerBytes(header: Section | undefined, deliveryCount: number): Buffer {
  const field = (index: number): unknown => (header === undefined ? undefined : (headerField(header, index) ?? undefined));
  const fields = { durable: field(0), priority: field(1), ttl: field(2), first_acquirer: false, delivery_count: deliveryCount };
  return encode(messages.header(fields).described());
}

function annotationBytes(section: Section | undefined, added: readonly Typed[]): Buffer {
  const pairs = new Map<unknown, readonly [Typed, Typed]>();
  for (const list of [(section?.value.value ?? []) as readonly Typed[], added]) {
    for (let i = 0; i + 1 < list.length; i += 2) {
      const key = list[i];
      const value = list[i + 1];
      if (key !== undefined && value !== undefined) pairs.set(key.value, [key, value]);
    }
  }
  const map = types.wrap_map({});
  map.value = [...pairs.values()].flat();
  return encode(types.described(types.wrap_ulong(MESSAGE_ANNOTATIONS), map));
}

function encode(value: Typed): Buffer {
  const writer = new types.Writer();
  writer.write(value);
  return Buffer.from(writer.toBuffer());
}

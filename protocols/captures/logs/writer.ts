import type { Side } from '../../core/index.ts';
import { startsWith } from '../recognise.ts';
import type { Direction, StreamEntry, UnitEntry, XmlEntry } from './model.ts';

/** Which end sends a frame of SASL, by the code of its type (AMQP 1.0, 5.3.3). */
const saslSides: ReadonlyMap<number | undefined, Side> = new Map([
  [0x40, 'server'],
  [0x41, 'client'],
  [0x42, 'server'],
  [0x43, 'client'],
  [0x44, 'server'],
]);

/** Elements that one end alone sends (RFC 6120, 4 to 6). */
const elementSides: ReadonlyMap<string | undefined, Side> = new Map([
  ['features', 'server'],
  ['proceed', 'server'],
  ['challenge', 'server'],
  ['success', 'server'],
  ['starttls', 'client'],
  ['auth', 'client'],
  ['response', 'client'],
]);

/**
 * Which end wrote a log, told by the first unit of a connection: what only a client or only a server sends, and a header, which the
 * client sends first (AMQP 1.0, 2.2; RFC 6120, 4.2). Undefined where the unit does not tell.
 */
export function writerBy(entry: StreamEntry | UnitEntry | XmlEntry): Side | undefined {
  const sender = entry.what === 'xml' ? senderOfXml(entry.text) : senderOfBytes(entry.bytes);
  return sender === undefined ? undefined : writerFrom(sender, entry.direction);
}

function writerFrom(sender: Side, direction: Direction): Side {
  return (sender === 'client') === (direction === 'sent') ? 'client' : 'server';
}

function senderOfBytes(bytes: Uint8Array): Side | undefined {
  if (startsWith(bytes, 'AMQP')) return 'client';
  if (bytes[0] === 0x3c) return senderOfXml(new TextDecoder().decode(bytes.subarray(0, 1024)));
  const body = (bytes[4] ?? 0) * 4;
  return bytes[5] === 1 && bytes[body + 1] === 0x53 ? saslSides.get(bytes[body + 2]) : undefined;
}

function senderOfXml(text: string): Side | undefined {
  const found = /^\s*(?:<\?xml[^>]*\?>\s*)?<(?:[^\s:/>]+:)?([^\s:/>]+)([^>]*)/.exec(text.slice(0, 1024));
  const [, name, rest = ''] = found ?? [];
  // The answer to a header has an id; the first one has none.
  if (name === 'stream' || name === 'open') return /\sid\s*=/.test(rest) ? 'server' : 'client';
  return elementSides.get(name);
}

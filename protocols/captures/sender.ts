import type { Side } from '../core/index.ts';
import { startsWith } from './recognise.ts';
import { senderOf091 } from './recognition/amqp091.ts';

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

/** Which end sends the first unit in some bytes, where only one does; undefined where the bytes do not tell. */
export function senderOf(bytes: Uint8Array): Side | undefined {
  if (bytes[0] === 0x3c) return senderOfXml(new TextDecoder().decode(bytes.subarray(0, 1024)));
  const body = (bytes[4] ?? 0) * 4;
  if (bytes[5] === 1 && bytes[4] === 2 && bytes[body] === 0 && bytes[body + 1] === 0x53)
    return saslSides.get(bytes[body + 2]);
  return senderOf091(bytes);
}

/** The same with what the client alone sends first: the header of AMQP (AMQP 1.0, 2.2; AMQP 0-9-1, 4.2.2). */
export function firstSender(bytes: Uint8Array): Side | undefined {
  return startsWith(bytes, 'AMQP') ? 'client' : senderOf(bytes);
}

/** Which end sends an element or the header of a stream, where only one does. */
export function senderOfXml(text: string): Side | undefined {
  const found = /^\s*(?:<\?xml[^>]*\?>\s*)?<(?:[^\s:/>]+:)?([^\s:/>]+)([^>]*)/.exec(text.slice(0, 1024));
  const [, name, rest = ''] = found ?? [];
  // The answer to a header has an id; the first one has none.
  if (name === 'stream' || name === 'open') return /\sid\s*=/.test(rest) ? 'server' : 'client';
  return elementSides.get(name);
}

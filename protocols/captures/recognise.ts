import type { ProtocolName } from '../core/index.ts';
import { uint16, uint32 } from './integers.ts';

export function startsWith(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false;
  return true;
}

/** A TLS record of version 3.x that holds a hello of the client or the server (RFC 8446, 4 and 5.1), as far as its bytes are there. */
export function looksLikeTls(bytes: Uint8Array): boolean {
  const [type, major, minor = 0, , , message = 1] = bytes;
  return type === 0x16 && major === 3 && minor <= 4 && (message === 1 || message === 2);
}

/** The length of AMQP's protocol header and of a frame's: fewer bytes of an unknown stream tell nothing. Methods of HTTP are as long at most. */
const telling = 8;

/** Whether the first bytes of a stream are enough to tell what it is. */
export function isTelling(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x3c || startsWith(bytes, 'AMQP')) return true;
  return bytes.length >= telling;
}

const largestFrame = 64 * 1024 * 1024;
const amqpFrameTypes = 1;
const descriptorCodes: ReadonlySet<number | undefined> = new Set([0x53, 0x80, 0xa3, 0xb3]);

/** An AMQP frame (AMQP 1.0, 2.3.1): an empty one, or one whose body is a described value. */
export function looksLikeAmqpFrame(bytes: Uint8Array): boolean {
  if (bytes.length < telling) return false;
  const size = uint32(bytes, 0, false);
  const [, , , , offset = 0, type = 0] = bytes;
  const body = offset * 4;
  if (offset < 2 || body > size || size > largestFrame || type > amqpFrameTypes) return false;
  if (size === telling) return uint16(bytes, 5, false) === 0;
  return bytes[body] === 0 && descriptorCodes.has(bytes[body + 1]);
}

/** A protocol that was recognized by bytes of it; `beginning`: they begin a connection. */
export interface Recognized {
  readonly protocol: ProtocolName;
  readonly beginning: boolean;
}

const byteOrderMark = '\xef\xbb\xbf';

/** How each protocol begins (AMQP 1.0, 2.2; AMQP 0-9-1, 4.2.2; RFC 6120, 4.2), and what is known of it in the middle of a connection. */
const signs: readonly (Recognized & { readonly test: (bytes: Uint8Array) => boolean })[] = [
  {
    protocol: 'amqp-0-9-1',
    beginning: true,
    test: (bytes) => startsWith(bytes, 'AMQP\0\0\x09'),
  },
  { protocol: 'amqp', beginning: true, test: (bytes) => startsWith(bytes, 'AMQP') },
  {
    protocol: 'xmpp',
    beginning: true,
    test: (bytes) => startsWith(bytes, '<') || startsWith(bytes, `${byteOrderMark}<`),
  },
  { protocol: 'amqp', beginning: false, test: looksLikeAmqpFrame },
];

/** The protocol whose bytes these are, as far as the first of them tell. */
export function recogniseProtocol(bytes: Uint8Array): Recognized | undefined {
  return signs.find(({ test }) => test(bytes));
}

/** Whether units of a protocol are recognized in the middle of a connection. */
export function isResumable(protocol: ProtocolName | undefined): boolean {
  return signs.some((sign) => !sign.beginning && sign.protocol === protocol);
}

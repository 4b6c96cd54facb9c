import type { ProtocolName } from '../../core/index.ts';
import { looksLikeHttp } from '../http/index.ts';
import { amqpFrames, amqpHeader } from './amqp.ts';
import { amqp091Frames } from './amqp091.ts';
import { isProtocolSign, type Sign } from './sign.ts';
import { tlsSign } from './tls.ts';
import { xmppSign } from './xmpp.ts';

/** The longest method that HTTP is known by, with the space behind it. */
const methodLength = 8;

function httpSign(bytes: Uint8Array, final: boolean): Sign {
  if (bytes.length < methodLength && !final) return isCapital(bytes[0]) ? 'more' : 'none';
  return looksLikeHttp(bytes) ? 'http' : 'none';
}

function isCapital(byte = 0): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

/** Enough of a line to see that a person could read it. */
const textLength = 8;

function textSign(bytes: Uint8Array): Sign {
  const length = Math.min(bytes.length, textLength);
  if (bytes[0] === 0x3c || bytes[0] === 0x20) return 'none';
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if ((byte < 0x20 || byte > 0x7e) && byte !== 0x0d && byte !== 0x0a && byte !== 0x09) return 'none';
  }
  return bytes.length < textLength && !bytes.includes(0x0a) ? 'more' : 'text';
}

export interface Place {
  /** The direction’s beginning was missed: what is in the middle of a connection counts. */
  readonly missed: boolean;
  /** Protocols that are expected, by the port or since the other side speaks one. */
  readonly expected: readonly ProtocolName[];
  /** No more bytes come. */
  readonly final?: boolean;
}

/** What the bytes at one place of a direction are a sign of. */
export function examine(bytes: Uint8Array, { missed, expected, final = false }: Place): Sign {
  const signs: Sign[] = [
    amqpHeader(bytes, final),
    xmppSign(bytes, missed),
    tlsSign(bytes, missed),
    httpSign(bytes, final),
    amqpFrames(bytes, expected.includes('amqp')),
    amqp091Frames(bytes),
  ];
  const found =
    signs.find((sign) => isProtocolSign(sign) && (sign.weight > 0 || expected.includes(sign.protocol))) ??
    signs.find((sign) => sign === 'tls' || sign === 'http');
  return found ?? (signs.includes('more') ? 'more' : textSign(bytes));
}

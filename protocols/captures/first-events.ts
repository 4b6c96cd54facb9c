import { toHex, type Side } from '../core/index.ts';
import type { StreamEvent } from './beginning.ts';
import type { CapturedConnection } from './connections.ts';
import { uint16 } from './integers.ts';
import { isServerPort } from './ports.ts';
import { looksLikeTls, startsWith } from './recognise.ts';
import { firstSender, senderOf } from './sender.ts';
import type { KeyLog } from './tls.ts';

/** The first events of a connection, of both directions. */
export type FirstEvents = readonly (readonly [Side, StreamEvent])[];

/** Which end sends such bytes, whatever is spoken: requests and hellos come from the client. */
function sender(bytes: Uint8Array): Side | undefined {
  if (looksLikeTls(bytes) && bytes.length > 5) return bytes[5] === 1 ? 'client' : 'server';
  if (startsWith(bytes, 'HTTP/')) return 'server';
  return senderOf(bytes);
}

/** Stanzas with a sender, to a resource, come from the server (RFC 6120, 8.1): clients leave the sender out. */
function routed(bytes: Uint8Array): Side | undefined {
  if (bytes[0] !== 0x3c) return undefined;
  const tag = /^<(?:message|presence|iq)\s[^>]*>/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)))?.[0];
  const isRouted = tag !== undefined && /\sfrom\s*=/.test(tag) && /\sto\s*=\s*["'][^"'/]*\//.test(tag);
  return isRouted ? 'server' : undefined;
}

function clientBy(events: FirstEvents, by: (bytes: Uint8Array) => Side | undefined): Side | undefined {
  for (const [side, event] of events) {
    const found = event.what === 'data' ? by(event.bytes) : undefined;
    if (found !== undefined) return found === 'client' ? side : side === 'client' ? 'server' : 'client';
  }
  return undefined;
}

/**
 * Which of the directions is the client’s, where the capture does not have the connection’s opening: by what only a client or only a
 * server sends, then by the ports, then by who sends a header first, or stanzas that a server has passed on.
 * @returns `client` where the first guess holds
 */
export function clientSide(events: FirstEvents, { clientPort, serverPort }: CapturedConnection): Side {
  const certain = clientBy(events, sender);
  if (certain !== undefined) return certain;
  if (isServerPort(serverPort) !== isServerPort(clientPort)) return isServerPort(serverPort) ? 'client' : 'server';
  return clientBy(events, firstSender) ?? clientBy(events, routed) ?? 'client';
}

/** The first bytes of a direction, up to a bound. */
function startOf(events: FirstEvents, side: Side, most: number): Uint8Array {
  const start = new Uint8Array(most);
  let length = 0;
  for (const [each, event] of events) {
    if (each !== side || event.what !== 'data' || length === most) continue;
    const part = event.bytes.subarray(0, most - length);
    start.set(part, length);
    length += part.length;
  }
  return start.subarray(0, length);
}

const sides = ['client', 'server'] as const;
const helloSize = 43;

/** Whether a key log has secrets for the connection whose hello of the client is among these events. */
export function hasKeys(events: FirstEvents, keyLog: KeyLog): boolean {
  if (keyLog.size === 0) return false;
  return sides.some((side) => {
    const hello = startOf(events, side, helloSize);
    if (hello.length < helloSize || !looksLikeTls(hello) || hello[5] !== 1) return false;
    const random = toHex(hello, 11, helloSize);
    return [...keyLog.keys()].some((name) => name.endsWith(random));
  });
}

const largestHandshake = 16 * 1024;

/** Whether a direction that begins with the hello of TLS goes on as only one does that was answered: with what is encrypted. */
export function goesOnWithTls(events: FirstEvents): boolean {
  return sides.some((side) => {
    const bytes = startOf(events, side, largestHandshake);
    if (!looksLikeTls(bytes)) return false;
    for (let at = 0; at + 5 <= bytes.length; at += 5 + uint16(bytes, at + 3, false))
      if (bytes[at] === 0x14 || bytes[at] === 0x17) return true;
    return false;
  });
}

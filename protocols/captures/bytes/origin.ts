import type { Origin } from './model.ts';

/** Of a long text in front of bytes the end tells who sent them. */
const longest = 200;

const pair = /\b(client|c|server|s|broker)\s*(?:-+>|=+>|>+|→|to)\s*(?:client|c|server|s|broker)\b/i;
/** Wireshark's names for the two ends; the first is the one that opened the connection, or spoke first. */
const peer = /\bpeer_?([01])(?:_\d+)?\b/i;
const client = /\bclient\b|(?:^|[\s[(])C:/i;
const server = /\b(?:server|broker)\b|(?:^|[\s[(])S:/i;
const received = [
  /\b(?:recv(?:from|m?msg)?|recvd|received?|receiving|incoming|inbound|rx|ingress|reads?|reading)\b|\bin:|<-|<=|<<|←|↓|⬇|⇩|^\s*<(?=\s)/i,
  /\bIN\b/,
];
const sent = [
  /\b(?:sent|sends?|send(?:to|m?msg)|sending|outgoing|outbound|tx|egress|writes?|wrote|written|writing)\b|\bout:|->|=>|>>|→|↑|⬆|⇧|^\s*>(?=\s)/i,
  /\bOUT\b/,
];

/** Who sent the bytes behind a text, by the word or arrow in it: `SENT`, `<-`, `client:`, `server -> client`. */
export function originOf(text: string): Origin | undefined {
  const words = text.slice(-longest);
  if (words.trim() === '') return undefined;
  const from = pair.exec(words)?.[1]?.toLowerCase();
  if (from !== undefined) return from.startsWith('c') ? 'client' : 'server';
  const number = peer.exec(words)?.[1];
  if (number !== undefined) return number === '0' ? 'sent' : 'received';
  const isReceived = received.some((each) => each.test(words));
  const isSent = sent.some((each) => each.test(words));
  const isClient = client.test(words);
  // What the client received came from the server.
  if (isClient !== server.test(words)) return isClient !== (isReceived && !isSent) ? 'client' : 'server';
  if (isSent === isReceived) return undefined;
  return isSent ? 'sent' : 'received';
}

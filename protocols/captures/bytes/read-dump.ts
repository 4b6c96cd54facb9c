import { dumpParts, type DumpPart } from './dump.ts';
import type { Origin, Piece, Reading } from './model.ts';
import { originOf } from './origin.ts';

/** The line that tcpdump prints of a packet of TCP: both addresses with their ports. */
const packetLine = /\bIP6? (\S{1,80}\.[\w-]{1,20}) > (\S{1,80}\.[\w-]{1,20}):/;
/** Ports of servers, as tcpdump prints them. */
const serverPort = /\.(?:5671|5672|amqps?|5222|5223|5269|5270|5280|5281|xmpp-client|xmpp-server|5443|https?|80|443)$/;

/**
 * A dump with offsets. Of several parts a line that is indented is the other direction (Wireshark’s Follow Stream), the line before one
 * tells its sender (tcpdump, or any log), and otherwise all are one direction.
 */
export function readDump(text: string): Reading | undefined {
  const parts = dumpParts(text);
  if (parts === undefined) return undefined;
  const spelling = 'a dump';
  if (parts.some(({ indented }) => indented))
    return {
      spelling,
      share: 1,
      pieces: parts.map(({ bytes, indented }) => ({ bytes, from: indented ? 'received' : 'sent' })),
    };
  const first = new Map<string, string>();
  return { spelling, share: 1, pieces: parts.map((part) => pieceOf(part, first)) };
}

/** `first`: of each connection the address that sent the first packet. */
function pieceOf({ bytes, before }: DumpPart, first: Map<string, string>): Piece {
  let ends: readonly [source: string, destination: string] | undefined;
  let connection = '';
  for (const line of before.split('\n')) {
    const [, source, destination] = packetLine.exec(line) ?? [];
    if (source === undefined || destination === undefined) continue;
    ends = [source, destination];
    connection = ends.toSorted().join(' ');
    if (!first.has(connection)) first.set(connection, source);
  }
  if (ends === undefined) return { bytes, from: originOf(before) };
  const [source, destination] = ends;
  const opener = first.get(connection);
  return { bytes, connection, from: senderBy(source, destination) ?? (opener === source ? 'sent' : 'received') };
}

function senderBy(source: string, destination: string): Origin | undefined {
  const isServer = serverPort.test(source);
  return isServer === serverPort.test(destination) ? undefined : isServer ? 'server' : 'client';
}

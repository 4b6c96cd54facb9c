import { plural } from '../core/index.ts';
import { CaptureStreams } from './capture-streams.ts';
import { CaptureConnections } from './connections.ts';
import { linkTypeName } from './link-types.ts';
import type { PacketReader, PacketSink } from './packet-source.ts';
import { PcapReader, pcapMagic } from './pcap.ts';
import { isPcapng, PcapngReader } from './pcapng.ts';
import type { StreamContext } from './stream-context.ts';
import { readKeyLog } from './tls.ts';

/** Reads a whole capture file from pieces: `push` each, then `end`. Units and notes go to the context as they come. */
export interface CaptureReader {
  /** Throws CaptureError where the file is broken. */
  push(chunk: Uint8Array): void;
  /** Gives what is wrong with the file's end, if anything is. Throws CaptureError where not even the file's header is whole. */
  end(): string | undefined;
}

/** Whether a file that begins with these bytes is a pcap or pcapng file. */
export function isPacketCapture(bytes: Uint8Array): boolean {
  return pcapMagic(bytes) !== undefined || isPcapng(bytes);
}

/** A reader for a pcap or pcapng file that begins with these bytes (at least four); undefined for another file. */
export function createCaptureReader(
  first: Uint8Array,
  { keyLog: given, ...rest }: StreamContext,
): CaptureReader | undefined {
  // The file may have secrets, too.
  const keyLog = new Map(given);
  const context: StreamContext = { ...rest, keyLog };
  const connections = packetConnections(context);
  const reader = packetReader(first, connections.packet, (text) => {
    for (const [name, secret] of readKeyLog(text)) keyLog.set(name, secret);
  });
  if (reader === undefined) return undefined;
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const problem = reader.end();
      connections.end();
      return [problem, unreadOf(connections)].filter((each) => each !== undefined).join(' ') || undefined;
    },
  };
}

/** The connections of packets, from wherever they come; what they carry goes to the context. */
export function packetConnections(context: StreamContext): CaptureConnections {
  const streams = new CaptureStreams(context);
  return new CaptureConnections(streams.open, streams.end, streams.closed, (connection) =>
    context.note(
      connection,
      'client',
      'More connections are open at a time than are kept. From this one on, those of which nothing came for longest end, and begin again under another number where they go on',
    ),
  );
}

/** Says which link types the file has that are not read. */
function unreadOf({ unread }: CaptureConnections): string | undefined {
  const all = [...unread]
    .slice(0, 8)
    .map(([linkType, count]) => `${linkTypeName(linkType)}: ${plural(count, 'packet')}`);
  if (all.length === 0) return undefined;
  return `Packets of these link layers are not read: ${all.join('; ')}. Ethernet, PPP, loopback, raw IP and Linux cooked captures are.`;
}

function packetReader(
  first: Uint8Array,
  sink: PacketSink,
  secrets: (keyLog: string) => void,
): PacketReader | undefined {
  if (pcapMagic(first) !== undefined) return new PcapReader(sink);
  return isPcapng(first) ? new PcapngReader(sink, secrets) : undefined;
}

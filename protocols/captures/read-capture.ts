import type { Side } from '../core/index.ts';
import { CaptureConnections, type CapturedConnection } from './connections.ts';
import type { PacketReader, PacketSink } from './packet-source.ts';
import { PcapReader, pcapMagic } from './pcap.ts';
import { isPcapng, PcapngReader } from './pcapng.ts';
import { ProtocolStream, type ConnectionFacts, type StreamContext } from './protocol-stream.ts';

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
export function createCaptureReader(first: Uint8Array, context: StreamContext): CaptureReader | undefined {
  const facts = new Map<number, ConnectionFacts>();
  const open = (connection: CapturedConnection, side: Side): ProtocolStream => {
    let shared = facts.get(connection.number);
    if (shared === undefined)
      facts.set(connection.number, (shared = { tls: {}, network: connection.loopback !== true }));
    return new ProtocolStream(connection, side, shared, context);
  };
  const connections = new CaptureConnections(open);
  const reader = packetReader(first, connections.packet);
  if (reader === undefined) return undefined;
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const problem = reader.end();
      connections.end();
      return problem;
    },
  };
}

function packetReader(first: Uint8Array, sink: PacketSink): PacketReader | undefined {
  if (pcapMagic(first) !== undefined) return new PcapReader(sink);
  return isPcapng(first) ? new PcapngReader(sink) : undefined;
}

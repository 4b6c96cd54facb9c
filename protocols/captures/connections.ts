import type { Side } from '../core/index.ts';
import { IpFragments } from './ip-fragments.ts';
import { isReadable, rawIp } from './network-layer.ts';
import type { PacketSink } from './packet-source.ts';
import type { Crossing } from './plaintext.ts';
import { isServerPort } from './ports.ts';
import { ack, emptySegment, fin, readSegment, rst, syn, type Segment } from './tcp-segment.ts';
import { TcpStream, type StreamSink } from './tcp-stream.ts';

/** One TCP connection of a capture. */
export interface CapturedConnection {
  /** Counted from 0 in the order in which the connections began. */
  readonly number: number;
  readonly clientPort: number;
  readonly serverPort: number;
  /** Both ends are the same machine: no other one reads what crosses. */
  readonly loopback?: boolean;
  /** The addresses: numbers for IPv4, texts for IPv6. */
  readonly clientAddress?: number | string;
  readonly serverAddress?: number | string;
  /** How its packets’ plain text crossed, where the capture says so. */
  crossing?: Crossing;
  /** The connection’s opening tells which end is the client; otherwise the ports or the first packet do, which is a guess. */
  readonly isCertain?: boolean;
}

/** Makes the sink for one direction of a connection, when its first byte (or its end) comes. */
export type OpenStream = (connection: CapturedConnection, side: Side) => StreamSink;

/** How many connections are kept at a time: beyond that, the one of which nothing came for longest is let go. */
const mostKept = 16_384;

interface Flow {
  readonly key: number | string;
  readonly connection: CapturedConnection;
  readonly client: TcpStream;
  readonly server: TcpStream;
  /** The client's end, and the server's address. */
  readonly address: number | string;
  readonly port: number;
  readonly serverAddress: number | string;
}

/** Whether a segment is one of a flow, in either direction. */
function belongs({ connection, address, port, serverAddress }: Flow, segment: Segment): boolean {
  const { serverPort } = connection;
  if (
    segment.sourcePort === port &&
    segment.destinationPort === serverPort &&
    segment.source === address &&
    segment.destination === serverAddress
  )
    return true;
  return (
    segment.sourcePort === serverPort &&
    segment.destinationPort === port &&
    segment.source === serverAddress &&
    segment.destination === address
  );
}

/** Sorts packets into TCP connections and puts both directions of each together. */
export class CaptureConnections {
  readonly #open: OpenStream;
  readonly #ended: (() => void) | undefined;
  readonly #closed: ((connection: CapturedConnection, side: Side, time: number) => void) | undefined;
  /** The one that was used last is the last one. */
  readonly #flows = new Map<number | string, Flow>();
  #count = 0;
  readonly #tooMany: ((connection: CapturedConnection) => void) | undefined;
  #isTold = false;
  readonly #segment: Segment = emptySegment();
  readonly #fragments = new IpFragments();
  /** How many packets there are of link types that are not read. */
  readonly unread = new Map<number, number>();
  /** The flow of the packet before: most packets belong to the same. */
  #last: Flow | undefined;
  #time = 0;

  /**
   * @param ended called when the capture has ended, and all streams
   * @param closed called when a side has closed its direction, behind all that it sent
   * @param tooMany called once, with the first connection that is let go while it is open
   */
  constructor(
    open: OpenStream,
    ended?: () => void,
    closed?: (connection: CapturedConnection, side: Side, time: number) => void,
    tooMany?: (connection: CapturedConnection) => void,
  ) {
    this.#open = open;
    this.#ended = ended;
    this.#closed = closed;
    this.#tooMany = tooMany;
  }

  /** Takes one packet; a PacketSink. */
  readonly packet: PacketSink = (time, linkType, buffer, start, end, crossing) => {
    if (!readSegment(this.#segment, linkType, buffer, start, end)) {
      if (!isReadable(linkType)) {
        this.unread.set(linkType, (this.unread.get(linkType) ?? 0) + 1);
        return;
      }
      const whole = this.#fragments.take(linkType, buffer, start, end);
      if (whole !== undefined && readSegment(this.#segment, rawIp, whole, 0, whole.length))
        this.#take(time, whole, crossing);
      return;
    }
    this.#take(time, buffer, crossing);
  };

  /** The segment that was read, in its buffer. */
  #take(time: number, buffer: Uint8Array, crossing: Crossing | undefined): void {
    const segment = this.#segment;
    this.#time = time;
    const flow = this.#flow(segment);
    if (crossing !== undefined) flow.connection.crossing = crossing;
    const fromClient = segment.sourcePort === flow.port && segment.source === flow.address;
    const stream = fromClient ? flow.client : flow.server;
    if ((segment.flags & ack) !== 0) (fromClient ? flow.server : flow.client).acknowledged(segment.acknowledgement);
    if ((segment.flags & syn) !== 0) stream.open(segment.sequence);
    const sequence = segment.sequence + ((segment.flags & syn) === 0 ? 0 : 1);
    stream.segment(sequence, buffer, segment.start, segment.end, segment.missing, time);
    const isOpen = !stream.ended;
    if ((segment.flags & fin) !== 0) stream.finish(sequence + segment.end - segment.start + segment.missing, time);
    if ((segment.flags & rst) !== 0) this.#close(flow, time);
    if (isOpen && (segment.flags & (fin | rst)) !== 0)
      this.#closed?.(flow.connection, fromClient ? 'client' : 'server', time);
  }

  /** The capture ended: every stream that is still open ends. */
  end(): void {
    for (const flow of this.#flows.values()) this.#close(flow, this.#time);
    this.#ended?.();
  }

  #close(flow: Flow, time: number): void {
    flow.client.close(time);
    flow.server.close(time);
  }

  #flow(segment: Segment): Flow {
    if (this.#last !== undefined && belongs(this.#last, segment) && !this.#reopened(this.#last, segment))
      return this.#last;
    // The smaller end first, so that both directions meet.
    const forward =
      segment.sourcePort < segment.destinationPort ||
      (segment.sourcePort === segment.destinationPort && segment.source < segment.destination);
    const key = forward
      ? `${segment.source}/${segment.sourcePort * 65536 + segment.destinationPort}/${segment.destination}`
      : `${segment.destination}/${segment.destinationPort * 65536 + segment.sourcePort}/${segment.source}`;
    let flow = this.#flows.get(key);
    if (flow === undefined || this.#reopened(flow, segment)) {
      if (flow !== undefined) this.#close(flow, this.#time); // its end was missed
      if (flow === undefined && this.#flows.size >= mostKept) this.#leaveOldest();
      flow = this.#start(segment, key);
    }
    this.#flows.delete(key);
    this.#flows.set(key, flow);
    this.#last = flow;
    return flow;
  }

  /** The same pair of ports begins again: after the first connection ended, or with another first number, so that its end was missed. */
  #reopened({ client, server, address, port }: Flow, segment: Segment): boolean {
    if ((segment.flags & (syn | ack)) !== syn) return false;
    const stream = segment.sourcePort === port && segment.source === address ? client : server;
    return (client.ended && server.ended) || stream.isOther(segment.sequence);
  }

  /** Where one that is still open goes on, it begins again, in the middle. */
  #leaveOldest(): void {
    const [oldest] = this.#flows.values();
    if (oldest === undefined) return;
    this.#flows.delete(oldest.key);
    if (oldest.client.ended && oldest.server.ended) return;
    this.#close(oldest, this.#time);
    if (this.#isTold) return;
    this.#isTold = true;
    this.#tooMany?.(oldest.connection);
  }

  #start(segment: Segment, key: number | string): Flow {
    const answer = (segment.flags & (syn | ack)) === (syn | ack);
    const fromServer =
      answer ||
      ((segment.flags & syn) === 0 && isServerPort(segment.sourcePort) && !isServerPort(segment.destinationPort));
    const connection: CapturedConnection = {
      number: this.#count++,
      clientPort: fromServer ? segment.destinationPort : segment.sourcePort,
      serverPort: fromServer ? segment.sourcePort : segment.destinationPort,
      clientAddress: fromServer ? segment.destination : segment.source,
      serverAddress: fromServer ? segment.source : segment.destination,
      loopback: isLoopback(segment.source),
      isCertain: (segment.flags & syn) !== 0,
    };
    return {
      key,
      connection,
      client: new TcpStream(this.#open(connection, 'client')),
      server: new TcpStream(this.#open(connection, 'server')),
      address: fromServer ? segment.destination : segment.source,
      port: connection.clientPort,
      serverAddress: fromServer ? segment.source : segment.destination,
    };
  }
}

/** 127.0.0.0/8 and ::1. */
function isLoopback(address: number | string): boolean {
  return typeof address === 'number' ? address >>> 24 === 127 : address === '0:0:0:0:0:0:0:1';
}

/** The ends of a connection as text, the client’s first; undefined where it is none of packets. */
export function endsOf(connection: CapturedConnection): readonly [client: string, server: string] | undefined {
  const { clientAddress, clientPort, serverAddress, serverPort } = connection;
  if (clientAddress === undefined || serverAddress === undefined) return undefined;
  return [hostAndPort(clientAddress, clientPort), hostAndPort(serverAddress, serverPort)];
}

function hostAndPort(address: number | string, port: number): string {
  if (typeof address === 'number')
    return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}:${port}`;
  return `[${shortIpv6(address)}]:${port}`;
}

/** An IPv6 address of eight parts without zeros in front, with `::` for its first longest run of zeros (RFC 5952, 4). */
function shortIpv6(address: string): string {
  const runs = [...address.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)];
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '');
  if (longest === '') return address;
  const at = runs.find(([run]) => run === longest)?.index ?? 0;
  return `${address.slice(0, at)}::${address.slice(at + longest.length).replace(/^:/, '')}`;
}

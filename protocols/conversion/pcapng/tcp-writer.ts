import { otherSide, type Side } from '../../core/index.ts';
import { packetBlock } from './blocks.ts';
import { flag, mostPayload, tcpPacket, type Endpoint, type SegmentHead } from './packet.ts';

/** Options of an opening (RFC 9293, 3.2; RFC 7323): the greatest segment, and the greatest window. */
const opening = Uint8Array.of(2, 4, 0xfd, 0xe8, 1, 3, 3, 14);
/** A gap has no more packets than this. */
const mostGapPackets = 1024;
const nothing: Uint8Array = new Uint8Array(0);

interface Half {
  readonly end: Endpoint;
  /** The number of the next byte. */
  next: number;
  ended: boolean;
}

/** Writes the packets of one TCP connection: sequence numbers and acknowledgements are right, and nothing is sent twice. */
export class TcpWriter {
  readonly #write: (block: Uint8Array) => void;
  readonly #client: Half;
  readonly #server: Half;

  constructor(client: Endpoint, server: Endpoint, write: (block: Uint8Array) => void) {
    this.#write = write;
    this.#client = { end: client, next: 1_000_000, ended: false };
    this.#server = { end: server, next: 2_000_000, ended: false };
  }

  /** The three segments that open a connection. */
  open(time: number, interfaceNumber: number): void {
    const send = (side: Side, flags: number): void => {
      this.#segment(side, time, interfaceNumber, { flags, ...((flags & flag.syn) !== 0 && { options: opening }) });
      if ((flags & flag.syn) !== 0) this.#half(side).next++;
    };
    send('client', flag.syn);
    send('server', flag.syn | flag.ack);
    send('client', flag.ack);
  }

  /** Bytes of a side, in as many segments as they need. */
  data(side: Side, bytes: Uint8Array, time: number, interfaceNumber: number): void {
    const half = this.#half(side);
    for (let at = 0; at < bytes.length; at += mostPayload) {
      const piece = bytes.subarray(at, at + mostPayload);
      const flags = at + mostPayload < bytes.length ? flag.ack : flag.ack | flag.psh;
      this.#segment(side, time, interfaceNumber, { flags }, piece);
      half.next += piece.length;
    }
  }

  /**
   * Bytes that are missing: packets of which the capture has only the beginning, so that what is missing keeps its place.
   * @returns how many bytes are said to be missing; a gap of an absurd size is written as a smaller one
   */
  gap(side: Side, bytes: number, time: number, interfaceNumber: number): number {
    const half = this.#half(side);
    const told = Math.min(bytes, mostPayload * mostGapPackets);
    for (let left = told; left > 0; left -= mostPayload) {
      const missing = Math.min(left, mostPayload);
      this.#segment(side, time, interfaceNumber, { flags: flag.ack, missing });
      half.next += missing;
    }
    return told;
  }

  /** Says that bytes of both sides are late: each acknowledges one that is not there yet. */
  late(time: number, interfaceNumber: number): void {
    for (const side of ['client', 'server'] as const)
      this.#segment(side, time, interfaceNumber, {
        flags: flag.ack,
        acknowledgement: this.#half(otherSide(side)).next + 1,
      });
  }

  /** A side closes its direction. */
  end(side: Side, time: number, interfaceNumber: number): void {
    const half = this.#half(side);
    if (half.ended) return;
    half.ended = true;
    this.#segment(side, time, interfaceNumber, { flags: flag.fin | flag.ack });
    half.next++;
    if (this.#half(otherSide(side)).ended) this.#segment(otherSide(side), time, interfaceNumber, { flags: flag.ack });
  }

  #segment(
    side: Side,
    time: number,
    interfaceNumber: number,
    head: Pick<SegmentHead, 'flags'> & Partial<SegmentHead>,
    payload = nothing,
  ): void {
    const [from, to] = [this.#half(side), this.#half(otherSide(side))];
    const packet = tcpPacket(
      { from: from.end, to: to.end, sequence: from.next, acknowledgement: to.next, ...head },
      payload,
    );
    this.#write(packetBlock(interfaceNumber, time, packet, packet.length + (head.missing ?? 0)));
  }

  #half(side: Side): Half {
    return side === 'client' ? this.#client : this.#server;
  }
}

import { BoundedMap } from '../core/index.ts';
import { uint16 } from './integers.ts';
import { networkLayer } from './network-layer.ts';

/** Datagrams that are put together at a time: those that never become whole give way to newer ones. */
const limit = 64;
/** The longest that an IP packet's header and contents can be. */
const longest = 65_535 + 40;

interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** One datagram, as far as it has come. */
interface Datagram {
  /** By their offset: one that comes again takes the place of the first. */
  readonly pieces: Map<number, Piece>;
  /** The bytes of all pieces. */
  held: number;
  /** The header of the first fragment, for the whole. */
  header: Uint8Array | undefined;
  /** The length of the contents, once the last fragment has come. */
  length: number | undefined;
}

/** A packet of which a part is here. */
interface Fragment extends Piece {
  /** Which datagram it belongs to. */
  readonly key: string;
  readonly more: boolean;
  readonly header: Uint8Array;
}

/** Puts fragmented IP packets together again (RFC 791, 3.2; RFC 8200, 4.5), in whatever order they come. */
export class IpFragments {
  readonly #datagrams = new BoundedMap<string, Datagram>(limit);

  /** Bytes of memory that the fragments keep alive: their whole buffers, not only the part in use. */
  get heldBytes(): number {
    const buffers = new Set<ArrayBufferLike>();
    for (const { header, pieces } of this.#datagrams.values()) {
      if (header !== undefined) buffers.add(header.buffer);
      for (const { bytes } of pieces.values()) buffers.add(bytes.buffer);
    }
    return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Takes a packet; gives the whole one, from its IP header on, if it was the last missing piece of it, and undefined for all others. */
  take(linkType: number, buffer: Uint8Array, start: number, end: number): Uint8Array | undefined {
    const fragment = fragmentIn(linkType, buffer, start, end);
    if (fragment === undefined || fragment.offset + fragment.bytes.length > longest) return undefined;
    const { key, more, offset, bytes } = fragment;
    const datagram = this.#datagram(key);
    datagram.held += bytes.length - (datagram.pieces.get(offset)?.bytes.length ?? 0);
    datagram.pieces.set(offset, { offset, bytes });
    if (offset === 0) datagram.header = fragment.header;
    if (!more) datagram.length = offset + bytes.length;
    const whole = wholeOf(datagram);
    // One whose pieces overlap to more than a packet can hold, twice over, is none.
    if (whole !== undefined || datagram.held > 2 * longest) this.#datagrams.delete(key);
    return whole;
  }

  #datagram(key: string): Datagram {
    let found = this.#datagrams.get(key);
    if (found === undefined) {
      this.#datagrams.set(key, (found = { pieces: new Map(), held: 0, header: undefined, length: undefined }));
    }
    return found;
  }
}

function wholeOf({ pieces, held, header, length }: Datagram): Uint8Array | undefined {
  if (header === undefined || length === undefined || held < length) return undefined;
  let reached = 0;
  for (const { offset, bytes } of [...pieces.values()].sort((a, b) => a.offset - b.offset)) {
    if (offset > reached) return undefined;
    reached = Math.max(reached, offset + bytes.length);
  }
  if (reached !== length) return undefined;
  const whole = new Uint8Array(header.length + length);
  whole.set(header);
  for (const { offset, bytes } of pieces.values()) whole.set(bytes, header.length + offset);
  // The length that the header states: all of the packet (IPv4), or what follows the header (IPv6).
  const [at, stated] = (header[0] ?? 0) >> 4 === 4 ? [2, whole.length] : [4, length];
  whole[at] = stated >> 8;
  whole[at + 1] = stated & 0xff;
  return whole;
}

/** The fragment that a packet is; undefined where it is none, or was not captured as a whole. */
function fragmentIn(linkType: number, buffer: Uint8Array, start: number, end: number): Fragment | undefined {
  const at = networkLayer(linkType, buffer, start, end);
  if (at < 0 || at + 20 > end) return undefined;
  const version = (buffer[at] ?? 0) >> 4;
  return version === 4
    ? fragment4(buffer, at, end)
    : version === 6 && at + 48 <= end
      ? fragment6(buffer, at, end)
      : undefined;
}

function fragment4(buffer: Uint8Array, at: number, end: number): Fragment | undefined {
  const place = uint16(buffer, at + 6, false);
  const size = ((buffer[at] ?? 0) & 15) * 4;
  const stated = at + uint16(buffer, at + 2, false);
  if ((place & 0x3fff) === 0 || stated > end || stated < at + size) return undefined;
  const header = new Uint8Array(buffer.subarray(at, at + size));
  const key = `${header.subarray(12, 20).join('.')} ${uint16(buffer, at + 4, false)} ${header[9] ?? 0}`;
  // The whole is no fragment.
  header[6] = 0;
  header[7] = 0;
  return {
    key,
    more: (place & 0x2000) !== 0,
    offset: (place & 0x1fff) * 8,
    header,
    bytes: new Uint8Array(buffer.subarray(at + size, stated)),
  };
}

function fragment6(buffer: Uint8Array, at: number, end: number): Fragment | undefined {
  const stated = at + 40 + uint16(buffer, at + 4, false);
  let next = buffer[at + 6] ?? 59;
  let from = at + 40;
  while ((next === 0 || next === 43 || next === 60) && from + 8 <= end) {
    next = buffer[from] ?? 59;
    from += ((buffer[from + 1] ?? 0) + 1) * 8;
  }
  if (next !== 44 || from + 8 > stated || stated > end) return undefined;
  const place = uint16(buffer, from + 2, false);
  const header = new Uint8Array(buffer.subarray(at, at + 40));
  header[6] = buffer[from] ?? 59;
  const key = `${header.subarray(8, 40).join('.')} ${buffer.subarray(from + 4, from + 8).join('.')}`;
  return {
    key,
    more: (place & 1) !== 0,
    offset: place & 0xfff8,
    header,
    bytes: new Uint8Array(buffer.subarray(from + 8, stated)),
  };
}

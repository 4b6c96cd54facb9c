import { ByteQueue } from '../core/index.ts';
import { uint32 } from './integers.ts';
import { CaptureError, largestPacket, type PacketReader, type PacketSink } from './packet-source.ts';

const fileHeader = 24;
const recordHeader = 16;
/** What precedes a packet in the modified format (`libpcap` with Alexey Kuznetzov's patches): interface, protocol and direction, too. */
const modifiedHeader = 24;

interface Magic {
  readonly little: boolean;
  /** The time's resolution. */
  readonly perSecond: number;
  /** Bytes in front of each packet. */
  readonly record: number;
}

/** What a pcap file's first four bytes tell, or undefined: it is none. */
export function pcapMagic(bytes: Uint8Array): Magic | undefined {
  if (bytes.length < 4) return undefined;
  for (const little of [true, false]) {
    const magic = uint32(bytes, 0, little);
    if (magic === 0xa1b2c3d4) return { little, perSecond: 1e6, record: recordHeader };
    if (magic === 0xa1b23c4d) return { little, perSecond: 1e9, record: recordHeader };
    if (magic === 0xa1b2cd34) return { little, perSecond: 1e6, record: modifiedHeader };
  }
  return undefined;
}

/** Reads pcap (libpcap's savefile format), both byte orders, micro- and nanoseconds, and the modified format of old Linux. Throws CaptureError on a broken file. */
export class PcapReader implements PacketReader {
  readonly #queue = new ByteQueue();
  readonly #sink: PacketSink;
  #little = true;
  #perSecond = 0;
  #record = recordHeader;
  #linkType = -1;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    this.#queue.feed(chunk, this.#read);
  }

  readonly #read = (): number => {
    const queue = this.#queue;
    if (this.#linkType < 0) {
      if (queue.length < fileHeader) return fileHeader - queue.length;
      this.#header();
    }
    const record = this.#record;
    while (queue.length >= record) {
      const at = queue.start;
      const size = uint32(queue.buffer, at + 8, this.#little);
      if (size > largestPacket)
        throw new CaptureError(`A packet is said to have ${size} bytes; the file is damaged here`, queue.offset + 8);
      if (queue.length < record + size) return record + size - queue.length;
      const seconds = uint32(queue.buffer, at, this.#little);
      const fraction = uint32(queue.buffer, at + 4, this.#little);
      const from = at + record;
      this.#sink(seconds * 1000 + (fraction * 1000) / this.#perSecond, this.#linkType, queue.buffer, from, from + size);
      queue.skip(record + size);
    }
    return record - queue.length;
  };

  #header(): void {
    const queue = this.#queue;
    const magic = pcapMagic(queue.peek());
    if (magic === undefined) throw new CaptureError('This is not a pcap file: its first bytes are wrong', 0);
    this.#little = magic.little;
    this.#perSecond = magic.perSecond;
    this.#record = magic.record;
    this.#linkType = uint32(queue.buffer, queue.start + 20, this.#little) & 0xffff;
    queue.skip(fileHeader);
  }

  end(): string | undefined {
    if (this.#linkType < 0)
      throw new CaptureError('The file ends within the header of a pcap file', this.#queue.length);
    return this.#queue.length === 0
      ? undefined
      : `The file ends within a packet (byte ${this.#queue.offset}); it was cut short.`;
  }
}

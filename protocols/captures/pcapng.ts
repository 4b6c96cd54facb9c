import { ByteQueue } from '../core/index.ts';
import { uint16, uint32 } from './integers.ts';
import { type Crossing, crossingOf, plaintextApplication } from './plaintext.ts';
import { CaptureError, largestPacket, type PacketReader, type PacketSink } from './packet-source.ts';

const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
/** The enhanced packet's forerunner, in which a count of lost packets is next to the interface. */
const oldPacket = 2;
const simplePacket = 3;
const enhancedPacket = 6;
const decryptionSecrets = 10;
/** Secrets in the format of a TLS key log. */
const tlsKeyLog = 0x544c534b;
const byteOrderMagic = 0x1a2b3c4d;
/** A block's type and length, and a section's byte order. */
const blockHeader = 12;

interface Interface {
  readonly linkType: number;
  /** Ticks of the time stamp in a millisecond. */
  readonly ticks: number;
  /** Milliseconds to add. */
  readonly offset: number;
  readonly name: string;
}

/** Whether bytes begin a pcapng file. */
export function isPcapng(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && uint32(bytes, 0, true) === sectionHeader;
}

/**
 * Reads pcapng (IETF draft "PCAP Now Generic"): sections in both byte orders, interfaces with their resolution, enhanced,
 * simple and old packets, TLS secrets; other blocks are passed over. Throws CaptureError on a broken file.
 */
export class PcapngReader implements PacketReader {
  readonly #queue = new ByteQueue();
  readonly #sink: PacketSink;
  readonly #secrets: (keyLog: string) => void;
  #little = true;
  #interfaces: Interface[] = [];
  /** The section has the plain text of connections. */
  #isPlaintext = false;
  #started = false;

  /** `secrets`: takes the TLS key logs that the file has in it. */
  constructor(sink: PacketSink, secrets: (keyLog: string) => void) {
    this.#sink = sink;
    this.#secrets = secrets;
  }

  push(chunk: Uint8Array): void {
    this.#queue.feed(chunk, this.#read);
  }

  readonly #read = (): number => {
    const queue = this.#queue;
    while (queue.length >= blockHeader) {
      const { buffer, start } = queue;
      if (uint32(buffer, start, true) === sectionHeader)
        this.#little = uint32(buffer, start + 8, true) === byteOrderMagic;
      else if (!this.#started) throw new CaptureError('This is not a pcapng file: its first bytes are wrong', 0);
      const size = uint32(buffer, start + 4, this.#little);
      if (size < 12 || size % 4 !== 0 || size > largestPacket)
        throw new CaptureError(`A block is said to have ${size} bytes; the file is damaged here`, queue.offset + 4);
      if (queue.length < size) return size - queue.length;
      this.#block(buffer, start, size);
      this.#started = true;
      queue.skip(size);
    }
    return blockHeader - queue.length;
  };

  #crossing({ name }: Interface): Crossing | undefined {
    return this.#isPlaintext ? crossingOf(name) : undefined;
  }

  end(): string | undefined {
    if (!this.#started) throw new CaptureError('The file ends within the header of a pcapng file', this.#queue.length);
    return this.#queue.length === 0
      ? undefined
      : `The file ends within a block (byte ${this.#queue.offset}); it was cut short.`;
  }

  #block(buffer: Uint8Array, at: number, size: number): void {
    const little = this.#little;
    const type = uint32(buffer, at, little);
    const end = at + size - 4;
    switch (type) {
      case sectionHeader:
        this.#interfaces = []; // each section numbers its own
        this.#isPlaintext = textOption(buffer, at + 24, end, little, 4) === plaintextApplication;
        return;
      case interfaceDescription:
        this.#interfaces.push(readInterface(buffer, at + 8, end, little));
        return;
      case oldPacket:
      case enhancedPacket: {
        const found = this.#interfaces[(type === oldPacket ? uint16 : uint32)(buffer, at + 8, little)];
        const captured = uint32(buffer, at + 20, little);
        if (found === undefined || at + 28 + captured > end)
          throw new CaptureError('A packet names no interface or is longer than its block', this.#queue.offset);
        const ticks = uint32(buffer, at + 12, little) * 2 ** 32 + uint32(buffer, at + 16, little);
        this.#sink(
          ticks / found.ticks + found.offset,
          found.linkType,
          buffer,
          at + 28,
          at + 28 + captured,
          this.#crossing(found),
        );
        return;
      }
      case simplePacket: {
        const found = this.#interfaces[0];
        if (found === undefined)
          throw new CaptureError('A packet is before the description of its interface', this.#queue.offset);
        this.#sink(0, found.linkType, buffer, at + 12, Math.min(end, at + 12 + uint32(buffer, at + 8, little)));
        return;
      }
      case decryptionSecrets: {
        if (uint32(buffer, at + 8, little) !== tlsKeyLog) return; // of another protocol
        const size = Math.min(uint32(buffer, at + 12, little), end - at - 16);
        this.#secrets(new TextDecoder().decode(buffer.subarray(at + 16, at + 16 + size)));
        return;
      }
      default: // name resolution, statistics, custom blocks
    }
  }
}

function readInterface(buffer: Uint8Array, at: number, end: number, little: boolean): Interface {
  let ticks = 1e3; // microseconds unless if_tsresol says otherwise
  let offset = 0;
  for (let option = at + 8; option + 4 <= end;) {
    const code = uint16(buffer, option, little);
    const size = uint16(buffer, option + 2, little);
    if (code === 0) break;
    if (code === 9) {
      const resolution = buffer[option + 4] ?? 6;
      ticks = (resolution & 0x80) === 0 ? 10 ** resolution / 1e3 : 2 ** (resolution & 0x7f) / 1e3;
    }
    if (code === 14)
      offset =
        (uint32(buffer, option + (little ? 8 : 4), little) * 2 ** 32 +
          uint32(buffer, option + (little ? 4 : 8), little)) *
        1000;
    option += 4 + size + ((4 - (size % 4)) % 4);
  }
  return {
    linkType: uint16(buffer, at, little),
    ticks,
    offset,
    name: textOption(buffer, at + 8, end, little, 2) ?? '',
  };
}

/** The text of an option with a code, in the options from a place on. */
function textOption(buffer: Uint8Array, at: number, end: number, little: boolean, code: number): string | undefined {
  for (let option = at; option + 4 <= end;) {
    const size = uint16(buffer, option + 2, little);
    const found = uint16(buffer, option, little);
    if (found === 0) return undefined;
    if (found === code) return new TextDecoder().decode(buffer.subarray(option + 4, Math.min(option + 4 + size, end)));
    option += 4 + size + ((4 - (size % 4)) % 4);
  }
  return undefined;
}

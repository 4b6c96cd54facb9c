import type { Crossing } from './plaintext.ts';

/**
 * Takes the packets of a capture file: `time` in milliseconds since 1970, the link layer's type as pcap numbers it, and the
 * packet's bytes as a range of a buffer that stays valid. `crossing`: how its plain text crossed, where the file says so.
 */
export type PacketSink = (
  time: number,
  linkType: number,
  buffer: Uint8Array,
  start: number,
  end: number,
  crossing?: Crossing,
) => void;

/** Reads one capture file format from pieces of any size. */
export interface PacketReader {
  push(chunk: Uint8Array): void;
  /** The file ended; gives what is wrong with its end, if anything is. Throws CaptureError where not even the file's header is whole. */
  end(): string | undefined;
}

/** A capture file that cannot be read on: the message says where and why. */
export class CaptureError extends Error {
  /** Byte of the file. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} (at byte ${offset} of the file)`);
    this.name = 'CaptureError';
    this.offset = offset;
  }
}

/** Larger packets than any link layer has: the length field is wrong. */
export const largestPacket = 16 * 1024 * 1024;

import fs from 'node:fs';
import type { Side } from '../../protocols/core/index.ts';

const linkTypeEthernet = 1;
const headers = 54;

/** Writes a packet capture of one TCP connection on this machine, to port 5672. */
export class PcapFile {
  readonly #out: number;
  /** The number of the next byte of each side (RFC 9293, 3.4). */
  readonly #next: Record<Side, number> = { client: 1, server: 1 };
  #packets = 0;

  constructor(file: string) {
    this.#out = fs.openSync(file, 'w');
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4, 0);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(262_144, 16);
    header.writeUInt32LE(linkTypeEthernet, 20);
    fs.writeSync(this.#out, header);
  }

  /** One segment of a side, a microsecond after the one before. */
  segment(side: Side, payload: Uint8Array): void {
    const size = headers + payload.length;
    const [source, destination] = side === 'client' ? [40_000, 5672] : [5672, 40_000];
    const record = Buffer.alloc(16 + size);
    record.writeUInt32LE(1_700_000_000 + Math.floor(this.#packets / 1e6), 0);
    record.writeUInt32LE(this.#packets++ % 1e6, 4);
    record.writeUInt32LE(size, 8);
    record.writeUInt32LE(size, 12);
    record.writeUInt16BE(0x0800, 28);
    record[30] = 0x45;
    record.writeUInt16BE(size - 14, 32);
    record[38] = 64;
    record[39] = 6;
    record.writeUInt32BE(0x7f000001, 42);
    record.writeUInt32BE(0x7f000001, 46);
    record.writeUInt16BE(source, 50);
    record.writeUInt16BE(destination, 52);
    record.writeUInt32BE(this.#next[side] >>> 0, 54);
    record.writeUInt32BE(this.#next[side === 'client' ? 'server' : 'client'] >>> 0, 58);
    record[62] = 0x50;
    record[63] = 0x18;
    record.writeUInt16BE(65_535, 64);
    record.set(payload, 70);
    fs.writeSync(this.#out, record);
    this.#next[side] += payload.length;
  }

  close(): void {
    fs.closeSync(this.#out);
  }
}

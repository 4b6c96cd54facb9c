import type { Problem091 } from './node.ts';

/** Reads big-endian values in order and never past the end; the first thing that does not fit is kept as the problem. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at: number;
  end: number;
  problem: Problem091 | undefined;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
    this.end = Math.min(end, bytes.length);
  }

  fail(message: string, offset = this.at): void {
    this.problem ??= { message, offset };
    this.at = this.end;
  }

  /** Whether so many bytes are left; otherwise that is the problem. */
  has(count: number, what: string): boolean {
    if (this.problem !== undefined) return false;
    if (this.at + count <= this.end) return true;
    this.fail(`${what} needs ${count} bytes, and ${this.end - this.at} are left`);
    return false;
  }

  octet(what: string): number {
    return this.has(1, what) ? this.#view.getUint8(this.at++) : 0;
  }

  short(what: string): number {
    if (!this.has(2, what)) return 0;
    this.at += 2;
    return this.#view.getUint16(this.at - 2);
  }

  long(what: string): number {
    if (!this.has(4, what)) return 0;
    this.at += 4;
    return this.#view.getUint32(this.at - 4);
  }

  longlong(what: string): bigint {
    if (!this.has(8, what)) return 0n;
    this.at += 8;
    return this.#view.getBigUint64(this.at - 8);
  }

  float(size: 4 | 8, what: string): number {
    if (!this.has(size, what)) return 0;
    this.at += size;
    return size === 4 ? this.#view.getFloat32(this.at - 4) : this.#view.getFloat64(this.at - 8);
  }

  take(count: number, what: string): Uint8Array {
    if (!this.has(count, what)) return new Uint8Array(0);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

import { byteAt } from '../types/bytes.ts';

const text = new TextEncoder();
const floats = new DataView(new ArrayBuffer(8));

/** Bytes that grow. One writer serves many values: `take` copies what was written and begins again. */
export class ByteWriter {
  bytes = new Uint8Array(1024);
  at = 0;

  /** Makes room for so many more bytes. */
  room(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  uint8(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  uint16(value: number): void {
    this.room(2);
    this.bytes[this.at++] = value >> 8;
    this.bytes[this.at++] = value;
  }

  uint32(value: number): void {
    this.room(4);
    this.setUint32(this.at, value);
    this.at += 4;
  }

  setUint32(at: number, value: number): void {
    const { bytes } = this;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  uint64(value: bigint): void {
    this.uint32(Number((value >> 32n) & 0xffffffffn));
    this.uint32(Number(value & 0xffffffffn));
  }

  float(value: number, width: 4 | 8): void {
    if (width === 4) floats.setFloat32(0, value);
    else floats.setFloat64(0, value);
    for (let i = 0; i < width; i++) this.uint8(floats.getUint8(i));
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    if (bytes.length < 16) for (let i = 0; i < bytes.length; i++) this.bytes[this.at + i] = byteAt(bytes, i);
    else this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** Writes text as UTF-8 and gives the number of bytes. */
  utf8(value: string): number {
    const start = this.at;
    this.room(value.length * 3);
    if (value.length < 64) {
      let i = 0;
      for (; i < value.length; i++) {
        const unit = value.charCodeAt(i);
        if (unit > 0x7f) break;
        this.bytes[start + i] = unit;
      }
      if (i === value.length) {
        this.at = start + i;
        return i;
      }
    }
    const { written } = text.encodeInto(value, this.bytes.subarray(start));
    this.at = start + written;
    return written;
  }

  /** Moves what was written from `from` on by so many bytes, to make or take room in front of it. */
  shift(from: number, by: number): void {
    if (by > 0) this.room(by);
    this.bytes.copyWithin(from + by, from, this.at);
    this.at += by;
  }

  /** What was written from `start` on, as bytes of its own; the writer goes back to `start`. */
  take(start = 0): Uint8Array {
    const bytes = new Uint8Array(this.bytes.subarray(start, this.at));
    this.at = start;
    return bytes;
  }
}

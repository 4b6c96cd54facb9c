import fs from 'node:fs';

/** Bytes that are read at a time, and how many of them are before the place that was asked for: lists are scrolled both ways. */
const windowSize = 1 << 20;
const before = 1 << 17;

/** One file of a journal. All of it can be read while it grows. Only its owner can read it. */
export class Segment {
  readonly number: number;
  readonly path: string;
  /** Where it begins, in bytes from the beginning of the journal. */
  readonly base: number;
  readonly #handle: number;
  #size: number;
  #window: { readonly start: number; readonly bytes: Buffer } | undefined;
  #closed = false;

  /** Opens a file. @param flags `wx+` for one that is made, `r+` for one that is there. @throws Error of the file system */
  constructor(number: number, path: string, base: number, flags: 'wx+' | 'r+') {
    this.number = number;
    this.path = path;
    this.base = base;
    this.#handle = fs.openSync(path, flags, 0o600);
    this.#size = flags === 'wx+' ? 0 : fs.fstatSync(this.#handle).size;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.#size;
  }

  /** Writes at the end: all of it, or nothing. @throws Error of the file system */
  append(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length;)
        at += fs.writeSync(this.#handle, bytes, at, bytes.length - at, this.#size + at);
    } catch (error) {
      // What there is of it would be a line that is cut.
      this.cut(this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  /** Cuts off what is behind so many bytes. */
  cut(size: number): void {
    try {
      fs.ftruncateSync(this.#handle, size);
    } catch {
      // A device cannot be cut; a reader passes over a line that is no whole one.
    }
    this.#size = Math.min(this.#size, size);
  }

  /** Bytes at a place of the file; fewer where it ends. @throws Error of the file system */
  read(start: number, length: number): Buffer {
    const end = Math.min(start + length, this.#size);
    const known = this.#window;
    if (known !== undefined && start >= known.start && end <= known.start + known.bytes.length)
      return known.bytes.subarray(start - known.start, end - known.start);
    const from = Math.max(0, start - before);
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(Math.max(windowSize, end - from), this.#size - from)));
    const got = fs.readSync(this.#handle, bytes, 0, bytes.length, from);
    this.#window = { start: from, bytes: bytes.subarray(0, got) };
    return this.#window.bytes.subarray(start - from, Math.min(end - from, got));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#window = undefined;
    fs.closeSync(this.#handle);
  }

  remove(): void {
    this.close();
    fs.rmSync(this.path, { force: true });
  }
}

import { unwatchFile, watchFile, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { withPath } from '../../workspace/byte-path.ts';
import { readAhead } from '../../workspace/read-ahead.ts';
import { codeOf } from '../../workspace/unreadable.ts';

/** Bytes that are read at a time. */
const pieceSize = 1 << 20;
/** Milliseconds between two looks at a file that has been read. */
const lookEvery = 2000;

/** A file that is read once. What happens to it meanwhile, and after that, is told. */
export class WatchedFile {
  readonly path: string;
  #read = 0;
  #first: Stats;
  #watching: (() => void) | undefined;

  private constructor(path: string, first: Stats) {
    this.path = path;
    this.#first = first;
  }

  /** @throws Error of the file system; one with a message of its own for what is no regular file */
  static async open(path: string): Promise<WatchedFile> {
    const found = await withPath(path, (file) => stat(file));
    if (!found.isFile()) throw new Error(found.isDirectory() ? 'it is a folder' : 'it is no regular file');
    return new WatchedFile(path, found);
  }

  /** Bytes of the file when it was opened. */
  get size(): number {
    return this.#first.size;
  }

  /** Bytes that have been read. */
  get read(): number {
    return this.#read;
  }

  /** The bytes from the beginning, piece by piece. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of readAhead(this.path, pieceSize)) {
      this.#read += piece.length;
      yield piece;
    }
  }

  /** What has happened to the file since it was opened: a sentence; undefined where nothing has. */
  async difference(): Promise<string | undefined> {
    try {
      return this.#differenceTo(await withPath(this.path, (file) => stat(file)));
    } catch (error) {
      return codeOf(error) === 'ENOENT'
        ? 'The file was deleted since it was opened. The rows are what was read of it.'
        : 'The file cannot be reached any more. The rows are what was read of it.';
    }
  }

  /** Calls `tell` once, when something happens to the file. */
  watch(tell: (text: string) => void): void {
    const listener = (): void => {
      void this.difference().then((text) => {
        if (text === undefined || this.#watching === undefined) return;
        this.close();
        tell(text);
      });
    };
    this.#watching = () => unwatchFile(this.path, listener);
    watchFile(this.path, { interval: lookEvery, persistent: false }, listener);
  }

  /** Looks at the file no more. */
  close(): void {
    this.#watching?.();
    this.#watching = undefined;
  }

  #differenceTo(now: Stats): string | undefined {
    const { size, mtimeMs, ino, dev } = this.#first;
    const again = 'Open it again to see it as it is now.';
    if (now.ino !== ino || now.dev !== dev)
      return `Another file is in the place of this one since it was opened. ${again}`;
    if (now.size < size)
      return `The file was cut short since it was opened, from ${size} to ${now.size} bytes. The rows are what was read of it.`;
    if (now.size > size) return `The file has grown since it was opened. ${again}`;
    return now.mtimeMs === mtimeMs ? undefined : `The file has changed since it was opened. ${again}`;
  }
}

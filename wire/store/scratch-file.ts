import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '../../protocols/core/index.ts';
import type { Backing } from './backing.ts';
import type { UnitRecord } from './columns.ts';

/** Slabs that were read back and stay in memory: a scan reads a slab once for all its units. */
const mostRead = 4;

interface Kept {
  readonly position: number;
  readonly size: number;
}

/**
 * The slabs of a capture that have left memory, in a file of its own that has no name where the system allows it, and goes with the process.
 * Only its owner can read it.
 */
export class ScratchFile implements Backing {
  readonly memory: number;
  readonly #folder: string;
  readonly #slabs = new Map<number, Kept>();
  /** By the slab's number, the latest used last. */
  readonly #read = new Map<number, Uint8Array>();
  #file: { readonly handle: number; readonly path: string } | undefined;
  #size = 0;
  #problem: string | undefined;

  /** @param memory bytes of units that stay in memory. @param folder where the file is made, when it is needed */
  constructor(memory: number, folder = os.tmpdir()) {
    this.memory = memory;
    this.#folder = folder;
  }

  /** Why nothing more can be kept: a sentence. */
  get problem(): string | undefined {
    return this.#problem;
  }

  keep(slab: number, bytes: Uint8Array): boolean {
    if (this.#problem !== undefined) return false;
    try {
      const { handle } = (this.#file ??= create(this.#folder));
      for (let at = 0; at < bytes.length;) at += fs.writeSync(handle, bytes, at, bytes.length - at, this.#size + at);
    } catch (error) {
      this.#problem = `A temporary file in ${this.#folder} cannot be written: ${messageOf(error)}.`;
      return false;
    }
    this.#slabs.set(slab, { position: this.#size, size: bytes.length });
    this.#size += bytes.length;
    return true;
  }

  read({ slab, offset, size }: UnitRecord): Uint8Array | undefined {
    return this.#slab(slab)?.subarray(offset, offset + size);
  }

  /** Removes the file. */
  dispose(): void {
    this.#slabs.clear();
    this.#read.clear();
    this.#problem ??= 'The temporary file is closed.';
    if (this.#file === undefined) return;
    fs.closeSync(this.#file.handle);
    fs.rmSync(this.#file.path, { force: true });
    this.#file = undefined;
  }

  #slab(number: number): Uint8Array | undefined {
    const kept = this.#slabs.get(number);
    if (kept === undefined || this.#file === undefined) return undefined;
    const known = this.#read.get(number);
    if (known !== undefined) {
      this.#read.delete(number);
      this.#read.set(number, known);
      return known;
    }
    const bytes = new Uint8Array(kept.size);
    const got = fs.readSync(this.#file.handle, bytes, 0, kept.size, kept.position);
    if (got < kept.size) return undefined;
    this.#read.set(number, bytes);
    const [oldest] = this.#read.keys();
    if (this.#read.size > mostRead && oldest !== undefined) this.#read.delete(oldest);
    return bytes;
  }
}

function create(folder: string): { readonly handle: number; readonly path: string } {
  const file = path.join(folder, `wireloupe-${randomUUID()}`);
  const handle = fs.openSync(file, 'wx+', 0o600);
  // Windows keeps the name of an open file: there, `dispose` removes it.
  if (process.platform !== 'win32') fs.rmSync(file, { force: true });
  return { handle, path: file };
}

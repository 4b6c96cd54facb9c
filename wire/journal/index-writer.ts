import fs from 'node:fs';
import { maskIssues, type OpenUnit, type Side, type UnitContext } from '../../protocols/core/index.ts';
import type { NewUnit, Remarks } from '../store/new-unit.ts';
import { encodeBlock, indexHead, type BlockTexts, type IndexedUnit } from './index-block.ts';

/** The path of the index of a capture file. */
export function indexPath(capture: string): string {
  return capture.replace(/\.wlcap$/, '.index');
}

/** Numbers values in the order of their first use. */
class Numbered<T> {
  readonly #numbers = new Map<T, number>();

  numberOf(value: T): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  list(): readonly T[] {
    return [...this.#numbers.keys()];
  }
}

type OtherTexts = Omit<BlockTexts, 'names' | 'contexts'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * Writes what the store knows about the units of a capture file next to it, so that the next process need not read the capture again.
 * An index that cannot be written is given up without a word: it is made again from the capture.
 */
export class IndexWriter {
  #file: { readonly handle: number; readonly path: string } | undefined;
  #size = 0;
  /** Number in the store of the first unit of the block. */
  #first = 0;
  #units: IndexedUnit[] = [];
  #names = new Numbered<string>();
  #contexts = new Numbered<UnitContext>();
  #texts: Mutable<OtherTexts> = { connections: [], gaps: [], pairs: [], remarks: [] };

  /** The unit that was added last, with its secrets: findings may quote them. */
  #latest: { readonly seq: number; readonly opened: OpenUnit | undefined } | undefined;

  /** Begins the index of a capture file, or goes on with one that is whole. @param next number of the next unit */
  begin(capture: string, goesOn: boolean, next: number): void {
    this.close();
    this.#first = next;
    const path = indexPath(capture);
    try {
      const handle = fs.openSync(path, goesOn ? 'r+' : 'w+', 0o600);
      this.#file = { handle, path };
      this.#size = goesOn ? fs.fstatSync(handle).size : 0;
      if (!goesOn) this.#append(Buffer.from(indexHead));
    } catch {
      this.#giveUp();
    }
  }

  /** @param position where its line begins in the capture file. @param connection its number there */
  add(seq: number, unit: NewUnit, position: number, connection: number): void {
    if (this.#file === undefined) return;
    this.#latest = { seq, opened: unit.opened };
    const { time, side, protocol, kind, name, channel, context, failed, delivery, lossy, encrypted, bytes } = unit;
    this.#units.push({
      // As the capture file has it: to the microsecond.
      time: Math.round(Number((time / 1000).toFixed(6)) * 1e6) / 1e3,
      side,
      protocol,
      kind,
      name: this.#names.numberOf(name),
      channel,
      context: this.#contexts.numberOf(context),
      failed,
      delivery,
      lossy,
      encrypted,
      size: bytes.length,
      connection,
      position,
    });
  }

  /** A connection begins in the capture file. */
  connection(number: number, name: string | undefined, address: string | undefined, isPartial: boolean): void {
    if (this.#file !== undefined) this.#texts.connections.push([number, name ?? null, address ?? null, isPartial]);
  }

  /** Bytes of a side are missing before the unit that is added next. */
  gap(connection: number, side: Side, bytes: number | undefined): void {
    if (this.#file !== undefined) this.#texts.gaps.push([this.#units.length, connection, side, bytes ?? null]);
  }

  pair(requests: readonly number[], answer: number): void {
    if (this.#file === undefined) return;
    // The first request is the answer's own peer: it comes last, and stays.
    for (const request of requests.toReversed())
      if (request > 0) this.#texts.pairs.push(answer - this.#first, answer - request);
  }

  remark(seq: number, { issues, notes }: Remarks): void {
    if (this.#file === undefined) return;
    const from = notes.map((note) => ({ ...note, units: note.units.map((unit) => (unit > 0 ? unit - seq : null)) }));
    const secrets = this.#latest?.seq === seq ? (this.#latest.opened?.secrets() ?? []) : [];
    this.#texts.remarks.push([seq - this.#first, maskIssues(issues, secrets), from]);
  }

  /** Writes what there is. @param covered bytes of the capture file that it is about */
  write(covered: number): void {
    if (this.#file === undefined) return;
    const texts = { names: this.#names.list(), contexts: this.#contexts.list(), ...this.#texts };
    if (this.#units.length > 0 || texts.pairs.length > 0 || texts.remarks.length > 0) {
      try {
        this.#append(encodeBlock(covered, this.#units, texts));
      } catch {
        this.#giveUp();
      }
    }
    // What is told of units later is behind them.
    this.#first += this.#units.length;
    this.#forget();
  }

  close(): void {
    if (this.#file !== undefined) fs.closeSync(this.#file.handle);
    this.#file = undefined;
    this.#forget();
  }

  #append(bytes: Uint8Array): void {
    if (this.#file === undefined) return;
    for (let at = 0; at < bytes.length;)
      at += fs.writeSync(this.#file.handle, bytes, at, bytes.length - at, this.#size + at);
    this.#size += bytes.length;
  }

  #forget(): void {
    this.#latest = undefined;
    this.#units = [];
    this.#names = new Numbered();
    this.#contexts = new Numbered();
    this.#texts = { connections: [], gaps: [], pairs: [], remarks: [] };
  }

  #giveUp(): void {
    const path = this.#file?.path;
    this.close();
    if (path !== undefined) fs.rmSync(path, { force: true });
  }
}

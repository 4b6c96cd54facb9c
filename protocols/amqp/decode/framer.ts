import type { FramedUnit, Framer, ProtocolName, UnitKind } from '../../core/index.ts';
import { defaultMaxFrameSize } from './limits.ts';
import {
  clearStartLength,
  cutAt,
  cutFrame091,
  garbage,
  isClearStart,
  isServer091,
  kindAt,
  kindAt091,
  more,
} from './cut.ts';
import { readHeader } from './header.ts';

export interface FramerOptions {
  /** The largest frame in bytes that is waited for; what claims to be larger is garbage. 64 MiB without it. */
  readonly maxFrameSize?: number;
}

/** Garbage is given out in pieces of this size, so that it is never held back. */
const garbagePiece = 64 * 1024;

/**
 * A framer for one direction of an AMQP stream (AMQP 1.0, 2.2, 2.3): protocol headers, frames, heartbeats, and garbage where
 * neither begins. After garbage it goes on at the next header or performative that cannot be mistaken. AMQP 0-9-1 is cut
 * as well. A unit's bytes may share memory with the piece that they came in.
 */
export function createAmqpFramer(options: FramerOptions = {}): Framer {
  return new AmqpFramer(options.maxFrameSize ?? defaultMaxFrameSize);
}

type Mode = 'start' | 'amqp' | 'amqp-0-9-1' | 'garbage';

class AmqpFramer implements Framer {
  readonly #maxFrameSize: number;
  /** What was pushed and not given out yet: [from, to) of `#held`. */
  #held: Uint8Array = new Uint8Array(0);
  #from = 0;
  #to = 0;
  /** Where in the stream the next unit begins. */
  #offset = 0;
  #mode: Mode = 'start';
  /** Bytes after `#from` that are known to be garbage, in the mode of that name. */
  #scanned = 0;

  constructor(maxFrameSize: number) {
    this.#maxFrameSize = maxFrameSize;
  }

  push(chunk: Uint8Array): FramedUnit[] {
    const units: FramedUnit[] = [];
    if (this.#from === this.#to) {
      // Nothing is held back: the units are cut from the piece itself, without a copy.
      const at = this.#cut(chunk, 0, chunk.length, units, false);
      this.#hold(chunk.subarray(at));
      return units;
    }
    this.#hold(chunk);
    this.#from = this.#cut(this.#held, this.#from, this.#to, units, true);
    return units;
  }

  end(): FramedUnit[] {
    const units: FramedUnit[] = [];
    while (this.#from < this.#to) {
      const size = Math.min(this.#to - this.#from, this.#mode === 'garbage' ? garbagePiece : this.#to - this.#from);
      this.#give(units, this.#held, this.#from, size, 'garbage', 'unknown', true);
      this.#from += size;
    }
    return units;
  }

  #hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const waiting = this.#to - this.#from;
    const needed = waiting + bytes.length;
    if (needed > this.#held.length) {
      const larger = new Uint8Array(Math.max(needed, this.#held.length * 2, 4096));
      larger.set(this.#held.subarray(this.#from, this.#to));
      this.#held = larger;
      this.#from = 0;
      this.#to = waiting;
    } else if (this.#to + bytes.length > this.#held.length) {
      this.#held.copyWithin(0, this.#from, this.#to);
      this.#from = 0;
      this.#to = waiting;
    }
    this.#held.set(bytes, this.#to);
    this.#to += bytes.length;
  }

  /** Cuts units as long as they are whole; gives where the rest begins. */
  #cut(bytes: Uint8Array, from: number, to: number, units: FramedUnit[], copy: boolean): number {
    let at = from;
    while (at < to) {
      if (this.#mode === 'garbage') {
        const size = this.#garbageLength(bytes, at, to);
        if (size === 0) break;
        this.#give(units, bytes, at, size, 'garbage', 'unknown', copy);
        at += size;
        continue;
      }
      const size = this.#next(bytes, at, to);
      if (size === more) break;
      if (size === garbage) {
        this.#mode = 'garbage';
        this.#scanned = 1;
        continue;
      }
      this.#unit(units, bytes, at, size, copy);
      at += size;
    }
    return at;
  }

  /** The size of the next unit, or `more`, or `garbage`. */
  #next(bytes: Uint8Array, at: number, to: number): number {
    if (this.#mode === 'start') {
      const is091 = isServer091(bytes, at, to);
      if (is091 === undefined && bytes[at] === 1) return more;
      if (is091 === true) this.#mode = 'amqp-0-9-1';
    }
    return this.#mode === 'amqp-0-9-1'
      ? cutFrame091(bytes, at, to, this.#maxFrameSize)
      : cutAt(bytes, at, to, this.#maxFrameSize);
  }

  /** Gives out a unit, and goes over to the protocol that a header asks for. */
  #unit(units: FramedUnit[], bytes: Uint8Array, at: number, size: number, copy: boolean): void {
    if (this.#mode === 'amqp-0-9-1' && bytes[at] !== 0x41) {
      this.#give(units, bytes, at, size, kindAt091(bytes, at), 'amqp-0-9-1', copy);
      return;
    }
    const kind = kindAt(bytes, at, size);
    this.#mode = kind === 'header' && readHeader(bytes, at)?.name === 'amqp-0-9-1' ? 'amqp-0-9-1' : 'amqp';
    this.#give(units, bytes, at, size, kind, this.#mode, copy);
  }

  /** How many bytes of garbage can be given out now; 0 while more must come. Leaves the mode where a unit begins after them. */
  #garbageLength(bytes: Uint8Array, at: number, to: number): number {
    let length = this.#scanned;
    for (; length < garbagePiece; length++) {
      if (at + length + clearStartLength > to) {
        this.#scanned = length;
        return 0;
      }
      if (isClearStart(bytes, at + length, this.#maxFrameSize)) {
        this.#mode = 'amqp';
        return length;
      }
    }
    if (at + length > to) return 0;
    this.#scanned = 0;
    return length;
  }

  #give(
    units: FramedUnit[],
    bytes: Uint8Array,
    at: number,
    size: number,
    kind: UnitKind,
    protocol: ProtocolName,
    copy: boolean,
  ): void {
    units.push({
      protocol,
      kind,
      offset: this.#offset,
      size,
      bytes: copy ? new Uint8Array(bytes.subarray(at, at + size)) : bytes.subarray(at, at + size),
    });
    this.#offset += size;
  }
}

import { joinBytes, type ProtocolName } from '../../core/index.ts';
import { examine } from './examine.ts';
import { isProtocolSign, type ProtocolSign, type Sign } from './sign.ts';

/** Of a direction no more is looked at from one place on. */
const longestLook = 8192;
/** The namespace of BOSH’s `<body/>` (XEP-0124, 6). */
const httpbind = 'http://jabber.org/protocol/httpbind';
/** Bytes that are few enough to be looked at whenever one more comes. */
const few = 64;

/** A place in a direction from which on its bytes are looked at. */
interface Look {
  bytes: Uint8Array;
  /** How many of them there were when they were looked at last. */
  examined: number;
  sign: Sign;
}

/** What is known of one direction, piece by piece: what it begins with, and what its later pieces begin with where its beginning was missed. */
export class SideSigns {
  readonly #expected: readonly ProtocolName[];
  readonly #weights = new Map<ProtocolName, number>();
  #first: Look | undefined;
  #later: Look | undefined;
  #last: ProtocolSign | undefined;
  missed = false;
  ended = false;

  constructor(expected: readonly ProtocolName[]) {
    this.#expected = expected;
  }

  /** What the direction begins with; undefined while nothing came. */
  get first(): Sign | undefined {
    return this.#first?.sign;
  }

  /** Whether it begins with a request or response of HTTP that carries BOSH. */
  get isBosh(): boolean {
    return this.#first?.sign === 'http' && new TextDecoder('latin1').decode(this.#first.bytes).includes(httpbind);
  }

  get weights(): ReadonlyMap<ProtocolName, number> {
    return this.#weights;
  }

  /** The last sign of a protocol. */
  get protocol(): ProtocolSign | undefined {
    return this.#last;
  }

  take(bytes: Uint8Array): void {
    if (this.#first === undefined) return this.#look((this.#first = { bytes, examined: 0, sign: 'more' }), bytes);
    if (this.#first.sign === 'more') return this.#look(this.#first, bytes);
    if (this.#first.sign === 'http' && this.#first.bytes.length < longestLook)
      this.#first.bytes = joinBytes([this.#first.bytes, bytes]);
    if (!this.missed) return;
    if (this.#later?.sign === 'more' && this.#later.bytes.length < longestLook) {
      const before = this.#later;
      // A piece of its own that tells is better than one that waits.
      const fresh: Look = { bytes, examined: 0, sign: 'more' };
      this.#look(fresh, bytes);
      if (isProtocolSign(fresh.sign)) this.#later = fresh;
      else this.#look(before, bytes);
    } else this.#look((this.#later = { bytes, examined: 0, sign: 'more' }), bytes);
  }

  #look(look: Look, bytes: Uint8Array): void {
    if (look.bytes !== bytes) look.bytes = joinBytes([look.bytes, bytes]);
    // Not at each byte of many: all of them are looked at again.
    this.#note(look, Math.max(0, look.examined < few ? 0 : look.examined * 1.25));
  }

  #note(look: Look, least: number, final = false): void {
    if (look.sign !== 'more') return;
    const { length } = look.bytes;
    if (length < least) return;
    look.examined = length;
    const sign = examine(look.bytes, { missed: this.missed, expected: this.#expected, final });
    look.sign = sign === 'more' && (final || length >= longestLook) ? 'none' : sign;
    if (!isProtocolSign(look.sign)) return;
    this.#last = look.sign;
    const { protocol, weight } = look.sign;
    this.#weights.set(protocol, (this.#weights.get(protocol) ?? 0) + weight);
  }

  /** Bytes are missing: what comes next is the middle of the connection. */
  gap(): void {
    this.settle();
    this.missed = true;
    this.#later = undefined;
  }

  end(): void {
    this.ended = true;
    this.settle();
  }

  /** No more is waited for: what waits for more has what it has. */
  settle(): void {
    for (const look of [this.#first, this.#later]) if (look !== undefined) this.#note(look, 0, true);
  }
}

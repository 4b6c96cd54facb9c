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
  /** No more is looked at. */
  isFinal: boolean;
}

/** Whether more of a protocol must come. */
function isWeak(sign: Sign): boolean {
  return isProtocolSign(sign) && sign.weight < 1;
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

  /** Whether it is known what the direction begins with: more of it would not tell more. */
  get isKnown(): boolean {
    const { sign = 'more', isFinal = false } = this.#first ?? {};
    return sign !== 'more' && (isFinal || !isWeak(sign));
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
    if (this.#first === undefined)
      return this.#look((this.#first = { bytes, examined: 0, sign: 'more', isFinal: false }), bytes);
    const goesOn = this.#first.sign === 'more' || (!this.missed && isWeak(this.#first.sign));
    if (goesOn && !this.#first.isFinal) return this.#look(this.#first, bytes);
    if (this.#first.sign === 'http' && this.#first.bytes.length < longestLook)
      this.#first.bytes = joinBytes([this.#first.bytes, bytes]);
    if (!this.missed) return;
    if (this.#later?.sign === 'more' && this.#later.bytes.length < longestLook) {
      const before = this.#later;
      // A piece of its own that tells is better than one that waits.
      const fresh: Look = { bytes, examined: 0, sign: 'more', isFinal: false };
      this.#look(fresh, bytes);
      if (isProtocolSign(fresh.sign)) this.#later = fresh;
      else this.#look(before, bytes);
    } else this.#look((this.#later = { bytes, examined: 0, sign: 'more', isFinal: false }), bytes);
  }

  #look(look: Look, bytes: Uint8Array): void {
    if (look.bytes !== bytes) look.bytes = joinBytes([look.bytes, bytes]);
    // Not at each byte of many: all of them are looked at again. What is weak must not count for longer than the bytes say.
    this.#note(look, look.examined < few || isWeak(look.sign) ? 0 : look.examined * 1.25);
  }

  #note(look: Look, least: number, final = false): void {
    if (look.isFinal || (look.sign !== 'more' && !isWeak(look.sign))) return;
    const { length } = look.bytes;
    look.isFinal = final || length >= longestLook;
    if (length < least && !look.isFinal) return;
    look.examined = length;
    const sign = examine(look.bytes, { missed: this.missed, expected: this.#expected, final });
    this.#weigh(look.sign, -1);
    look.sign = sign === 'more' && look.isFinal ? 'none' : sign;
    this.#weigh(look.sign, 1);
    if (isProtocolSign(look.sign)) this.#last = look.sign;
  }

  /** Counts a sign, or no longer. */
  #weigh(sign: Sign, times: 1 | -1): void {
    if (!isProtocolSign(sign)) return;
    this.#weights.set(sign.protocol, (this.#weights.get(sign.protocol) ?? 0) + sign.weight * times);
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

import type { FramedUnit, Framer, UnitKind } from '../../core/index.ts';
import { UnitBuffer } from './buffer.ts';

export interface XmppFramerOptions {
  /** True for the messages of an RFC 7395 connection, where `<open/>` and `<close/>` stand for the stream's header and end. */
  readonly websocket?: boolean;
  /** The size in bytes from which an element is given out in pieces, as garbage; 16 MiB by default. */
  readonly limit?: number;
}

/** Where in the markup the next byte stands. */
type State =
  | 'top'
  | 'garbage'
  | 'text'
  | 'open'
  | 'start'
  | 'quoted'
  | 'end'
  | 'bang'
  | 'comment'
  | 'cdata'
  | 'instruction'
  | 'declaration';

const lt = 0x3c;
const gt = 0x3e;
const slash = 0x2f;
const apostrophe = 0x27;
const quotation = 0x22;

/**
 * Cuts one direction of an XMPP stream (RFC 6120, 4) into units: the stream's header and its end (`stream`), each element at the
 * top level (`stanza`), each byte of white space between them (`keepalive`; one byte a unit, since whether more will follow
 * cannot be known), and what cannot stand there (`garbage`). It counts tags and knows nothing else: what is wrong inside a unit
 * is said by those who look at it. UTF-8 may be split anywhere, since all markup is ASCII.
 */
export function createXmppFramer(options: XmppFramerOptions = {}): Framer {
  return new XmppFramer(options.websocket === true, options.limit ?? 16 * 1024 * 1024);
}

class XmppFramer implements Framer {
  readonly #websocket: boolean;
  readonly #unit: UnitBuffer;
  #state: State = 'top';
  #depth = 0;
  #quote = 0;
  /** The last two bytes inside a construct, to know its end by. */
  #last = 0;
  #beforeLast = 0;
  /** The first bytes after `<` or `<!`, as far as they decide something. */
  #head = '';
  #brackets = 0;
  /** An XML declaration has begun the unit: the stream's header belongs to it. */
  #declared = false;

  constructor(websocket: boolean, limit: number) {
    this.#websocket = websocket;
    this.#unit = new UnitBuffer(limit);
  }

  push(chunk: Uint8Array): FramedUnit[] {
    const units: FramedUnit[] = [];
    this.#unit.enter(chunk);
    for (let i = 0; i < chunk.length; i++) {
      if (this.#state === 'text') {
        const next = chunk.indexOf(lt, i);
        if (next < 0) break;
        i = next;
      }
      this.#step(chunk[i] ?? 0, i, units);
    }
    this.#unit.leave(units);
    return units;
  }

  end(): FramedUnit[] {
    const units: FramedUnit[] = [];
    this.#unit.finish(units);
    this.#state = 'top';
    this.#depth = 0;
    this.#declared = false;
    return units;
  }

  /** Ends the unit behind the byte at `index`. */
  #cut(kind: UnitKind, index: number, units: FramedUnit[]): void {
    this.#unit.cut(kind, index + 1, units);
    this.#state = 'top';
    this.#depth = 0;
    this.#declared = false;
  }

  #step(byte: number, index: number, units: FramedUnit[]): void {
    switch (this.#state) {
      case 'top':
        return this.#top(byte, index, units);
      case 'garbage':
        if (byte !== lt) return;
        this.#unit.cut('garbage', index, units);
        return this.#enter('open');
      case 'text':
        return this.#enter('open');
      case 'open':
        return this.#open(byte, index, units);
      case 'start':
        return this.#start(byte, index, units);
      case 'quoted':
        if (byte === this.#quote) this.#state = 'start';
        return;
      case 'end':
        if (byte === gt) this.#closed(index, units);
        else if (this.#head.length < 80) this.#head += String.fromCharCode(byte);
        return;
      case 'bang':
        return this.#bang(byte, index, units);
      case 'declaration':
        return this.#declaration(byte, index, units);
      default:
        return this.#until(byte, index, units);
    }
  }

  #enter(state: State): void {
    this.#state = state;
    this.#head = '';
    this.#last = 0;
    this.#beforeLast = 0;
    this.#brackets = 0;
  }

  #top(byte: number, index: number, units: FramedUnit[]): void {
    if (byte === lt) return this.#enter('open');
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      // White space behind an XML declaration leads to the header that it belongs to.
      if (!this.#declared) this.#cut('keepalive', index, units);
      return;
    }
    if (this.#declared) this.#unit.cut('garbage', index, units);
    this.#declared = false;
    this.#state = 'garbage';
  }

  /** The byte behind `<`. */
  #open(byte: number, index: number, units: FramedUnit[]): void {
    if (byte === slash) return this.#enter('end');
    if (byte === 0x21) return this.#enter('bang');
    if (byte === 0x3f) return this.#enter('instruction');
    this.#enter('start');
    this.#start(byte, index, units);
  }

  #start(byte: number, index: number, units: FramedUnit[]): void {
    if (byte === gt) {
      if (this.#last === slash) {
        if (this.#depth === 0) this.#cut(this.#isStream() ? 'stream' : 'stanza', index, units);
        else this.#state = 'text';
      } else if (this.#depth === 0 && this.#opensStream()) this.#cut('stream', index, units);
      else {
        this.#depth++;
        this.#state = 'text';
      }
      return;
    }
    if (byte === quotation || byte === apostrophe) {
      this.#quote = byte;
      this.#state = 'quoted';
      if (!this.#head.endsWith(' ')) this.#head += ' ';
    } else if (this.#head.length < 80 && !this.#head.endsWith(' '))
      this.#head += byte <= 0x20 ? ' ' : String.fromCharCode(byte);
    this.#last = byte;
  }

  #opensStream(): boolean {
    return !this.#websocket && /^(?:[^:\s]+:)?stream(?:\s|$)/.test(this.#head);
  }

  /** Whether an empty element at the top level opens or closes the stream. */
  #isStream(): boolean {
    return (this.#websocket ? /^(?:[^:\s]+:)?(?:open|close)[\s/]*$/ : /^(?:[^:\s]+:)?stream[\s/]*$/).test(this.#head);
  }

  /** Behind an end tag. */
  #closed(index: number, units: FramedUnit[]): void {
    if (this.#depth === 0) {
      this.#cut(/^(?:[^:\s]+:)?stream\s*$/.test(this.#head) ? 'stream' : 'garbage', index, units);
    } else if (--this.#depth === 0) this.#cut('stanza', index, units);
    else this.#state = 'text';
  }

  /** Behind `<!`: a comment, CDATA or a declaration. */
  #bang(byte: number, index: number, units: FramedUnit[]): void {
    this.#head += String.fromCharCode(byte);
    if (this.#head === '--') this.#enter('comment');
    else if (this.#head === '[CDATA[') this.#enter('cdata');
    else if (!'--'.startsWith(this.#head) && !'[CDATA['.startsWith(this.#head)) {
      this.#enter('declaration');
      this.#declaration(byte, index, units);
    }
  }

  /** A document type declaration: up to the `>` outside of its brackets. */
  #declaration(byte: number, index: number, units: FramedUnit[]): void {
    if (byte === 0x5b) this.#brackets++;
    else if (byte === 0x5d) this.#brackets--;
    else if (byte === gt && this.#brackets <= 0) this.#ended(index, units);
  }

  /** A comment, CDATA section or processing instruction: up to its terminator. */
  #until(byte: number, index: number, units: FramedUnit[]): void {
    const { state, last, beforeLast } = { state: this.#state, last: this.#last, beforeLast: this.#beforeLast };
    this.#beforeLast = last;
    this.#last = byte;
    if (state === 'instruction' && this.#head.length < 4) this.#head += String.fromCharCode(byte);
    if (byte !== gt) return;
    if (
      state === 'instruction'
        ? last === 0x3f
        : state === 'comment'
          ? last === 0x2d && beforeLast === 0x2d
          : last === 0x5d && beforeLast === 0x5d
    )
      this.#ended(index, units);
  }

  #ended(index: number, units: FramedUnit[]): void {
    if (this.#depth > 0) this.#state = 'text';
    else if (this.#state === 'instruction' && /^xml\s/.test(this.#head)) {
      this.#declared = true;
      this.#state = 'top';
    } else this.#cut('garbage', index, units);
  }
}

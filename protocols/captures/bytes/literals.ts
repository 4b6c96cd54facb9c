import { readQuoted } from './escapes.ts';
import { GrowingBytes } from './growing-bytes.ts';

/** The bytes of a literal of a programming language, with the words before it. */
export interface Literal {
  /** `numbers`: a list. `escapes`: a text with escapes, or marked as bytes. `text`: any other text in quotes. */
  readonly kind: 'numbers' | 'escapes' | 'text';
  readonly bytes: Uint8Array;
  /** The first character, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** What stands between the literal before and this one. */
  readonly before: string;
  /** So many bytes more are left out; 1 where it is not told how many. */
  readonly missing: number;
  /** The text ends within it. */
  readonly open: boolean;
}

/** A bracket that is open. */
interface Frame {
  readonly close: string;
  readonly start: number;
  readonly bytes: GrowingBytes;
  /** Numbers and texts in it. */
  items: number;
  /** Nothing but numbers, and in Erlang’s binaries texts, so far. */
  pure: boolean;
  missing: number;
}

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };
const deepest = 32;
/** Words that may stand around literals: more are prose. */
const mostWords = 60;
const numberAt =
  /[-+]?(?:0x([0-9a-f]{1,2})|16#([0-9a-f]{1,2})|0b([01]{8})|(\d{1,3}))(?:[ui]8|u?int8|[ul]{1,3}|:8|\.toU?Byte\(\))?(?![\w.#])/iy;
/** A type in parentheses that a number is made into. */
const castAt = /\((?:byte|sbyte|char|uint8|int8|u8|unsigned char|uint8_t)\)/iy;
const wordAt = /[\p{L}_$@][\p{L}\p{N}_$@]*/uy;
const prefixAt = /(?:[rR]?[bB][rR]?|u8|L|@|\$)(?=["'])/y;
const moreAt = /(?:\.{3}|…)\s*(?:(\d{1,10}) more items?)?/y;
const commentAt = /\/\*|\/\/|#(?!\d)|%%/y;

/**
 * Finds the lists of bytes and the texts in quotes of a text, whatever language they are of. Undefined for a text that has other things
 * than these, with too many words for a few names and types around them.
 */
export function literalsOf(text: string): readonly Literal[] | undefined {
  return new LiteralScanner(text).scan();
}

class LiteralScanner {
  readonly #text: string;
  readonly #found: Literal[] = [];
  readonly #frames: Frame[] = [];
  #at = 0;
  #before = 0;
  #words = 0;
  /** Numbers outside of brackets, as long as there are no words between them. */
  #bare: Frame;

  constructor(text: string) {
    this.#text = text;
    this.#bare = frame('', 0);
  }

  scan(): readonly Literal[] | undefined {
    while (this.#at < this.#text.length) {
      if (this.#words > mostWords + 12 * this.#found.length || this.#frames.length > deepest) return undefined;
      this.#step();
    }
    // What the end of the text cuts off is there as far as it goes.
    const inner = this.#frames.at(-1);
    if (inner !== undefined && inner.pure && inner.items > 1) this.#give(inner, this.#at, true);
    if (this.#found.length === 0 && this.#bare.items > 2 && this.#bare.pure) this.#give(this.#bare, this.#at, false);
    return this.#found;
  }

  #step(): void {
    const code = this.#text.charCodeAt(this.#at);
    if (code <= 0x20 || code === 0x2c || code === 0x3b) {
      this.#at++;
      return;
    }
    if ((code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b) return this.#number();
    const character = this.#text.charAt(this.#at);
    if (this.#isMark(character)) {
      this.#at++;
      return;
    }
    if (character === '"' || character === "'" || character === '`') return this.#quoted(character, false);
    if (this.#comment()) return;
    if (this.#bracket(character)) return;
    if (this.#more()) return;
    const prefix = matchAt(prefixAt, this.#text, this.#at);
    if (prefix !== null) {
      this.#at += prefix[0].length;
      return this.#quoted(this.#text.charAt(this.#at), /b/i.test(prefix[0]));
    }
    this.#word();
  }

  /** An apostrophe behind a letter, and the marks of code in Markdown, are no quotes; between grave accents only what has escapes is a literal. */
  #isMark(character: string): boolean {
    if (character === "'") return /[\p{L}\d]/u.test(this.#text.charAt(this.#at - 1));
    if (character !== '`') return false;
    if (this.#text.startsWith('```', this.#at) || this.#text.charAt(this.#at - 1) === '`') return true;
    const end = this.#text.indexOf('`', this.#at + 1);
    return !this.#text.slice(this.#at, end < 0 ? this.#at : end).includes('\\');
  }

  #number(): void {
    const found = matchAt(numberAt, this.#text, this.#at);
    if (found === null) return this.#word();
    const [whole, hex, erlang, binary, decimal] = found;
    const digits = hex ?? erlang ?? binary ?? decimal ?? '';
    const value =
      parseInt(digits, decimal !== undefined ? 10 : binary !== undefined ? 2 : 16) * (whole.startsWith('-') ? -1 : 1);
    this.#at += whole.length;
    const open = this.#frames.at(-1) ?? this.#bare;
    // The place in front of an element: {"0":65} or {0: 65}.
    const isPlace = /^\s*:(?!8)/.test(this.#text.slice(this.#at, this.#at + 4));
    if (isPlace && value === open.items) this.#at = this.#text.indexOf(':', this.#at) + 1;
    else if (value < -128 || value > 255) this.#impure();
    else {
      if (open.items === 0 && open === this.#bare) this.#bare = frame('', this.#at - whole.length);
      const into = this.#frames.at(-1) ?? this.#bare;
      into.bytes.push(value & 0xff);
      into.items++;
    }
  }

  #quoted(mark: string, isBytes: boolean): void {
    const start = this.#at;
    const triple = mark.repeat(3);
    const quote = mark !== '`' && this.#text.startsWith(triple, start) ? triple : mark;
    const { bytes, end, escaped, open } = readQuoted(this.#text, start + quote.length, quote);
    this.#at = end;
    const inner = this.#frames.at(-1);
    const isKey = /^\s*:/.test(this.#text.slice(end, end + 4));
    if (isKey && inner?.close === '}' && Number(this.#text.slice(start + 1, end - 1)) === inner.items) {
      this.#at = this.#text.indexOf(':', end) + 1;
      return;
    }
    if (inner !== undefined && inner.pure && (inner.close === '>>' || (mark === "'" && bytes.length === 1))) {
      inner.bytes.append(bytes);
      inner.items++;
      return;
    }
    this.#impure();
    const kind = escaped || isBytes ? 'escapes' : 'text';
    if (isKey) this.#words++;
    else this.#textPiece(kind, bytes, start, end, open);
  }

  /** Texts next to each other are one. */
  #textPiece(kind: 'escapes' | 'text', bytes: Uint8Array, start: number, end: number, open: boolean): void {
    const last = this.#found.at(-1);
    const between = this.#text.slice(this.#before, Math.min(start, this.#before + 40));
    if (
      last !== undefined &&
      last.kind !== 'numbers' &&
      this.#before === last.end &&
      /^[\s+\\&._]*[bBrLu8@]{0,2}$/.test(between) &&
      start - this.#before < 40
    ) {
      this.#found.pop();
      this.#found.push(new Joined(last, bytes, kind, end, open));
    } else {
      const before = this.#text.slice(Math.max(this.#before, start - 300), start);
      this.#found.push({ kind, bytes, start, end, before, missing: 0, open });
    }
    this.#before = end;
  }

  #bracket(character: string): boolean {
    const inner = this.#frames.at(-1);
    const cast = character === '(' ? matchAt(castAt, this.#text, this.#at) : null;
    if (cast !== null) this.#at += cast[0].length;
    else if (character === '<' && this.#text.startsWith('<<', this.#at)) this.#open('>>', 2);
    else if (closers[character] !== undefined) this.#open(closers[character], 1);
    else if (inner !== undefined && this.#text.startsWith(inner.close, this.#at)) this.#close(inner);
    else return false;
    return true;
  }

  #open(close: string, length: number): void {
    this.#impure();
    this.#frames.push(frame(close, this.#at));
    this.#at += length;
  }

  #close(inner: Frame): void {
    this.#frames.pop();
    this.#at += inner.close.length;
    // One number alone is a size or a place.
    if (inner.pure && inner.items > 1) this.#give(inner, this.#at, false);
    else if (inner.pure && inner.close === '>>' && inner.items === 1) this.#give(inner, this.#at, false);
  }

  #give({ start, bytes, missing }: Frame, end: number, open: boolean): void {
    const before = this.#text.slice(Math.max(this.#before, start - 300), start);
    this.#found.push({ kind: 'numbers', bytes: bytes.take(), start, end, before, missing, open });
    this.#before = end;
  }

  #comment(): boolean {
    const found = matchAt(commentAt, this.#text, this.#at);
    if (found === null) return false;
    const stop = this.#text.indexOf(found[0] === '/*' ? '*/' : '\n', this.#at + 2);
    this.#at = stop < 0 ? this.#text.length : stop + (found[0] === '/*' ? 2 : 1);
    return true;
  }

  /** `... 5 more items`, and what else says that elements are left out. */
  #more(): boolean {
    const found = matchAt(moreAt, this.#text, this.#at);
    if (found === null) return false;
    this.#at += found[0].length;
    const open = this.#frames.at(-1) ?? this.#bare;
    open.missing += Number(found[1] ?? 1);
    return true;
  }

  #word(): void {
    const found = matchAt(wordAt, this.#text, this.#at);
    this.#at += found?.[0].length ?? 1;
    this.#words++;
    this.#impure();
  }

  /** What stands here is no byte: the bracket that is open holds something else. */
  #impure(): void {
    const inner = this.#frames.at(-1);
    if (inner !== undefined) inner.pure = false;
    else if (this.#bare.items > 0) this.#bare = frame('', this.#at);
  }
}

/** Texts that were put together, without copying what comes before again and again. */
class Joined implements Literal {
  readonly kind: 'escapes' | 'text';
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly missing = 0;
  readonly open: boolean;
  readonly #bytes: GrowingBytes;

  constructor(first: Literal, bytes: Uint8Array, kind: 'escapes' | 'text', end: number, open: boolean) {
    if (first instanceof Joined) this.#bytes = first.#bytes;
    else {
      this.#bytes = new GrowingBytes();
      this.#bytes.append(first.bytes);
    }
    this.#bytes.append(bytes);
    this.kind = first.kind === 'escapes' ? 'escapes' : kind;
    this.start = first.start;
    this.end = end;
    this.before = first.before;
    this.open = open;
  }

  get bytes(): Uint8Array {
    return this.#bytes.take();
  }
}

function frame(close: string, start: number): Frame {
  return { close, start, bytes: new GrowingBytes(), items: 0, pure: true, missing: 0 };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

import { unescapeBytes } from '../../escapes.ts';
import type { LogValue } from './log-value.ts';
import { utf8OrBytes } from './proton-text.ts';

/** The text is none that Proton prints: where, counted from its beginning. */
export class NotAValue extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`No value at ${at}`);
    this.at = at;
  }
}

/** Values may lie in each other as deep as this: more than a decoder takes. */
const deepest = 100;

/** Elements of an array that are written as one, and how many more there are of it. */
const mostRepeated = 65_536;

/** A code in hex that its value follows at once, which may begin like a digit. `0x1b"…"` may be a string or a binary, and is not known. */
const endOfHex = /(0x(?:[0-9a-f]{1,16}?(?=0x|false)|[0-9a-f]{1,16})) ?/y;

/** Names of types that Proton writes in its own way. */
const typeNames: Readonly<Record<string, string>> = { bool: 'boolean', pn_bool: 'boolean' };

/** What follows a text in quotes: a bracket, a key’s sign, or a comma and the name or value that comes next. */
const afterText =
  /[\]}=<]|, ?(?:$|\.\.\.|[@:"[{\d-]|b"|UUID\(|D\d|[a-z][a-z0-9-]{0,40}(?:=|$)|(?:true|false|null|inf|nan)(?:[,\]}]|$))/y;

/**
 * Reads the text form in which Qpid Proton prints values, of all its versions: numbers in decimal (to 0.36) or hex, types of arrays
 * as `@PN_SYMBOL[…]` or `@<symbol>[…]`, decimals by their bits in decimal or hex, and nothing for a char. Where the text ends within a
 * value, what is whole is given; what began in it is unknown.
 */
export class ProtonValues {
  readonly #text: string;
  readonly #hex: boolean;
  at: number;
  #depth = 0;

  /** `hex`: numbers are printed in hex, and so are the bits of decimals. */
  constructor(text: string, at: number, hex: boolean) {
    this.#text = text;
    this.at = at;
    this.#hex = hex;
  }

  /** The text ended within the value that was read. */
  get cut(): boolean {
    return this.#cut;
  }

  #cut = false;

  /** The next value. Throws `NotAValue`. */
  value(): LogValue {
    if (this.#depth >= deepest) throw new NotAValue(this.at);
    this.#depth++;
    const value = this.#value();
    this.#depth--;
    return value;
  }

  /** The code or symbol of a described value, behind its `@`, and the space that follows it. */
  descriptor(): string | bigint | undefined {
    const named =
      this.#take(/[a-z][a-z0-9-]*\((\d+|0x[0-9a-f]+)\) ?/y) ?? this.#take(endOfHex) ?? this.#take(/(\d{1,20}) ?/y);
    if (named !== undefined) return BigInt(named[1] ?? 0);
    const symbol = this.#describing();
    this.#take(/ /y);
    if (symbol !== undefined && typeof symbol === 'object' && symbol !== null && 'text' in symbol) return symbol.text;
    if (this.#take(/(?:<[^>\s]{0,40}>?|PN_[A-Z0-9]*|P|PN|[a-z0-9-]*(?:\(\d*)?)$/y) !== undefined) this.#cut = true;
    return undefined;
  }

  /** The fields of a composite by their names; undefined where what follows is no list of them. */
  fields(): Map<string, LogValue> | undefined {
    if (!/\[(?:[a-z][a-z0-9-]*=|\]|$)/y.test(this.#text.slice(this.at, this.at + 80))) return undefined;
    const fields = new Map<string, LogValue>();
    this.#items(']', () => {
      const name = this.#take(/([a-z][a-z0-9-]*)(=|$)/y);
      if (name?.[1] === undefined) throw new NotAValue(this.at);
      if (name[2] === '=') fields.set(name[1], this.value());
      else this.#cut = true;
    });
    return fields;
  }

  /** A descriptor that is a symbol or a string: since 0.37 its value follows at once, so that the first quote ends it. */
  #describing(): LogValue | undefined {
    if (this.#text[this.at] === '"') return this.#string(true);
    if (this.#text[this.at] !== ':') return undefined;
    if (this.#text[this.at + 1] === '"') return this.#symbol(true);
    const text = this.#take(/:([^\s,\]}="[{@:]+)(?=[^])/y)?.[1];
    return text === undefined ? this.#symbol() : { what: 'symbol', text };
  }

  #value(): LogValue {
    switch (this.#text[this.at]) {
      case undefined:
        this.#cut = true;
        return { what: 'unknown' };
      case '@':
        this.at++;
        return this.#array() ?? this.#described();
      case '[': {
        const items: LogValue[] = [];
        this.#items(']', () => items.push(this.value()));
        return this.#whole(items);
      }
      case '{':
        return this.#map();
      case '"':
        return this.#string();
      case ':':
        return this.#symbol();
      case ',':
      case ']':
      case '}':
        // A char since 0.37.
        return { what: 'unknown' };
      default:
        return this.#word();
    }
  }

  /** A list or array that is cut is not known: what it lacks may be what it is asked for. */
  #whole<T extends LogValue>(value: T): T | { readonly what: 'unknown' } {
    return this.#cut ? { what: 'unknown' } : value;
  }

  #items(close: string, item: () => void): void {
    this.at++;
    for (;;) {
      if (this.at >= this.#text.length) {
        this.#cut = true;
        return;
      }
      if (this.#text[this.at] === close) break;
      item();
      if (this.#cut) return;
      if (this.#text[this.at] === close) break;
      if (this.#take(/, ?/y) === undefined) {
        if (this.at < this.#text.length) throw new NotAValue(this.at);
        this.#cut = true;
        return;
      }
    }
    this.at++;
    // A count that is not the number of elements.
    this.#take(/<\d+!=\d+>/y);
  }

  #map(): LogValue {
    const entries: [LogValue, LogValue][] = [];
    this.#items('}', () => {
      const key = this.value();
      if (this.#cut) return;
      if (this.#take(/=/y) === undefined) {
        if (this.at < this.#text.length) throw new NotAValue(this.at);
        this.#cut = true;
        return;
      }
      entries.push([key, this.value()]);
    });
    return { what: 'map', entries };
  }

  #array(): LogValue | undefined {
    const head = this.#take(/(?:<([^>\s]{0,40})>|(PN_[A-Z0-9]+)|(<UNKNOWN>))(?=\[)/y);
    if (head === undefined) return undefined;
    const name = (head[1] ?? head[2] ?? '').toLowerCase();
    const type = typeNames[name] ?? name.replace(/^pn_/, '');
    const items: LogValue[] = [];
    this.#items(']', () => {
      const more = this.#take(/\.\.\.\((\d+) more\)/y);
      if (more === undefined) items.push(this.value());
      else for (let count = Math.min(Number(more[1]), mostRepeated); count > 0; count--) items.push(items[0] ?? null);
    });
    return this.#whole({ what: 'array', type, items });
  }

  #described(): LogValue {
    const start = this.at;
    const descriptor = this.descriptor();
    if (descriptor === undefined) {
      if (this.#cut) return { what: 'unknown' };
      throw new NotAValue(this.at);
    }
    if (this.at >= this.#text.length) this.#cut = true;
    if (this.#cut) return { what: 'unknown' };
    // A code or symbol that its value follows at once may hold the beginning of it, or all: then nothing is left.
    const isUncertain = this.#text.slice(start, this.at).endsWith('b') && this.#text[this.at] === '"';
    if (',]}'.includes(this.#text.charAt(this.at))) return { what: 'unknown' };
    const fields = this.fields();
    if (fields === undefined) {
      const value = this.value();
      return isUncertain ? { what: 'unknown' } : { what: 'described', descriptor, value };
    }
    const value: LogValue = fields.size === 0 ? [] : { what: 'map', entries: [...fields] };
    return { what: 'described', descriptor, value };
  }

  #string(followed = false): LogValue {
    const bytes = this.#quoted(followed);
    if (bytes === undefined) return { what: 'unknown' };
    const text = utf8OrBytes(bytes);
    return typeof text === 'string' ? { what: 'string', text } : { what: 'typed', type: 'string', value: text };
  }

  #symbol(followed = false): LogValue {
    this.at++;
    if (this.#text[this.at] === '"') {
      const bytes = this.#quoted(followed);
      if (bytes === undefined) return { what: 'unknown' };
      const text = utf8OrBytes(bytes);
      return typeof text === 'string' ? { what: 'symbol', text } : { what: 'typed', type: 'symbol', value: text };
    }
    const text = this.#take(/[^\s,\]}=]*/y)?.[0] ?? '';
    if (this.at >= this.#text.length) {
      this.#cut = true;
      return { what: 'unknown' };
    }
    return { what: 'symbol', text };
  }

  /**
   * A quoted text as bytes; undefined where the text ends within it. A quote within is escaped since 0.8; before, it is one that
   * nothing follows which may follow a value.
   * @param followed another value may follow at once
   */
  #quoted(followed = false): Uint8Array | undefined {
    const start = this.at + 1;
    let end = this.#text.indexOf('"', start);
    while (!followed && end >= 0 && !this.#closes(end + 1)) end = this.#text.indexOf('"', end + 1);
    if (end < 0) {
      this.#cut = true;
      this.at = this.#text.length;
      return undefined;
    }
    this.at = end + 1;
    return unescapeBytes(this.#text.slice(start, end), 'proton');
  }

  /** Whether a value may end here: at brackets, or before the next one. */
  #closes(at: number): boolean {
    if (at >= this.#text.length) return true;
    afterText.lastIndex = at;
    return afterText.test(this.#text);
  }

  #word(): LogValue {
    if (this.#text.startsWith('b"', this.at)) {
      this.at++;
      const bytes = this.#quoted();
      return bytes === undefined ? { what: 'unknown' } : { what: 'binary', bytes };
    }
    const found = this.#take(/UUID\(([0-9a-fA-F-]{36})\)|D(32|64|128)\(([0-9a-fA-F]{1,40})\)/y);
    if (found?.[1] !== undefined) return { what: 'uuid', text: found[1] };
    if (found?.[2] !== undefined) return this.#decimal(Number(found[2]), found[3] ?? '');
    const word = this.#take(/[^\s,\]}="]{1,400}/y)?.[0];
    if (word === undefined) throw new NotAValue(this.at);
    // A word that ends with the text may be the beginning of another.
    if (this.at >= this.#text.length) {
      this.#cut = true;
      return { what: 'unknown' };
    }
    const value = wordValue(word);
    if (value === undefined) throw new NotAValue(this.at - word.length);
    return value;
  }

  #decimal(bits: number, digits: string): LogValue {
    const hex = this.#hex || bits === 128 || /[a-f]/i.test(digits);
    const whole = bits === 128 ? bitsOf128(digits) : BigInt(hex ? `0x${digits}` : digits);
    if (whole === undefined) return { what: 'unknown' };
    let value = BigInt.asUintN(bits, whole);
    const bytes = new Uint8Array(bits / 8);
    for (let at = bytes.length - 1; at >= 0; at--) {
      bytes[at] = Number(value & 0xffn);
      value >>= 8n;
    }
    return { what: 'typed', type: `decimal${bits}`, value: bytes };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }
}

/** A decimal of 128 bits: two halves in hex, of 8 digits at least, without a mark between them. Undefined where they can be parted in more ways than one. */
function bitsOf128(digits: string): bigint | undefined {
  const halves: (readonly [string, string])[] = [];
  for (let at = Math.max(8, digits.length - 16); at <= Math.min(16, digits.length - 8); at++) {
    const parts = [digits.slice(0, at), digits.slice(at)] as const;
    if (parts.every((part) => part.length === 8 || !part.startsWith('0') || digits.length === 32)) halves.push(parts);
  }
  const [first] = halves;
  return first === undefined || halves.length > 1
    ? undefined
    : (BigInt(`0x${first[0]}`) << 64n) | BigInt(`0x${first[1]}`);
}

/** Numbers, booleans, null, a char as itself (to 0.36), and the marks for what Proton cannot read. */
function wordValue(word: string): LogValue | undefined {
  if (word === 'null') return null;
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^(?:0x[0-9a-f]{1,16}|-?\d{1,20})$/.test(word)) return { what: 'number', value: BigInt(word) };
  if (/^-?(?:inf|nan)$/.test(word)) return { what: 'typed', type: 'double', value: special(word) };
  if (/^-?\d{1,20}(?:\.\d{1,20})?(?:e[-+]?\d{1,3})?$/.test(word))
    return { what: 'typed', type: 'double', value: Number(word) };
  if (word.startsWith('!!') || word.startsWith('<')) return { what: 'unknown' };
  const point = word.codePointAt(0) ?? 0;
  return word === String.fromCodePoint(point) ? { what: 'typed', type: 'char', value: point } : undefined;
}

function special(word: string): number {
  if (word.endsWith('nan')) return Number.NaN;
  return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

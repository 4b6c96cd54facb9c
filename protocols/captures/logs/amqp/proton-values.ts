import { toHex } from '../../../core/index.ts';
import { deepestNesting } from '../../../amqp/notation/source/compose.ts';

/** Reads the text form that Qpid Proton prints values in, and writes it as the AMQP notation. */
export class TraceValueReader {
  readonly #text: string;
  at: number;
  #depth = 0;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.at = at;
  }

  /** One value as notation (YAML flow style); undefined where the text is none, or is nested deeper than the notation reads. */
  value(): string | undefined {
    if (this.#depth >= deepestNesting) return undefined;
    this.#depth++;
    const value = this.#value();
    this.#depth--;
    return value;
  }

  #value(): string | undefined {
    const char = this.#text[this.at];
    if (char === '@') return this.#described();
    if (char === '[') return this.#group('[', ']', () => this.value());
    if (char === '{') return this.#group('{', '}', () => this.#entry());
    if (char === '"') return this.#quoted();
    if (char === ':') return this.#symbol();
    if (char === 'b' && this.#text[this.at + 1] === '"') return this.#binary();
    return this.#word();
  }

  /** `name=value, …` between brackets, as a mapping. */
  fields(): string | undefined {
    return this.#group('[', ']', () => this.#field(), ['{', '}']);
  }

  /** `@open(16) [container-id="a"]`, `@<symbol>[:A, :B]`, `@"name" value`. */
  #described(): string | undefined {
    const head = /^@(?:<([a-z0-9]+)>|([a-z0-9-]+)\((\d+)\) ?|:?"([^"]+)" ?|(\d+|0x[0-9a-f]+) ?)/.exec(
      this.#text.slice(this.at),
    );
    if (head === null) return undefined;
    this.at += head[0].length;
    const [, array, name, , symbol, code] = head;
    if (array !== undefined) return this.value(); // a multiple field takes a list for its array
    const content = name !== undefined && this.#text[this.at] === '[' ? this.fields() : this.value();
    if (content === undefined) return undefined;
    return name === undefined ? `!<${symbol ?? code ?? ''}> ${content}` : `!${name} ${content}`;
  }

  #field(): string | undefined {
    const name = /^[a-z-]+(?==)/.exec(this.#text.slice(this.at))?.[0];
    if (name === undefined) return undefined;
    this.at += name.length + 1;
    const value = this.value();
    return value === undefined ? undefined : `${name}: ${value}`;
  }

  #entry(): string | undefined {
    const key = this.value();
    if (key === undefined || this.#text[this.at] !== '=') return undefined;
    this.at++;
    const value = this.value();
    return value === undefined ? undefined : `${key}: ${value}`;
  }

  #group(
    open: string,
    close: string,
    item: () => string | undefined,
    as: readonly [string, string] = [open, close],
  ): string | undefined {
    if (this.#text[this.at] !== open) return undefined;
    this.at++;
    const items: string[] = [];
    while (this.#text[this.at] !== close) {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
      if (this.#text.startsWith(', ', this.at)) this.at += 2;
      else if (this.#text[this.at] !== close) return undefined;
    }
    this.at++;
    return `${as[0]}${items.join(', ')}${as[1]}`;
  }

  #quoted(): string | undefined {
    const bytes = this.#bytes();
    if (bytes === undefined) return undefined;
    // Proton escapes what is not ASCII byte by byte: together the bytes are UTF-8.
    return JSON.stringify(new TextDecoder().decode(bytes));
  }

  #symbol(): string | undefined {
    this.at++;
    if (this.#text[this.at] === '"') {
      const bytes = this.#bytes();
      return bytes === undefined
        ? undefined
        : `!symbol ${JSON.stringify(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
    }
    const name = /^[^\s,\]}=]+/.exec(this.#text.slice(this.at))?.[0] ?? '';
    this.at += name.length;
    return `!symbol ${JSON.stringify(name)}`;
  }

  #binary(): string | undefined {
    this.at++;
    const bytes = this.#bytes();
    return bytes === undefined ? undefined : hexNotation(bytes);
  }

  /** A quoted text with `\xNN` escapes, as bytes. */
  #bytes(): Uint8Array | undefined {
    const start = this.at + 1;
    let end = start;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) return undefined;
    this.at = end + 1;
    return unescapeBytes(this.#text.slice(start, end));
  }

  #word(): string | undefined {
    const word =
      /^(?:-?0x[0-9a-f]+|[-+0-9.e]+(?:inf|nan)?|true|false|null|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(
        this.#text.slice(this.at),
      )?.[0];
    if (word === undefined || word === '') return undefined;
    // No number of the protocol has more than 16 digits.
    if (word.includes('0x') && word.length > 19) return undefined;
    this.at += word.length;
    if (word.startsWith('0x')) return BigInt(word).toString();
    return word.includes('-', 1) && word.length === 36 ? `!uuid ${word}` : word;
  }
}

export function hexNotation(bytes: Uint8Array): string {
  return `!hex "${toHex(bytes)}"`;
}

/** Text with `\xNN` and backslash escapes, one byte a character. */
export function unescapeBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  // Each UTF-16 unit has three bytes at most.
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length;) {
    const escape = text.indexOf('\\', at);
    const stop = escape < 0 ? text.length : escape;
    if (stop > at) size += encoder.encodeInto(text.slice(at, stop), bytes.subarray(size)).written;
    if (escape < 0) break;
    const isHex = text[escape + 1] === 'x';
    bytes[size++] = isHex
      ? parseInt(text.slice(escape + 2, escape + 4), 16)
      : (text.charCodeAt(escape + 1) || 0x5c) & 0xff;
    at = escape + (isHex ? 4 : 2);
  }
  return bytes.slice(0, size);
}

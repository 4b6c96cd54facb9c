/** Reads the text form that Qpid Proton prints values in, and writes it as the AMQP notation. */
export class TraceValueReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.at = at;
  }

  /** One value as notation (YAML flow style); undefined where the text is none. */
  value(): string | undefined {
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
    const head = /^@(?:<([a-z0-9]+)>|([a-z0-9-]+)\((\d+)\) ?|:?"([^"]+)" ?|(\d+|0x[0-9a-f]+) ?)/.exec(this.#text.slice(this.at));
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

  #group(open: string, close: string, item: () => string | undefined, as: readonly [string, string] = [open, close]): string | undefined {
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
      return bytes === undefined ? undefined : `!symbol ${JSON.stringify(String.fromCharCode(...bytes))}`;
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
    const found = /^"((?:[^"\\]|\\.)*)"/.exec(this.#text.slice(this.at));
    if (found === null) return undefined;
    this.at += found[0].length;
    return unescapeBytes(found[1] ?? '');
  }

  #word(): string | undefined {
    const word = /^(?:-?0x[0-9a-f]+|[-+0-9.e]+(?:inf|nan)?|true|false|null|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(this.#text.slice(this.at))?.[0];
    if (word === undefined || word === '') return undefined;
    this.at += word.length;
    if (word.startsWith('0x')) return BigInt(word).toString();
    return word.includes('-', 1) && word.length === 36 ? `!uuid ${word}` : word;
  }
}

export function hexNotation(bytes: Uint8Array): string {
  return `!hex "${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}"`;
}

/** Text with `\xNN` and backslash escapes, one byte a character. */
export function unescapeBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') bytes.push(...new TextEncoder().encode(text[i] ?? ''));
    else if (text[i + 1] === 'x') {
      bytes.push(parseInt(text.slice(i + 2, i + 4), 16));
      i += 3;
    } else bytes.push((text.charCodeAt(++i) || 0x5c) & 0xff);
  }
  return Uint8Array.from(bytes);
}

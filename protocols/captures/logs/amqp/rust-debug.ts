import { endOfQuoted, unescapeText } from '../../escapes.ts';

/** A value as `#[derive(Debug)]` prints it. */
export type RustValue =
  | { readonly what: 'text'; readonly text: string }
  | { readonly what: 'number'; readonly text: string }
  | { readonly what: 'list'; readonly items: readonly RustValue[] }
  | { readonly what: 'map'; readonly entries: readonly (readonly [RustValue, RustValue])[] }
  /** An enum's variant, or a struct with or without fields; a tuple has no name. */
  | { readonly what: 'named'; readonly name: string; readonly items: readonly RustValue[] }
  | { readonly what: 'struct'; readonly name: string; readonly fields: ReadonlyMap<string, RustValue> };

/** How deep values in values are read. */
const deepest = 64;

const name = /[A-Za-z_][\w.]*/y;
const number = /-?(?:\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?|inf|NaN)/y;
/** Reads one value of a text from a position on; what follows it is left. */
export class RustReader {
  readonly #text: string;
  #depth = 0;
  at: number;

  constructor(text: string, at = 0) {
    this.#text = text;
    this.at = at;
  }

  /** The value, or undefined where the text has none, or does not end. */
  value(): RustValue | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    this.#space();
    const value = this.#value();
    this.#depth--;
    return value;
  }

  #value(): RustValue | undefined {
    const char = this.#text[this.at];
    if (char === '"' || char === "'") return this.#quoted();
    if (char === '[') return this.#list('[', ']', (items) => ({ what: 'list', items }));
    if (char === '(') return this.#list('(', ')', (items) => ({ what: 'named', name: '', items }));
    if (char === '{') return this.#map();
    const digits = this.#match(number);
    if (digits !== undefined) return { what: 'number', text: digits.replaceAll('_', '') };
    const word = this.#match(name);
    if (word === undefined) return undefined;
    if (this.#text[this.at] === '(') return this.#list('(', ')', (items) => ({ what: 'named', name: word, items }));
    if (this.#text.startsWith(' {', this.at)) return this.#struct(word);
    return { what: 'named', name: word, items: [] };
  }

  #quoted(): RustValue | undefined {
    const start = this.at + 1;
    const end = endOfQuoted(this.#text, this.at);
    this.at = Math.min(end, this.#text.length);
    if (end > this.#text.length) return undefined;
    return { what: 'text', text: unescapeText(this.#text.slice(start, end - 1), 'rust') };
  }

  #list<T>(open: string, close: string, made: (items: readonly RustValue[]) => T): T | undefined {
    const items: RustValue[] = [];
    const isWhole = this.#group(open, close, () => {
      const item = this.value();
      if (item !== undefined) items.push(item);
      return item !== undefined;
    });
    return isWhole ? made(items) : undefined;
  }

  #map(): RustValue | undefined {
    const entries: [RustValue, RustValue][] = [];
    const isWhole = this.#group('{', '}', () => {
      const key = this.value();
      if (key === undefined || !this.#skip(':')) return false;
      const value = this.value();
      if (value !== undefined) entries.push([key, value]);
      return value !== undefined;
    });
    return isWhole ? { what: 'map', entries } : undefined;
  }

  #struct(of: string): RustValue | undefined {
    const fields = new Map<string, RustValue>();
    this.#space();
    const isWhole = this.#group('{', '}', () => {
      const field = this.#match(name);
      if (field === undefined || !this.#skip(':')) return false;
      const value = this.value();
      if (value !== undefined) fields.set(field, value);
      return value !== undefined;
    });
    return isWhole ? { what: 'struct', name: of, fields } : undefined;
  }

  /** Items between brackets, with commas between them; a comma may follow the last. */
  #group(open: string, close: string, item: () => boolean): boolean {
    if (!this.#skip(open)) return false;
    for (;;) {
      this.#space();
      if (this.#skip(close)) return true;
      if (!item()) return false;
      this.#space();
      if (!this.#skip(',') && this.#text[this.at] !== close) return false;
    }
  }

  #skip(char: string): boolean {
    if (this.#text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  #space(): void {
    while (this.#text[this.at] === ' ' || this.#text[this.at] === '\n') this.at++;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

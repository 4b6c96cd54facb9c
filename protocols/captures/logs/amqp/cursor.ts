import { endOfQuoted } from '../../escapes.ts';

/** A text is none of the form that its reader knows: a sentence without its full stop. */
export class Unreadable extends Error {}

/** Values may lie in each other as deep as this. */
export const deepest = 100;
/** Items of all lists in one text. */
const mostItems = 100_000;
const space = /\s*/y;

/** A place in a text, which readers of printed values move on. */
export class Cursor {
  readonly text: string;
  at: number;
  #depth = 0;
  #items = 0;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** Matches a sticky pattern here, and moves behind it. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  /** Moves behind a text, and tells whether it is here. */
  eat(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** The text between quotes that open here, with its escapes, or undefined; moves behind it. @throws Unreadable where they do not close */
  quoted(quote: string): string | undefined {
    if (!this.text.startsWith(quote, this.at)) return undefined;
    const start = this.at + 1;
    const end = endOfQuoted(this.text, this.at);
    this.at = Math.min(end, this.text.length);
    if (end > this.text.length) throw this.unreadable();
    return this.text.slice(start, end - 1);
  }

  /** Moves behind white space. */
  blank(): this {
    this.match(space);
    return this;
  }

  /** @throws Unreadable where the text is not here */
  expect(text: string): void {
    if (!this.eat(text)) throw this.unreadable();
  }

  unreadable(): Unreadable {
    return new Unreadable(
      this.at >= this.text.length
        ? 'The values of this frame end too early'
        : `The values of this frame cannot be read from “${this.text.slice(this.at, this.at + 20)}” on`,
    );
  }

  /** Reads what lies in a value. @throws Unreadable where values are nested too deep */
  deeper<T>(read: () => T): T {
    if (this.#depth >= deepest) throw tooDeep();
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  /** Reads items with commas between them, up to the closing text and behind it. A comma before that is passed over. */
  items<T>(close: string, item: () => T): T[] {
    return this.deeper(() => {
      const items: T[] = [];
      while (!this.blank().eat(close)) {
        if (++this.#items > mostItems) throw new Unreadable(`This frame has more than ${mostItems} values`);
        items.push(item());
        if (this.blank().eat(',')) continue;
        this.expect(close);
        break;
      }
      return items;
    });
  }
}

export function tooDeep(): Unreadable {
  return new Unreadable(`Values are nested deeper than ${deepest} levels`);
}

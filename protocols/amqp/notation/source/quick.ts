import type { Entry, ListNode, MapNode, ScalarNode, SourceNode, SourceTag } from './node.ts';
import { scalarNode } from './scalar-node.ts';

/** Deeper nesting is left to the library, which has limits of its own. */
const deepest = 20;

/** A simple key, then its colon. */
const keyPattern = /([A-Za-z_][\w-]{0,99}):(?=[ \n]|$)/y;
/** A word without white space that is a plain scalar in a block and between brackets alike; its rounds are bounded, since each keeps a way back. */
const wordPattern = /(?:[\w./$+=~(]|-[\w.])(?:[\w./@$+=;~()-]+|:(?=[\w./@$+=;~()-])){0,1000}/y;
/** Quoted text on one line, without escapes and without characters that YAML may take exception to. */
const doublePattern = /"([\x20!\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff]*)"/y;
const singlePattern = /'([\x20-\x26\x28-\x7e\xa0-\u2027\u202a-\ud7ff]*)'/y;
const tagPattern = /!([A-Za-z][\w-]*) +/y;
const linePattern = /( *)(?=([^ \n])?)/y;

const lists = new Set(['list', 'array', 'described']);
const maps = new Set(['map']);

/** Thrown, and caught here, where a text is none of those that are read quickly. */
const notQuick = Symbol('not quick');

/**
 * Reads one step of the kind that files are mostly made of: a block item that is a mapping, with mappings in it, flow
 * collections on one line, words and quoted text. It gives just what the YAML library gives for the same text, in a fraction
 * of the time; for every other text undefined, broken ones among them.
 */
export function readQuickly(text: string): ListNode | undefined {
  if (!/^ *- +[A-Za-z_]/.test(text) || /[\t\r#&*]/.test(text)) return undefined;
  try {
    return new QuickReader(text).item();
  } catch (error) {
    if (error === notQuick) return undefined;
    throw error;
  }
}

class QuickReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  item(): ListNode {
    const start = this.#text.indexOf('-');
    this.#at = start + 1;
    this.#spaces();
    const map = this.#blockMap(this.#at);
    if (this.#at < this.#text.length) this.#giveUp();
    return { kind: 'list', start, end: map.end, tag: undefined, items: [map], flow: false };
  }

  /** A mapping whose keys stand in one column; the reader is at the first key, and in the end at the next line that is not its own. */
  #blockMap(first: number): MapNode {
    this.#deeper();
    const column = first - (this.#text.lastIndexOf('\n', first - 1) + 1);
    const entries: Entry[] = [];
    entries.push(this.#blockEntry(column));
    while (this.#column() === column) {
      this.#at += column;
      entries.push(this.#blockEntry(column));
    }
    this.#depth--;
    // What is deeper would go on with the last value.
    if (this.#column() > column) this.#giveUp();
    const end = entries.at(-1)?.end ?? first;
    return { kind: 'map', start: first, end, tag: undefined, entries, flow: false };
  }

  #blockEntry(column: number): Entry {
    const key = this.#key();
    this.#spaces();
    let value: SourceNode;
    if (this.#text[this.#at] === '\n') {
      this.#nextLine();
      const inner = this.#column();
      if (inner <= column) this.#giveUp();
      this.#at += inner;
      value = this.#blockMap(this.#at);
    } else {
      value = this.#value();
      this.#spaces();
      this.#nextLine();
    }
    return { key, value, start: key.start, end: value.end };
  }

  /** The key at the reader's place; behind its colon afterwards. */
  #key(): ScalarNode {
    const start = this.#at;
    const name = this.#match(keyPattern)?.[1];
    if (name === undefined) return this.#giveUp();
    return scalarNode(start, start + name.length, undefined, name, name, true);
  }

  #value(): SourceNode {
    const from = this.#at;
    const name = this.#match(tagPattern)?.[1];
    const tag =
      name === undefined ? undefined : { start: from, end: from + 1 + name.length, text: name, verbatim: false };
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return this.#flowMap(this.#collection(tag, maps));
      case '[':
        return this.#flowList(this.#collection(tag, lists));
      case '"':
        return this.#scalar(start, tag, this.#match(doublePattern)?.[1], false);
      case "'":
        return this.#scalar(start, tag, this.#match(singlePattern)?.[1], false);
      default:
        return this.#scalar(start, tag, this.#match(wordPattern)?.[0], true);
    }
  }

  /** A tag that the library knows for other things than this kind of collection is a mistake, which it tells of. */
  #collection(tag: SourceTag | undefined, fitting: ReadonlySet<string>): SourceTag | undefined {
    return tag === undefined || fitting.has(tag.text) || /^[a-z]+-/.test(tag.text) ? tag : this.#giveUp();
  }

  #scalar(start: number, tag: SourceTag | undefined, text: string | undefined, plain: boolean): ScalarNode {
    if (text === undefined || (tag !== undefined && (lists.has(tag.text) || maps.has(tag.text)))) return this.#giveUp();
    return scalarNode(start, this.#at, tag, text, this.#text.slice(start, this.#at), plain);
  }

  #flowMap(tag: SourceTag | undefined): MapNode {
    const start = this.#at;
    const entries: Entry[] = [];
    this.#members('}', () => {
      const key = this.#key();
      this.#spaces();
      const value = this.#value();
      entries.push({ key, value, start: key.start, end: value.end });
    });
    return { kind: 'map', start, end: this.#at, tag, entries, flow: true };
  }

  #flowList(tag: SourceTag | undefined): ListNode {
    const start = this.#at;
    const items: SourceNode[] = [];
    this.#members(']', () => {
      items.push(this.#value());
    });
    return { kind: 'list', start, end: this.#at, tag, items, flow: true };
  }

  /** From an opening bracket to behind the closing one. */
  #members(close: string, read: () => void): void {
    this.#deeper();
    this.#at++;
    this.#spaces();
    if (this.#text[this.#at] !== close) {
      for (;;) {
        read();
        this.#spaces();
        if (this.#text[this.#at] !== ',') break;
        this.#at++;
        this.#spaces();
      }
    }
    if (this.#text[this.#at] !== close) this.#giveUp();
    this.#at++;
    this.#depth--;
  }

  /** The indentation of the line at the reader's place, which begins there; −1 at the end. */
  #column(): number {
    linePattern.lastIndex = this.#at;
    const match = linePattern.exec(this.#text);
    return match?.[2] === undefined ? -1 : (match[1] ?? '').length;
  }

  #spaces(): void {
    while (this.#text.charCodeAt(this.#at) === 32) this.#at++;
  }

  /** To the next line that is not empty; the rest of this one must be. */
  #nextLine(): void {
    if (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#giveUp();
    while (this.#text[this.#at] === '\n') {
      this.#at++;
      const line = this.#at;
      this.#spaces();
      if (this.#at < this.#text.length && this.#text[this.#at] !== '\n') this.#at = line;
    }
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  #deeper(): void {
    if (++this.#depth > deepest) this.#giveUp();
  }

  #giveUp(): never {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- no error: it leads out of the recursion, and costs no stack trace
    throw notQuick;
  }
}

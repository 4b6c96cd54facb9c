import type { RegexValue, TextValue } from './model.ts';

/** Flags of a regular expression that are known: upper and lower case alike, `^` and `$` at each line, `.` for line ends, too. */
const regexFlags = new Set(['i', 'm', 's']);

/** Reads the pieces of a filter's text from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;
  /** How many parentheses are open here: only then does one end a word. */
  depth = 0;
  /** Where a search for the end of a regular expression has found none: there is none before either. */
  #noRegexFrom = Number.POSITIVE_INFINITY;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  get next(): string {
    return this.text[this.at] ?? '';
  }

  skipSpaces(): void {
    while (isSpace(this.next)) this.at++;
  }

  /** How many of a character follow; they are passed over. */
  count(character: string): number {
    const from = this.at;
    while (this.next === character) this.at++;
    return this.at - from;
  }

  /** Whether a term ends before this place: at its end, a space, or a parenthesis that closes a group. */
  endsAt(index: number): boolean {
    const character = this.text[index];
    return character === undefined || isSpace(character) || (this.depth > 0 && character === ')');
  }

  /** The word `OR`, on its own. It is passed over. */
  takeOr(): boolean {
    if (!this.text.startsWith('OR', this.at) || !this.endsAt(this.at + 2)) return false;
    this.at += 2;
    return true;
  }

  /** Letters, and the operator right after them, of which there may be none. They are passed over where there is one. */
  takeKey(): { readonly name: string; readonly operator: string; readonly start: number } | undefined {
    const pattern = /([a-z]{1,40})(:|[<>]=?|=)/iuy;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    const start = this.at;
    this.at = pattern.lastIndex;
    return { name: match[1] ?? '', operator: match[2] ?? ':', start };
  }

  /** A text in quotes, in which a backslash precedes a quote or backslash; null where the closing quote is missing. */
  takeQuoted(): TextValue | null | undefined {
    const { text, at: start } = this;
    if (text[start] !== '"') return undefined;
    let found = '';
    let from = start + 1;
    for (let i = from; i < text.length; i++) {
      const character = text[i];
      if (character === '"') {
        this.at = i + 1;
        return { type: 'text', text: found + text.slice(from, i), start, end: this.at };
      }
      if (character === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) {
        found += text.slice(from, i);
        from = ++i;
      }
    }
    return null;
  }

  /** A regular expression between slashes, behind which the term ends. */
  takeRegex(): RegexValue | undefined {
    const { text, at: start } = this;
    if (text[start] !== '/' || start >= this.#noRegexFrom) return undefined;
    for (let i = start + 1; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === '/' && i > start + 1) {
        let end = i + 1;
        while (regexFlags.has(text[end] ?? '')) end++;
        if (!this.endsAt(end)) continue;
        this.at = end;
        const flags = [...new Set(text.slice(i + 1, end))].sort().join('');
        return { type: 'regex', source: text.slice(start + 1, i), flags, start, end };
      }
    }
    this.#noRegexFrom = start;
    return undefined;
  }

  /**
   * A word, up to a space. Parentheses inside of it are part of it; one that closes a group is not.
   * @param stop a character that ends it as well
   */
  takeWord(stop?: RegExp): TextValue {
    const { text, at: start } = this;
    let open = 0;
    for (; !this.done && !isSpace(this.next); this.at++) {
      const { next } = this;
      if (next === '(') open++;
      else if (next === ')' && open > 0) open--;
      else if (next === ')' && this.depth > 0 && this.endsAt(this.at + 1)) break;
      if (stop?.test(next) === true) break;
    }
    return { type: 'text', text: text.slice(start, this.at), start, end: this.at };
  }
}

export function isSpace(character: string): boolean {
  return character !== '' && /\s/u.test(character);
}

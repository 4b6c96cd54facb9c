import { endOfQuoted, textOfBytes, unescapeText } from '../../escapes.ts';

/** More than this of one term is not kept: UTF-16 units. */
const longest = 16 * 1024 * 1024;

const token = /[\s,]+|(<<)|(>>)|(\[)|(\])|(")|(\d{1,7})|(\.\.\.)/y;

/**
 * Reads a string, a binary or a list of them as Erlang’s `~p` prints it, over any number of lines: `<<"…">>`, `<<"…"/utf8>>`,
 * `<<60,105>>`, `"…"`, `[<<"…">>,"…"]`, and `...` where the printing was cut.
 */
export class ErlangTerm {
  #depth = 0;
  #bytes: number[] = [];
  #pieces: string[] = [];
  #size = 0;
  /** The printing was cut, or is no such term. */
  cut = false;
  done = false;

  /** Takes a line of it, without the end of the line. */
  push(line: string): void {
    for (let at = 0; !this.done && at < line.length;) {
      token.lastIndex = at;
      const found = token.exec(line);
      if (found === null) return this.#stop();
      at = token.lastIndex;
      const [, begin, end, open, close, quote, number, dots] = found;
      if (begin !== undefined || open !== undefined) this.#depth++;
      else if (end !== undefined || close !== undefined) this.#depth--;
      else if (quote !== undefined) at = this.#string(line, at);
      else if (number !== undefined) this.#number(Number(number));
      else if (dots !== undefined) this.cut = true;
      else continue;
      if (this.#depth <= 0) this.done = true;
    }
    if (this.#size > longest) this.#stop();
  }

  /** The text of what was read. */
  text(): string {
    this.#flush();
    return this.#pieces.join('');
  }

  #stop(): void {
    this.cut = true;
    this.done = true;
  }

  /** Reads a string behind its quote, and gives where it ends. Without `/utf8`, characters of a binary are its bytes. */
  #string(line: string, from: number): number {
    const end = endOfQuoted(line, from - 1) - 1;
    if (end >= line.length) this.cut = true;
    const utf8 = line.startsWith('/utf8', end + 1);
    const text = unescapeText(line.slice(from, end), 'any');
    this.#size += text.length;
    const codes = Array.from(text, (each) => each.codePointAt(0) ?? 0);
    if (utf8 || codes.some((code) => code > 0xff)) {
      this.#flush();
      this.#pieces.push(text);
    } else for (const code of codes) this.#bytes.push(code);
    return end + (utf8 ? 6 : 1);
  }

  #number(value: number): void {
    this.#size++;
    if (value <= 0xff) this.#bytes.push(value);
    else {
      this.#flush();
      this.#pieces.push(value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd');
    }
  }

  #flush(): void {
    if (this.#bytes.length > 0) this.#pieces.push(textOfBytes(this.#bytes));
    this.#bytes = [];
  }
}

/** Follows the brackets of a term that comes line by line. Quotes, which may span lines, and their escapes are passed over. */
export class TermEnd {
  #depth = 0;
  #begun = false;
  #quote = '';
  #escaped = false;

  /** Takes the next line, and tells whether the term ends on it. */
  push(line: string): boolean {
    for (const char of line) if (this.#take(char)) return true;
    return false;
  }

  #take(char: string): boolean {
    if (this.#quote !== '') this.#inQuote(char);
    else if (char === '"' || char === "'") this.#quote = char;
    else if (char === '{' || char === '[') {
      this.#depth++;
      this.#begun = true;
    } else if (char === '}' || char === ']') this.#depth--;
    return this.#begun && this.#depth <= 0;
  }

  #inQuote(char: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (char === '\\') this.#escaped = true;
    else if (char === this.#quote) this.#quote = '';
  }
}

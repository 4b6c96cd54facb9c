const startTag = /^<([A-Za-z_][\w.:-]*)((?: [^\s=<>"'/]+="[^"<>]*")*)(\/?>)/;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Characters of one element. */
const mostText = 16 << 20;

/** What a line is to an element: a part of it, its end, or nothing that it can have. */
export type LineOf = 'part' | 'end' | 'other';

/**
 * Puts an element together whose children are printed on lines of their own, indented, and whose text is printed as it is, without escapes: what
 * is not a child’s line is text up to the end tag at the end of a line.
 */
export class IndentedElement {
  readonly #parts: string[] = [];
  /** The elements whose end tags are on lines of their own, the outermost first. */
  readonly #open: string[] = [];
  /** The element that has text alone, while that goes on. */
  #leaf: string | undefined;
  /** A start tag with nothing behind it: children or text may follow. */
  #isFresh = false;
  #size = 0;

  /** The element that begins with this line; undefined where its children are not on the lines below. */
  static of(line: string): IndentedElement | undefined {
    const tag = startTag.exec(line);
    if (tag?.[3] !== '>' || tag[0].length !== line.length) return undefined;
    const element = new IndentedElement();
    element.line(line);
    return element;
  }

  /** The XML so far, with text escaped and without indentation. */
  get xml(): string {
    return this.#parts.join('');
  }

  line(line: string): LineOf {
    this.#size += line.length;
    if (this.#size > mostText) return 'other';
    if (this.#leaf !== undefined) return this.#text(this.#leaf, `\n${line}`);
    const indent = '  '.repeat(this.#open.length);
    const own = line.startsWith(indent) ? line.slice(indent.length) : line;
    const tag = startTag.exec(own);
    const name = this.#open.at(-1);
    if (tag !== null && (own !== line || this.#open.length === 0)) return this.#child(tag, own.slice(tag[0].length));
    if (name === undefined) return 'other';
    if (line === `${'  '.repeat(this.#open.length - 1)}</${name}>`) {
      this.#parts.push(`</${name}>`);
      this.#open.pop();
      this.#isFresh = false;
      return this.#open.length === 0 ? 'end' : 'part';
    }
    if (this.#isFresh && own === line) {
      // A log whose indentation was lost.
      if (this.#open.length === 1) return 'other';
      this.#open.pop();
      return this.#text(name, `\n${line}`);
    }
    if (line.includes('<')) return 'other';
    // Text between children is escaped already.
    this.#isFresh = false;
    this.#parts.push(own === line ? `\n${line}` : own);
    return 'part';
  }

  #child([tag = '', name = '', , close]: RegExpExecArray, rest: string): LineOf {
    this.#isFresh = false;
    this.#parts.push(tag);
    if (close === '/>') return rest === '' ? 'part' : 'other';
    if (rest !== '') return this.#text(name, rest);
    this.#open.push(name);
    this.#isFresh = true;
    return 'part';
  }

  /** Takes text of an element that has nothing else. */
  #text(name: string, text: string): LineOf {
    const end = `</${name}>`;
    const isWhole = text.endsWith(end);
    const own = isWhole ? text.slice(0, -end.length) : text;
    this.#leaf = isWhole ? undefined : name;
    this.#isFresh = false;
    this.#parts.push(own.replace(/[&<>]/g, (each) => escapes[each] ?? each));
    if (!isWhole) return 'part';
    this.#parts.push(end);
    return this.#open.length === 0 ? 'end' : 'part';
  }
}

import { codePointName, type Related } from '../../core/index.ts';
import { type Finding, findingLimit, quote } from './finding.ts';
import { continuesName, isSpace, isXmlCodePoint } from './characters.ts';
import { HasReference, HasVariable, type XmlAttribute } from './node.ts';

/** What most nodes have. Never written to. */
const none: Finding[] = [];

/** The place in the text, and what was found in the top-level node that is being read. */
export class Cursor {
  readonly text: string;
  pos: number;
  /** Start of the top-level node; findings and nodes count from here. */
  base = 0;
  /** The furthest place whose character took part in a decision. */
  seen = 0;
  findings: Finding[] = none;
  /** Room to collect a tag's attributes in, so that the list that is kept has just their size. */
  readonly attributes: XmlAttribute[] = [];
  #dropped = 0;
  /** Terminators that do not occur again, so that looking for them costs the text's length once. */
  readonly #missing = new Set<string>();

  constructor(text: string, pos: number) {
    this.text = text;
    this.pos = pos;
  }

  /** Starts a new top-level node at the present place. */
  begin(): void {
    this.base = this.pos;
    this.seen = this.pos;
    this.findings = none;
    this.#dropped = 0;
  }

  /** The findings of the node that ends here. */
  finish(): readonly Finding[] {
    if (this.#dropped > 0) {
      const message = `${this.#dropped} further mistakes in this element are not listed: correct the ones that are`;
      this.findings.push({
        code: 'xmpp/too-many-findings',
        message,
        start: 0,
        end: Math.min(1, this.text.length - this.base),
      });
    }
    return this.findings;
  }

  /** Notes a mistake; offsets are those of the whole text. */
  report(code: string, start: number, end: number, message: string, related?: Related): void {
    if (this.findings.length >= findingLimit) {
      this.#dropped++;
      return;
    }
    if (this.findings === none) this.findings = [];
    const { base } = this;
    const place = { code, message, start: start - base, end: Math.max(end, start) - base };
    this.findings.push(
      related === undefined
        ? place
        : { ...place, related: [{ start: related.start - base, end: related.end - base, message: related.message }] },
    );
  }

  /** Notes that the character at a place, or the end of the text there, took part in a decision. */
  looked(at: number): void {
    this.seen = Math.max(this.seen, at >= this.text.length ? Infinity : at + 1);
  }

  /**
   * The place behind the next `terminator` from `from` on. Where the text has none any more, the end of the line: what follows
   * is then read as if the construct had ended there.
   */
  behind(terminator: string, from: number): number {
    const { text } = this;
    const found = this.#missing.has(terminator) ? -1 : text.indexOf(terminator, from);
    if (found >= 0) return found + terminator.length;
    this.#missing.add(terminator);
    this.seen = Infinity;
    let end = Math.min(from, text.length);
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    return end;
  }

  skipSpace(): void {
    const { text } = this;
    while (isSpace(text.charCodeAt(this.pos))) this.pos++;
  }

  /** The end of the name that starts at `from`. */
  nameEnd(from: number): number {
    const { text } = this;
    let at = from;
    while (continuesName(text.charCodeAt(at))) at++;
    return at;
  }

  /**
   * Looks at one unit of character data or of a value that is not plain: a reference, a variable, a forbidden character. Gives
   * the place behind it, shifted left by two, with the flags in the lowest bits.
   */
  special(at: number): number {
    const { text } = this;
    const unit = text.charCodeAt(at);
    if (unit === 38) return (this.#reference(at) << 2) | HasReference;
    if (unit === 123) return text.charCodeAt(at + 1) === 123 ? ((at + 2) << 2) | HasVariable : (at + 1) << 2;
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    if (!isXmlCodePoint(code)) {
      const name = codePointName(code);
      const what = code >= 0xd800 && code <= 0xdfff ? `Half of a surrogate pair, ${name},` : `The character ${name}`;
      this.report(
        'xmpp/character-forbidden',
        at,
        at + width,
        `${what} is not allowed in XML, not even as a reference: remove it`,
      );
    }
    return (at + width) << 2;
  }

  /** Reads a reference at `&`, and gives the place behind it. */
  #reference(at: number): number {
    const { text } = this;
    let end = at + 1;
    while (end - at < 40 && /[\w#:.-]/.test(text.charAt(end))) end++;
    const name = text.slice(at + 1, end);
    if (text.charCodeAt(end) !== 59 || name === '') {
      const known = /^(?:amp|lt|gt|quot|apos)$/.test(name);
      const message = known
        ? `The entity &${name} lacks its semicolon: write &${name};`
        : 'A bare “&” is not allowed in XML: write &amp;';
      this.report('xmpp/entity', at, known ? end : at + 1, message);
      return at + 1;
    }
    end++;
    if (name.startsWith('#')) this.#characterReference(name, at, end);
    else if (!/^(?:amp|lt|gt|quot|apos)$/.test(name)) {
      const message = `The entity &${name}; is not defined: XMPP knows only &amp; &lt; &gt; &quot; and &apos;. Write the character itself`;
      this.report('xmpp/entity', at, end, message);
    }
    return end;
  }

  #characterReference(name: string, at: number, end: number): void {
    const match = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}))$/.exec(name);
    const code = match === null ? NaN : match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16);
    if (Number.isNaN(code)) {
      this.report(
        'xmpp/entity',
        at,
        end,
        `&${name}; is not a character reference: write &#10; in decimal or &#xA; in hexadecimal digits`,
      );
    } else if (!isXmlCodePoint(code)) {
      this.report(
        'xmpp/character-forbidden',
        at,
        end,
        `&${name}; stands for a character that XML does not allow: remove it`,
      );
    }
  }

  /** The line's indentation in front of a place; −1 where something else stands before it on the line. */
  indentAt(at: number): number {
    const { text } = this;
    let from = at;
    while (from > 0) {
      const unit = text.charCodeAt(from - 1);
      if (unit === 10 || unit === 13) break;
      if (unit !== 32 && unit !== 9) return -1;
      from--;
    }
    return at - from;
  }

  quoted(start: number, end: number): string {
    return quote(this.text.slice(start, Math.min(end, start + 200)));
  }
}

import { isName, isSpace, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { internAt } from './intern.ts';
import { HasReference, HasVariable, XmlElement, type XmlNode, XmlText } from './node.ts';
import { resolveNames } from './namespaces.ts';
import { boshNamespace, type Scope } from './scope.ts';
import { declaresDefault, readTagRest } from './start-tag.ts';
import { closest } from '../../core/index.ts';

/** Elements nested deeper than this are not part of the tree: servers end a stream long before. */
export const depthLimit = 200;

/** A whole top-level element, read as far as it goes. */
export interface ReadElement {
  readonly root: XmlElement;
  /** False where it ended because another stanza began, or the text did. */
  readonly closed: boolean;
}

/** Reads the start tag at the cursor (its `<`); the element is not attached to its parent. */
export function readStartTag(cursor: Cursor, parent: XmlElement | undefined, scope: Scope): XmlElement {
  const { text, base } = cursor;
  const start = cursor.pos;
  const nameEnd = cursor.nameEnd(start + 1);
  const name = internAt(text, start + 1, nameEnd);
  cursor.pos = nameEnd;
  const element = new XmlElement(name, parent, parent?.scope ?? scope, start - base);
  if (!isPlain(name) && !isName(name))
    cursor.report(
      'xmpp/tag-malformed',
      start + 1,
      nameEnd,
      `${cursor.quoted(start + 1, nameEnd)} is not a name for an element`,
    );
  const rest = readTagRest(cursor, name, start);
  element.attributes = rest.attributes;
  element.openEnd = cursor.pos - base;
  element.end = element.openEnd;
  element.selfClosed = rest.selfClosed;
  resolveNames(cursor, element, rest);
  return element;
}

function isPlain(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit === 58 || unit >= 128) return false;
  }
  return true;
}

/** Reads a top-level element from its `<`, with everything in it. `scope` holds what the stream declares. */
export function readElement(cursor: Cursor, scope: Scope): ReadElement {
  return new ElementReader(cursor, scope).read();
}

class ElementReader {
  readonly #cursor: Cursor;
  readonly #scope: Scope;
  readonly #indent: number;
  readonly #open: XmlElement[] = [];
  /** The children of the open elements, those of the innermost last: an element takes its own when it closes. */
  readonly #nodes: XmlNode[] = [];
  /** Where in `#nodes` each open element's children begin. */
  readonly #firsts: number[] = [];
  /** How many elements of a name are open, so that a stray end tag is known as such at once. Kept from the first mismatch on. */
  #names: Map<string, number> | undefined;

  constructor(cursor: Cursor, scope: Scope) {
    this.#cursor = cursor;
    this.#scope = scope;
    this.#indent = Math.max(cursor.indentAt(cursor.pos), 0);
  }

  read(): ReadElement {
    const cursor = this.#cursor;
    const { text } = cursor;
    const root = readStartTag(cursor, undefined, this.#scope);
    if (root.selfClosed) return { root, closed: true };
    this.#push(root);
    while (this.#open.length > 0) {
      this.#readText();
      const at = cursor.pos;
      if (at >= text.length) return this.#unclosed(root, at, at);
      const next = text.charCodeAt(at + 1);
      if (next === 47) this.#readEndTag();
      else if (next === 33) this.#readMarkup();
      else if (next === 63) this.#readInstruction();
      else if (startsName(next)) {
        if (this.#startsNextStanza(at)) return this.#unclosed(root, this.#endOfContent(at), at);
        this.#readChild();
      } else {
        cursor.report('xmpp/character-forbidden', at, at + 1, 'A bare “<” is not allowed in XML: write &lt;');
        cursor.pos = at + 1;
      }
    }
    return { root, closed: true };
  }

  #push(element: XmlElement): void {
    this.#open.push(element);
    this.#firsts.push(this.#nodes.length);
    if (this.#names !== undefined) this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
  }

  #pop(): void {
    const element = this.#open.pop();
    const first = this.#firsts.pop();
    if (element === undefined || first === undefined) return;
    if (this.#nodes.length > first) {
      element.children = this.#nodes.slice(first);
      this.#nodes.length = first;
    }
    if (this.#names !== undefined) this.#names.set(element.name, (this.#names.get(element.name) ?? 1) - 1);
  }

  /** Whether an element of that name is open. */
  #isOpen(name: string): boolean {
    if (this.#names === undefined) {
      this.#names = new Map();
      for (const element of this.#open) this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
    }
    return (this.#names.get(name) ?? 0) > 0;
  }

  /** Whether the innermost open element has children so far. */
  get #hasChildren(): boolean {
    return this.#nodes.length > (this.#firsts[this.#firsts.length - 1] ?? 0);
  }

  get #top(): XmlElement | undefined {
    return this.#open[this.#open.length - 1];
  }

  #attach(node: XmlNode): void {
    if (this.#open.length <= depthLimit) this.#nodes.push(node);
  }

  /** Character data up to the next `<`. White space between elements makes no node. */
  #readText(): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    const start = cursor.pos;
    let at = start;
    let flags = 0;
    let blank = true;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 60) break;
      if (unit === 32 || unit === 10 || unit === 9 || unit === 13) at++;
      else if (unit === 38 || unit === 123 || unit < 32 || unit >= 0xd800) {
        blank = false;
        const next = cursor.special(at);
        flags |= next & (HasReference | HasVariable);
        at = next >> 2;
      } else if (at >= text.length) break;
      else {
        if (unit === 93 && text.startsWith(']]>', at))
          cursor.report('xmpp/character-forbidden', at, at + 3, '“]]>” is not allowed in text: write ]]&gt;');
        blank = false;
        at++;
      }
    }
    cursor.pos = at;
    if (blank && (at === start || text.charCodeAt(at + 1) !== 47 || this.#hasChildren)) return;
    this.#attach(new XmlText(start - cursor.base, at - cursor.base, flags, false));
  }

  #readChild(): void {
    const cursor = this.#cursor;
    const child = readStartTag(cursor, this.#top, this.#scope);
    if (this.#open.length === depthLimit) {
      const message = `Elements are nested more than ${depthLimit} deep: what is inside is not checked, and servers refuse it`;
      cursor.report('xmpp/depth', child.start + cursor.base, child.openEnd + cursor.base, message);
    }
    this.#attach(child);
    if (!child.selfClosed) this.#push(child);
  }

  #readEndTag(): void {
    const cursor = this.#cursor;
    const { text, base } = cursor;
    const at = cursor.pos;
    const nameEnd = cursor.nameEnd(at + 2);
    cursor.pos = nameEnd;
    cursor.skipSpace();
    if (text.charCodeAt(cursor.pos) === 62) cursor.pos++;
    else {
      cursor.looked(cursor.pos);
      cursor.pos = nameEnd;
      cursor.report(
        'xmpp/tag-malformed',
        at,
        nameEnd,
        `The end tag ${cursor.quoted(at, nameEnd)} does not end: write “>” after its name`,
      );
    }
    const top = this.#top;
    if (top === undefined) return;
    if (nameEnd - at - 2 === top.name.length && text.startsWith(top.name, at + 2)) {
      close(top, at - base, cursor.pos - base);
      this.#pop();
      return;
    }
    this.#mismatched(text.slice(at + 2, nameEnd), at);
  }

  /** An end tag that is not the innermost open element's: a slip in its name, elements left open, or a stray one. */
  #mismatched(name: string, at: number): void {
    const cursor = this.#cursor;
    const { base } = cursor;
    const end = cursor.pos;
    const top = this.#top;
    if (top === undefined) return;
    if (this.#isOpen(name)) {
      for (let open = this.#top; open !== undefined && open.name !== name; open = this.#top) {
        this.#reportOpen(open, at, end, `</${name}>`);
        close(open, at - base, at - base);
        open.closeStart = -1;
        this.#pop();
      }
      const match = this.#top;
      if (match !== undefined) close(match, at - base, end - base);
      this.#pop();
      return;
    }
    const related = { start: top.start + base, end: top.nameEnd + base, message: `<${top.name}> is open since here` };
    const slip = name === '' || similar(name, top.name) || this.#closesHere(top, end);
    const shown = name === '' ? '</' : `</${name.slice(0, 60)}>`;
    if (slip) {
      cursor.report(
        'xmpp/tag-mismatch',
        at,
        end,
        `${shown} does not match the open tag <${top.name}>: write </${top.name}>`,
        related,
      );
      close(top, at - base, end - base);
      this.#pop();
    } else
      cursor.report(
        'xmpp/tag-mismatch',
        at,
        end,
        `No <${name.slice(0, 60)}> is open here, but <${top.name}>: remove this end tag, or write </${top.name}>`,
        related,
      );
  }

  /** Whether an end tag with a wrong name stands where the innermost element's would: the next end tag is that of its parent. */
  #closesHere(top: XmlElement, end: number): boolean {
    const { text } = this.#cursor;
    for (let i = this.#firsts[this.#firsts.length - 1] ?? 0; i < this.#nodes.length; i++)
      if (this.#nodes[i]?.kind === 'element') return false;
    let at = end;
    while (isSpace(text.charCodeAt(at))) at++;
    const parent = top.parent;
    this.#cursor.looked(at + (parent?.name.length ?? 0) + 1);
    return parent === undefined ? at >= text.length : text.startsWith(`</${parent.name}`, at);
  }

  #reportOpen(open: XmlElement, at: number, end: number, found: string): void {
    const cursor = this.#cursor;
    const { base } = cursor;
    const message = `<${open.name}> is not closed: write </${open.name}> before ${found}`;
    cursor.report('xmpp/tag-not-closed', open.start + base, open.nameEnd + base, message, {
      start: at,
      end,
      message: 'It must be closed before this',
    });
  }

  /** `<!`: a comment, CDATA or a document type declaration inside a stanza (RFC 6120, 11.1). */
  #readMarkup(): void {
    const cursor = this.#cursor;
    const { text } = cursor;
    const at = cursor.pos;
    if (text.startsWith('<![CDATA[', at)) {
      const behind = cursor.behind(']]>', at + 9);
      const closed = text.startsWith(']]>', behind - 3) && behind >= at + 12;
      const end = closed ? behind - 3 : behind;
      if (!closed)
        cursor.report('xmpp/tag-malformed', at, at + 9, 'This CDATA section does not end: write “]]>” after it');
      const flags = text.slice(at + 9, end).includes('{{') ? HasVariable : 0;
      this.#attach(new XmlText(at + 9 - cursor.base, end - cursor.base, flags, true));
      cursor.pos = behind;
      return;
    }
    const comment = text.startsWith('<!--', at);
    cursor.pos = cursor.behind(comment ? '-->' : '>', at + (comment ? 4 : 2));
    if (comment)
      cursor.report(
        'xmpp/comment',
        at,
        cursor.pos,
        'XMPP allows no comments inside a stanza: move it in front of the stanza, where it is not sent',
      );
    else cursor.report('xmpp/dtd', at, cursor.pos, 'XMPP allows no document type or other declarations: remove this');
  }

  #readInstruction(): void {
    const cursor = this.#cursor;
    const at = cursor.pos;
    cursor.pos = cursor.behind('?>', at + 2);
    cursor.report(
      'xmpp/processing-instruction',
      at,
      cursor.pos,
      'XMPP allows no processing instructions inside a stanza: move a directive to the top level, or remove this',
    );
  }

  /**
   * Whether a start tag begins the next stanza although this one is still open: it has a stanza's name, declares no namespace
   * as a stanza inside another must (XEP-0297), and begins a line no deeper than the open stanza does.
   */
  #startsNextStanza(at: number): boolean {
    const cursor = this.#cursor;
    const { text } = cursor;
    const unit = text.charCodeAt(at + 1);
    if (unit !== 105 && unit !== 109 && unit !== 112) return false;
    const name = text.slice(at + 1, Math.min(cursor.nameEnd(at + 1), at + 10));
    if (name !== 'iq' && name !== 'message' && name !== 'presence') return false;
    const indent = cursor.indentAt(at);
    if (indent < 0 || indent > this.#indent || holdsStanzas(this.#top)) return false;
    if (declaresDefault(text, at)) return false;
    cursor.looked(tagEnd(text, at));
    return true;
  }

  #endOfContent(at: number): number {
    const { text } = this.#cursor;
    let end = at;
    while (isSpace(text.charCodeAt(end - 1))) end--;
    return end;
  }

  #unclosed(root: XmlElement, end: number, at: number): ReadElement {
    const cursor = this.#cursor;
    const { base } = cursor;
    if (end === cursor.text.length) cursor.seen = Infinity;
    cursor.pos = end;
    const next = end < cursor.text.length;
    const related = next ? { start: at, end: at + 1, message: 'The next stanza begins here' } : undefined;
    for (let open = this.#top; open !== undefined; open = this.#top) {
      open.end = end - base;
      const message = `<${open.name}> is not closed: write </${open.name}> where its content ends`;
      cursor.report('xmpp/tag-not-closed', open.start + base, open.nameEnd + base, message, related);
      this.#pop();
    }
    return { root, closed: false };
  }
}

/** Whether stanzas may stand in an element: forwarded ones (XEP-0297), and those in the wrapper of BOSH (XEP-0206, 2). */
function holdsStanzas(element: XmlElement | undefined): boolean {
  return element?.local === 'forwarded' || (element?.local === 'body' && element.namespace === boshNamespace);
}

/** Whether one name is the other with a slip; long names are not compared, since that takes time. */
function similar(name: string, other: string): boolean {
  return name.length < 64 && other.length < 64 && closest(name, [other]) !== undefined;
}

function tagEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) !== 62 && text.charCodeAt(end) !== 60) end++;
  return end + 1;
}

function close(element: XmlElement, closeStart: number, end: number): void {
  element.closeStart = closeStart;
  element.end = end;
}

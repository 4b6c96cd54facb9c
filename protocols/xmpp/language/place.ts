import type { TopLevel } from '../parser/top-level.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { continuesName } from '../parser/characters.ts';
import type { XmlDocument } from '../parser/document.ts';

/** The top-level node around an offset. `offset` counts within `source`, the node's text. */
export interface NodePlace {
  readonly node: TopLevel;
  readonly start: number;
  readonly source: string;
  readonly offset: number;
}

/** The node that holds an offset or ends there; undefined between nodes. */
export function nodeAt(document: XmlDocument, offset: number): NodePlace | undefined {
  const { nodes, starts, text } = document;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  const node = nodes[index];
  const start = starts[index];
  if (node === undefined || start === undefined || offset > start + node.length) return undefined;
  return { node, start, source: text.slice(start, start + node.length), offset: offset - start };
}

/** The innermost element whose content holds an offset: it stands behind its start tag and not behind its end tag's beginning. */
export function elementAround(root: XmlElement | undefined, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let next = root;
  while (next !== undefined && holds(next, offset)) {
    found = next;
    next = undefined;
    for (const child of found.elements()) {
      if (child.start >= offset) break;
      if (holds(child, offset)) next = child;
    }
  }
  return found;
}

function holds(element: XmlElement, offset: number): boolean {
  if (element.selfClosed || offset < element.openEnd) return false;
  return offset <= (element.closeStart < 0 ? element.end : element.closeStart);
}

/** The element whose start tag or end tag holds an offset; between two of them, the one that begins there. */
export function elementWithTagAt(root: XmlElement | undefined, offset: number): XmlElement | undefined {
  let at = root;
  while (at !== undefined) {
    if (offset < at.start || offset > at.end) return undefined;
    if (offset < at.openEnd || (at.closeStart >= 0 && offset >= at.closeStart)) return at;
    let inner: XmlElement | undefined;
    for (const child of at.elements()) if (offset >= child.start && offset <= child.end) inner = child;
    if (inner === undefined) return undefined;
    at = inner;
  }
  return undefined;
}

export function attributeAt(element: XmlElement, offset: number): XmlAttribute | undefined {
  return element.attributes.find((attribute) => offset >= attribute.start && offset <= attribute.end);
}

/** Where in the markup an offset stands, by the text in front of it. All offsets count within the source. */
export type MarkupPlace =
  /** In content; `wordStart` is where the letters in front of the offset begin. */
  | { readonly kind: 'content'; readonly wordStart: number }
  /** Behind `<`: a name is being written. */
  | { readonly kind: 'name'; readonly tagStart: number }
  /** Behind `</`. */
  | { readonly kind: 'close'; readonly tagStart: number }
  /** In a start tag, where an attribute may begin. */
  | { readonly kind: 'attribute'; readonly tagStart: number; readonly nameStart: number }
  /** Inside an attribute's quotes. */
  | {
      readonly kind: 'value';
      readonly tagStart: number;
      readonly name: string;
      readonly valueStart: number;
      readonly quote: string;
    };

/** Reads the markup in front of an offset, back to the last `<`. */
export function markupAt(source: string, offset: number): MarkupPlace {
  const tagStart = offset === 0 ? -1 : source.lastIndexOf('<', offset - 1);
  const content = (): MarkupPlace => ({ kind: 'content', wordStart: wordStart(source, offset) });
  if (tagStart < 0 || source.startsWith('<!', tagStart) || source.startsWith('<?', tagStart)) return content();
  if (source[tagStart + 1] === '/')
    return source.slice(tagStart, offset).includes('>') ? content() : { kind: 'close', tagStart };
  let at = tagStart + 1;
  while (at < offset && continuesName(source.charCodeAt(at))) at++;
  if (at === offset) return { kind: 'name', tagStart };
  for (;;) {
    const quote = nextOf(source, at, offset);
    if (quote < 0) break;
    if (source[quote] === '>') return content();
    const close = source.indexOf(source.charAt(quote), quote + 1);
    if (close < 0 || close >= offset) {
      const name = /([^\s=<>"']+)\s*=\s*$/.exec(source.slice(Math.max(tagStart, quote - 200), quote))?.[1] ?? '';
      return { kind: 'value', tagStart, name, valueStart: quote + 1, quote: source.charAt(quote) };
    }
    at = close + 1;
  }
  return { kind: 'attribute', tagStart, nameStart: wordStart(source, offset) };
}

function nextOf(source: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (source[at] === '"' || source[at] === "'" || source[at] === '>') return at;
  return -1;
}

export function wordStart(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && continuesName(source.charCodeAt(at - 1))) at--;
  return at;
}

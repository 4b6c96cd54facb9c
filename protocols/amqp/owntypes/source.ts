import { type XmlAttribute, type XmlElement } from '../../xmpp/parser/node.ts';
import { blankComments } from '../../xmpp/parser/comments.ts';
import { parseDocument } from '../../xmpp/parser/document.ts';
import type { XmlDocument } from '../../xmpp/parser/document.ts';
import { attributeValue, textValue } from '../../xmpp/parser/value.ts';

/** An attribute's value and where it stands; offsets are the file's. */
export interface Valued {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** An element of the file, with offsets of the whole text. */
export interface DefinitionElement {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The range of the name in the start tag. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly openEnd: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, Valued & { readonly nameStart: number; readonly nameEnd: number }>;
  readonly children: readonly DefinitionElement[];
  /** Text directly inside. */
  readonly text: string;
}

export interface DefinitionXml {
  readonly text: string;
  /** Elements at the top: one, in a sound file. */
  readonly roots: readonly DefinitionElement[];
  /** Where the text is not well-formed; offsets are the file's. */
  readonly problems: readonly Valued[];
  readonly xml: XmlDocument;
}

/** Findings of the stanza parser that are no mistakes in XML: only XMPP forbids these. */
const allowedHere = new Set(['xmpp/dtd']);

/** Reads a file of type definitions. Never throws; what is broken becomes a problem, and the rest is read. */
export function readDefinitionXml(text: string, previous?: DefinitionXml): DefinitionXml {
  // Comments are free in XML, other than in stanzas, for which the parser is made.
  const xml = parseDocument(blankComments(text).text, () => [], previous?.xml);
  const roots: DefinitionElement[] = [];
  const problems: Valued[] = [];
  for (const [index, node] of xml.nodes.entries()) {
    const base = xml.starts[index] ?? 0;
    for (const { code, message, start, end } of node.findings) {
      if (allowedHere.has(code)) continue;
      const value =
        code === 'xmpp/text-outside'
          ? 'Text is not allowed outside elements: remove it, or put it into a comment <!-- … -->'
          : message.replace('stanza', 'element');
      problems.push({ value, start: base + start, end: base + end });
    }
    if (node.root !== undefined) roots.push(convert(node.root, text.slice(base, base + node.length), base));
  }
  return { text, roots, problems, xml };
}

function convert(element: XmlElement, source: string, base: number): DefinitionElement {
  const attributes = new Map<string, Valued & { nameStart: number; nameEnd: number }>();
  for (const attribute of element.attributes) {
    if (!attributes.has(attribute.name)) attributes.set(attribute.name, valued(attribute, source, base));
  }
  return {
    name: element.local,
    namespace: element.namespace,
    nameStart: base + element.nameStart,
    nameEnd: base + element.nameEnd,
    start: base + element.start,
    openEnd: base + element.openEnd,
    end: base + element.end,
    attributes,
    // Documentation may hold anything, and is not looked into.
    children: element.local === 'doc' ? [] : [...element.elements()].map((each) => convert(each, source, base)),
    text: element.local === 'doc' ? allText(element, source).replace(/\s+/g, ' ').trim() : '',
  };
}

function valued(
  attribute: XmlAttribute,
  source: string,
  base: number,
): Valued & { nameStart: number; nameEnd: number } {
  return {
    value: attributeValue(source, attribute),
    start: base + attribute.valueStart,
    end: base + attribute.valueEnd,
    nameStart: base + attribute.start,
    nameEnd: base + attribute.nameEnd,
  };
}

function allText(element: XmlElement, source: string): string {
  return element.children
    .map((child) => (child.kind === 'text' ? textValue(source, child) : allText(child, source)))
    .join('');
}

import { HasLineBreak, HasReference, type XmlAttribute, XmlText, type XmlElement } from './node.ts';

const predefined = new Map(Object.entries<string>({ lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }));

/** Replaces the five predefined entities and character references; what is none of them stays as it is. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))|([a-z]+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return predefined.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/**
 * An attribute's value with references replaced and white space made spaces (XML 1.0, 3.3.3). `source` is the text of the
 * top-level node.
 */
export function attributeValue(source: string, attribute: XmlAttribute): string {
  const raw = source.slice(attribute.valueStart, attribute.valueEnd);
  const { flags } = attribute;
  if ((flags & (HasReference | HasLineBreak)) === 0) return raw;
  const flat = raw.replace(/\r\n|[\t\r\n]/g, ' ');
  return (flags & HasReference) === 0 ? flat : decodeReferences(flat);
}

/** A text run's characters with references replaced and line ends made LF (XML 1.0, 2.11). */
export function textValue(source: string, text: XmlText): string {
  const raw = source.slice(text.start, text.end);
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  return (text.flags & HasReference) === 0 || text.cdata ? lines : decodeReferences(lines);
}

/** All character data directly inside an element, joined. */
export function elementText(source: string, element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (child instanceof XmlText) text += textValue(source, child);
  return text;
}

/** An attribute's value by name; undefined where the element has no such attribute. */
export function valueOf(source: string, element: XmlElement, name: string): string | undefined {
  const attribute = element.attribute(name);
  return attribute === undefined ? undefined : attributeValue(source, attribute);
}

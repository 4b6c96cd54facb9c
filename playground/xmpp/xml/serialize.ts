import { elementWeight } from '../limits.ts';
import type { XmlElement } from './element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';

/** What the surrounding document has declared already. */
export interface SerializeContext {
  /** The default namespace in force. */
  readonly defaultNs: string;
  /** Whether the prefix `stream` is bound (it is inside `<stream:stream>`, and not in a WebSocket frame). */
  readonly streamPrefix: boolean;
}

/** Inside `<stream:stream xmlns='jabber:client'>` (RFC 6120, 4.8). */
export const insideStream: SerializeContext = { defaultNs: namespaces.client, streamPrefix: true };
/** A document of its own, as RFC 7395, 3.3.3 asks of every frame. */
export const standalone: SerializeContext = { defaultNs: '', streamPrefix: false };

const weights = new WeakMap<XmlElement, number>();

/** How much an element counts where memory is limited: its characters when it is written, and its parts. It is measured once. */
export function weight(element: XmlElement): number {
  const known = weights.get(element);
  if (known !== undefined) return known;
  const measured = serialize(element, insideStream).length + elementWeight * count(element);
  weights.set(element, measured);
  return measured;
}

function count(element: XmlElement): number {
  return element.elements.reduce((sum, child) => sum + count(child), 1);
}

/** Escapes for text and for attribute values in double or single quotes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

// White space other than U+0020 would be normalized to it inside an attribute (XML 1.0, 3.3.3).
const escapeAttribute = (value: string): string =>
  escapeXml(value).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');

/** Elements of the streams namespace carry the prefix `stream`, which some clients insist on; all others declare a default namespace. */
export function serialize(element: XmlElement, context: SerializeContext): string {
  const prefixed = element.ns === namespaces.streams;
  const tag = prefixed ? `stream:${element.name}` : element.name;
  let declarations = '';
  if (prefixed && !context.streamPrefix) declarations += ` xmlns:stream='${namespaces.streams}'`;
  if (!prefixed && element.ns !== context.defaultNs) declarations += ` xmlns='${escapeAttribute(element.ns)}'`;
  const attributes = serializeAttributes(element);
  if (element.children.length === 0) return `<${tag}${declarations}${attributes}/>`;
  const inner: SerializeContext = {
    defaultNs: prefixed ? context.defaultNs : element.ns,
    streamPrefix: prefixed || context.streamPrefix,
  };
  const body = element.children.map((child) =>
    typeof child === 'string' ? escapeXml(child).replaceAll('\r', '&#13;') : serialize(child, inner),
  );
  return `<${tag}${declarations}${attributes}>${body.join('')}</${tag}>`;
}

function serializeAttributes(element: XmlElement): string {
  let text = '';
  let prefixes = 0;
  for (const [key, value] of element.attributes) {
    const foreign = /^\{(.*)\}(.*)$/s.exec(key);
    if (foreign === null) {
      text += ` ${key}='${escapeAttribute(value)}'`;
    } else {
      const prefix = `a${prefixes++}`;
      text += ` xmlns:${prefix}='${escapeAttribute(foreign[1] ?? '')}' ${prefix}:${foreign[2] ?? ''}='${escapeAttribute(value)}'`;
    }
  }
  return text;
}

import { Broken, HasVariable, type XmlElement } from '../parser/node.ts';
import { attributeValue } from '../parser/value.ts';
import type { StanzaPlace } from './definition.ts';

const contentNamespaces: ReadonlySet<string | undefined> = new Set([
  'jabber:client',
  'jabber:server',
  'jabber:component:accept',
  'jabber:component:connect',
]);

/** Whether an element is a stanza (RFC 6120, 8). */
export function isStanza(element: XmlElement): boolean {
  return isStanzaName(element.local) && contentNamespaces.has(element.namespace);
}

export function isStanzaName(local: string): boolean {
  return local === 'iq' || local === 'message' || local === 'presence';
}

/** Whether a namespace is one that a stream's content is in (RFC 6120, 4.8.2). */
export function isContentNamespace(namespace: string | undefined): boolean {
  return contentNamespaces.has(namespace);
}

/** `iq get`, `message normal`, `presence available`; the bare name where the type holds a variable or an iq has none. */
export function stanzaKey(source: string, stanza: XmlElement): StanzaPlace {
  const attribute = stanza.attribute('type');
  const name = stanza.local as 'iq' | 'message' | 'presence';
  if (attribute !== undefined && (attribute.flags & (HasVariable | Broken)) !== 0) return name;
  const type = attribute === undefined ? undefined : attributeValue(source, attribute);
  if (name === 'message') return `message ${type ?? 'normal'}` as StanzaPlace;
  if (name === 'presence') return `presence ${type ?? 'available'}` as StanzaPlace;
  return type === undefined ? 'iq' : (`iq ${type}` as StanzaPlace);
}

/** `an iq of type get`, `a message`. */
export function inStanza(stanza: string): string {
  const [name = '', type = ''] = stanza.split(' ');
  if (name === '') return 'this place';
  return `${name === 'iq' ? 'an' : 'a'} ${name}${type === '' ? '' : ` of type ${type}`}`;
}

/** The value of an attribute if it is there, could be read, and holds no variable. */
export function plainValue(source: string, element: XmlElement, name: string): string | undefined {
  const attribute = element.attribute(name);
  return attribute === undefined || (attribute.flags & (HasVariable | Broken)) !== 0
    ? undefined
    : attributeValue(source, attribute);
}

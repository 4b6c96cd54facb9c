import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const sasl2 = 'urn:xmpp:sasl:2';

/** Elements whose text must not be shown, by Clark name: log-in exchanges, passwords, tokens. */
const secretText: ReadonlySet<string> = new Set([
  ...['auth', 'challenge', 'response', 'success'].map((name) => `{${sasl}}${name}`),
  ...['initial-response', 'challenge', 'response', 'additional-data'].map((name) => `{${sasl2}}${name}`),
  ...['urn:xmpp:sasl:0', 'urn:xmpp:sasl:1'].flatMap((namespace) => ['initial-response', 'challenge', 'response', 'additional-data'].map((name) => `{${namespace}}${name}`)),
  '{jabber:iq:auth}password',
  '{jabber:iq:auth}digest',
  '{jabber:iq:register}password',
  '{http://jabber.org/protocol/muc}password',
  '{http://jabber.org/protocol/muc#user}password',
  '{http://jabber.org/protocol/muc#owner}password',
  '{http://jabber.org/protocol/muc#unique}unique',
  '{jabber:component:accept}handshake',
  '{jabber:component:connect}handshake',
  '{urn:xmpp:http:upload:0}header',
  '{urn:xmpp:bookmarks:1}password',
  '{storage:bookmarks}password',
]);

/** Attributes that must not be shown, by the Clark name of their element. */
const secretAttributes: ReadonlyMap<string, readonly string[]> = new Map([
  ['{urn:xmpp:fast:0}token', ['token']],
  ['{urn:xmpp:extdisco:2}service', ['password']],
  ['{urn:xmpp:extdisco:1}service', ['password']],
  ['{jabber:x:conference}x', ['password']],
  ['{urn:xmpp:jingle:transports:ice-udp:1}transport', ['pwd']],
  ['{urn:xmpp:jingle:transports:ice:0}transport', ['pwd']],
]);

/** Whether an element's text is a secret: by its name, or as the value of a form's private field. */
export function hasSecretText(source: string, element: XmlElement): boolean {
  if (secretText.has(`{${element.namespace ?? ''}}${element.local}`)) return true;
  const { parent } = element;
  if (element.local !== 'value' || element.namespace !== 'jabber:x:data' || parent?.local !== 'field') return false;
  return valueOf(source, parent, 'type') === 'text-private' || /password|secret|token/i.test(valueOf(source, parent, 'var') ?? '');
}

/** Whether an attribute's value is a secret. */
export function isSecretAttribute(element: XmlElement, attribute: XmlAttribute): boolean {
  return secretAttributes.get(`{${element.namespace ?? ''}}${element.local}`)?.includes(attribute.name) === true;
}

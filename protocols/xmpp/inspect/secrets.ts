import { endOfParts, looksSecret, spansOf, type SpanPattern } from '../../core/index.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';

/** SASL 2 (XEP-0388) by its versions: its elements hold others, of which only some are secret. */
const sasl2 = /^urn:xmpp:sasl:\d+$/;

/** Elements of a log-in whose content is secret (RFC 6120, 6.4). */
const exchange: ReadonlySet<string> = new Set(['auth', 'challenge', 'response', 'success']);

/** Elements whose content is secret in whatever namespace they stand: a mistake in a namespace must not show a password. */
const secretNames: ReadonlySet<string> = new Set([
  'initial-response',
  'additional-data',
  'task-data',
  'handshake',
  'oauth_signature',
  'password',
  'passwd',
  'passphrase',
  'pwd',
]);

/** Further ones, by Clark name. */
const secretElements: ReadonlySet<string> = new Set([
  '{jabber:iq:auth}digest',
  '{jabber:iq:auth}hash',
  '{http://jabber.org/protocol/muc#unique}unique',
  '{urn:xmpp:http:upload:0}header',
]);

/** What a name ends with that is one's for a secret; as whole names these hold other elements in some specifications. */
const secretEnd = /(?:token|secret|passw(?:or)?d|passphrase)$/i;

/** Whether an element's content is a secret: by its name, or as the value of a form's private field or of a header of HTTP. */
export function hasSecretText(source: string, element: XmlElement): boolean {
  const name = element.local.toLowerCase();
  if (secretNames.has(name) || secretElements.has(`{${element.namespace ?? ''}}${element.local}`)) return true;
  if (exchange.has(name)) return isExchange(element, name);
  if (secretEnd.test(name)) return element.elements().next().done === true;
  if (name === 'header') return looksSecret(valueOf(source, element, 'name') ?? '');
  const { parent } = element;
  if (name !== 'value' || parent?.local !== 'field') return false;
  return (
    valueOf(source, parent, 'type') === 'text-private' ||
    looksSecret(valueOf(source, parent, 'var') ?? '') ||
    /password|secret|token/i.test(valueOf(source, parent, 'var') ?? '')
  );
}

/** No namespace, that of a stream, those of RFC 6120, and whatever names SASL. */
const nearSasl = /^$|sasl|^urn:ietf:params:xml:ns:xmpp-|^jabber:(?:client|server|component:\w+)$/i;

/** Whether an element is one of a log-in, its namespace right, left out, or wrong in a place where only a log-in has such an element. */
function isExchange({ namespace, parent }: XmlElement, name: string): boolean {
  if (namespace !== undefined && sasl2.test(namespace)) return name !== 'success';
  if (namespace === undefined || nearSasl.test(namespace)) return true;
  return parent === undefined || namespace === parent.namespace;
}

/** Attributes that must not be shown, by the Clark name of their element. */
const secretAttributes: ReadonlyMap<string, string> = new Map([
  ['{urn:xmpp:jingle:apps:rtp:1}crypto', 'key-params'],
  ['{https://xmpp.org/extensions/isr/0}isr-enabled', 'key'],
  ['{https://xmpp.org/extensions/isr/0}inst-resume', 'key'],
]);

/** Whether an attribute's value is a secret, by its name in any element. */
export function isSecretAttribute(element: XmlElement, attribute: XmlAttribute): boolean {
  const { local } = attribute;
  return (
    local === 'pwd' ||
    secretEnd.test(local) ||
    secretAttributes.get(`{${element.namespace ?? ''}}${element.local}`) === local
  );
}

const words =
  'auth|challenge|response|success|initial-response|additional-data|task-data|handshake|digest|pwd|(?:[a-z0-9_-]*(?:token|secret|passw(?:or)?d|passphrase))';
const tags = new RegExp(String.raw`<(/?)(?:[^\s<>/:"'=]{1,200}:)?(?:${words})(?=[\s/>"'=]|$)`, 'gi');
/** A part of a tag behind its name. */
const inTag = /(?:[^<>"']|"[^"<]*"|'[^'<]*'){1,1024}/y;
const attributeName = String.raw`[\s"'](?:[^\s<>/:"'=]{1,200}:)?[a-z0-9_-]{0,64}(?:token|secret|passw(?:or)?d|passphrase|pwd)\s{0,8}=\s{0,8}`;
const attributes: readonly SpanPattern[] = [
  { begin: new RegExp(`${attributeName}"`, 'gi'), part: /[^"<]{1,4096}/y },
  { begin: new RegExp(`${attributeName}'`, 'gi'), part: /[^'<]{1,4096}/y },
  { begin: new RegExp(attributeName, 'gi'), part: /[^\s"'<>]{1,4096}/y },
];
/** Text that may be a part of a log-in whose tags are lost. */
const encoded: SpanPattern = {
  begin: /(?<![A-Za-z0-9+/_=-])(?=[A-Za-z0-9+/_=-]{12})/g,
  part: /[A-Za-z0-9+/_=-]{1,4096}/y,
};

/**
 * Where a text that is no well-formed XML, or a part of one, may hold secrets. What stands between the tags of an element that is
 * known for secrets is one, up to the end where its end tag is missing, and from the beginning where its start tag is; so are attributes
 * of such names, and before the first tag whatever looks like base64.
 */
export function tornSecrets(text: string): (readonly [start: number, end: number])[] {
  const found: [number, number][] = [];
  let from: number | undefined;
  let known = 0;
  tags.lastIndex = 0;
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    const behind = endOfParts(text, tags.lastIndex, inTag);
    const isClosed = text[behind] === '>';
    const end = isClosed ? behind + 1 : behind;
    if (match[1] === '') {
      if (!isClosed || !text.slice(tags.lastIndex, behind).trimEnd().endsWith('/')) from ??= end;
    } else {
      found.push([from ?? known, match.index]);
      from = undefined;
      known = end;
    }
    tags.lastIndex = end;
  }
  if (from !== undefined) found.push([from, text.length]);
  const first = text.indexOf('<');
  return [
    ...found,
    ...attributes.flatMap((pattern) => spansOf(text, pattern)),
    ...spansOf(first < 0 ? text : text.slice(0, first), encoded),
  ];
}

import { closest } from '../../../core/index.ts';

/** The elements at the top level of a stream, by their names. */
const topLevel =
  /^(?:<\?xml\s|<(?:[A-Za-z_][\w.-]{0,60}:)?(?:stream|features|error|iq|message|presence|auth|authenticate|starttls|proceed|challenge|response|success|failure|abort|continue|next|a|r|enable|enabled|resume|resumed|failed|open|close|body|handshake|result|verify|compress|compressed|active|inactive)[\s/>]|<\/(?:\w{1,60}:)?stream\s*>)/;

const namespaces =
  /^<[^>]{0,600}\sxmlns(?::\w{1,60})?=\\?["'](?:jabber:|vcard-temp|urn:ietf:params:xml:ns:xmpp|urn:xmpp:|http:\/\/(?:etherx\.)?jabber\.org\/)/;
const declaration = /^<\?xml[^>]{0,100}\?>\s*/;
/** Names that only XMPP has; `message` is a name of many others, too. */
const telling = /^<(?:iq|presence|stream:[a-z]+|\/stream:stream)[\s/>]/;

/** Whether XML begins as a unit of XMPP does, by its name or namespace. */
export function isTopLevel(text: string): boolean {
  return topLevel.test(text) || namespaces.test(text.slice(0, 1000));
}

const stanzas = ['iq', 'message', 'presence'];
const name = /^<([A-Za-z][\w-]{1,20})(?=[\s/>])/;

/** Whether XML begins with a name that is almost the one of a stanza, as `<mesage/>` and `<Iq/>` are. */
export function isMisspelt(text: string): boolean {
  const found = name.exec(text)?.[1]?.toLowerCase();
  return (
    found !== undefined && (stanzas.includes(found) || (found.length > 4 && closest(found, stanzas) !== undefined))
  );
}

/** A start tag without prefix whose namespace is none of XMPP's. */
const foreign =
  /^(?:<\?xml[^>]{0,100}\?>\s*)?<\w[^:>\s]{0,60}\s(?:[^>]{0,600}\s)?xmlns=\\?["'](?!jabber:|vcard-temp|urn:ietf:params:xml:ns:xmpp|urn:xmpp:|http:\/\/(?:etherx\.)?jabber\.org\/)/;

/** An element without text of its own that has some: another one, or a name between angle brackets. Dots and brackets tell that it is cut. */
const ofText = /^<(?:iq|presence)(?:\s[^<>]{0,2000})?>\s{0,40}[^\s<.…[(*"'`\\]/;

/** Whether XML can hardly be anything but XMPP: by a name or namespace that only XMPP has; a message also by its attributes and content. */
export function isSurelyXmpp(text: string): boolean {
  if (foreign.test(text.slice(0, 1000))) return false;
  const element = text.replace(declaration, '');
  if (ofText.test(element)) return false;
  return telling.test(element) || namespaces.test(element.slice(0, 1000)) || isMessage(element);
}

/** The start tag of a message. */
const messageTag = /^<message(?=[\s/>])((?:[^<>"'\\]|\\?["'][^<>"']{0,3000}["'])*)>/;
/** Attributes that only a stanza has: an address with `@`, or a type of XMPP that is no word of every message (RFC 6121, 5.2.2). */
const ofStanzas =
  /\s(?:(?:to|from)=\\?["'][^"'@\s<>{}$%]{1,1023}@[^"'@\s<>{}$%]{1,2047}["']|type=\\?["'](?:chat|groupchat|headline)\\?["'])/i;
/** What RFC 6121, 5.2 puts into a message first, and the payload of many old ones. */
const child = /^\s*<(?:body|subject|thread|x)[\s/>]/;
/** Where anything has a namespace of XMPP. */
const inside =
  /\sxmlns(?::\w{1,60})?=\\?["'](?:jabber:|vcard-temp|urn:ietf:params:xml:ns:xmpp|urn:xmpp:|http:\/\/(?:etherx\.)?jabber\.org\/)/;

/** Whether `<message>` is a stanza of XMPP: `message` is a name that JMS, WSDL and user interfaces have as well. */
function isMessage(text: string): boolean {
  const tag = messageTag.exec(text);
  if (tag === null) return /^<message\s/.test(text) && (ofStanzas.test(text.slice(0, 4096)) || inside.test(text));
  return ofStanzas.test(tag[1] ?? '') || child.test(text.slice(tag[0].length)) || inside.test(text);
}

/** Whether a line is the content of the message whose start tag ends the line before it. */
export function goesOnAsMessage(tag: string, line: string): boolean {
  const found = messageTag.exec(tag);
  if (found === null || tag.slice(found[0].length).trim() !== '' || foreign.test(tag.slice(0, 1000))) return false;
  return child.test(line) || (/^\s*<[A-Za-z_]/.test(line) && inside.test(line));
}

/** How many tags of a line may begin the fragment. */
const mostTags = 8;

/** Where tags begin in a line: the first ones. */
export function tagStarts(line: string): readonly number[] {
  const found: number[] = [];
  const start = /<(?=[A-Za-z_]|\/[A-Za-z_]|\?xml\s)/g;
  for (let match = start.exec(line); match !== null && found.length < mostTags; match = start.exec(line))
    found.push(match.index);
  return found;
}

/** The elements at the top level of a stream, by their names. */
const topLevel =
  /^(?:<\?xml\s|<(?:[A-Za-z_][\w.-]{0,60}:)?(?:stream|features|error|iq|message|presence|auth|authenticate|starttls|proceed|challenge|response|success|failure|abort|continue|next|a|r|enable|enabled|resume|resumed|failed|open|close|body|handshake|result|verify|compress|compressed|active|inactive)[\s/>]|<\/(?:\w{1,60}:)?stream\s*>)/;

const namespaces =
  /^<[^>]{0,600}\sxmlns(?::\w{1,60})?=\\?["'](?:jabber:|vcard-temp|urn:ietf:params:xml:ns:xmpp|urn:xmpp:|http:\/\/(?:etherx\.)?jabber\.org\/)/;
const stanzas = /^(?:<\?xml[^>]{0,100}\?>\s*)?<(?:iq|message|presence|stream:[a-z]+|\/stream:stream)[\s/>]/;

/** Whether XML begins as a unit of XMPP does, by its name or namespace. */
export function isTopLevel(text: string): boolean {
  return topLevel.test(text) || namespaces.test(text.slice(0, 1000));
}

/** A start tag without prefix whose namespace is none of XMPP's. */
const foreign =
  /^(?:<\?xml[^>]{0,100}\?>\s*)?<\w[^:>\s]{0,60}\s(?:[^>]{0,600}\s)?xmlns=\\?["'](?!jabber:|vcard-temp|urn:ietf:params:xml:ns:xmpp|urn:xmpp:|http:\/\/(?:etherx\.)?jabber\.org\/)/;

/** Whether XML can hardly be anything but XMPP. */
export function isSurelyXmpp(text: string): boolean {
  if (foreign.test(text.slice(0, 1000))) return false;
  return stanzas.test(text) || namespaces.test(text.slice(0, 1000).replace(/^<\?xml[^>]{0,100}\?>\s*/, ''));
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

/** About `size` UTF-16 units of ordinary stanzas, made up for the benches: messages, presence, disco, MUC, PubSub, forms. */
export function stanzas(size: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let i = 0; length < size; i++) {
    const part = (makers[i % makers.length] ?? makers[0])(i);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

const makers: readonly [(i: number) => string, ...((i: number) => string)[]] = [
  (i) =>
    `<message from="juliet@example.org/balcony" to="romeo@example.net" type="chat" id="m${i}">\n  <body>Wherefore art thou, number ${i}?</body>\n  <active xmlns="http://jabber.org/protocol/chatstates"/>\n</message>\n`,
  (i) =>
    `<presence from="user${i % 50}@example.org/phone"><show>away</show><status>Out &amp; about</status><priority>5</priority></presence>\n`,
  (i) =>
    `<iq type="get" id="q${i}" to="example.org">\n  <query xmlns="http://jabber.org/protocol/disco#info" node="http://example.org/node#${i}"/>\n</iq>\n`,
  (i) =>
    `<presence from="room@conference.example.org/nick${i % 30}" to="romeo@example.net/orchard"><x xmlns="http://jabber.org/protocol/muc#user"><item affiliation="member" role="participant"/><status code="110"/></x></presence>\n`,
  (i) =>
    `<iq type="set" id="p${i}" to="pubsub.example.org"><pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="princely_musings"><item id="i${i}"><entry xmlns="http://www.w3.org/2005/Atom"><title>Soliloquy ${i}</title></entry></item></publish></pubsub></iq>\n`,
  (i) =>
    `<iq type="result" id="q${i}" from="example.org"><query xmlns="http://jabber.org/protocol/disco#info"><identity category="server" type="im"/><feature var="http://jabber.org/protocol/disco#info"/><feature var="urn:xmpp:ping"/></query></iq>\n`,
];

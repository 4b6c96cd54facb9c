/**
 * Where the definitions differ from the published schemas on purpose: `namespace element` or `namespace element@attribute`, `*` for
 * any run of characters, and why.
 */
export const schemaDifferences: Readonly<Record<string, string>> = {
  'jabber:server *@from': 'the same stanzas are checked for clients, and servers add it',
  'jabber:server *@to': 'the same stanzas are checked for clients',
  'jabber:component:* *@from': 'a component may leave it out, and its server adds it',
  'jabber:component:* *@to': 'the same stanzas are checked for clients',
  'http://jabber.org/protocol/pubsub affiliation@node': 'left out within a node’s list (XEP-0060, 5.7)',
  'http://jabber.org/protocol/pubsub#owner affiliations@node': 'left out for the root collection (XEP-0248)',
  'http://jabber.org/protocol/pubsub#owner subscriptions@node': 'left out for the root collection (XEP-0248)',
  'http://jabber.org/protocol/pubsub#owner subscription@subscription':
    'left out where only a subscription’s options are meant',
  'urn:xmpp:archive *': 'XEP-0136 is deprecated; its schema and its examples disagree',
  'urn:xmpp:message-retract:1 retract@id': 'XEP-0425 sends <retract/> without it inside <moderate/>',
  'urn:xmpp:reporting:1 *':
    'the schema has a container and reasons as elements, of which the text knows nothing (XEP-0377, 4)',
  'urn:xmpp:jingle:apps:file-transfer:5 file-*':
    'the conditions stand in urn:xmpp:jingle:apps:file-transfer:errors:0, whose schema names the wrong namespace (XEP-0234, 8.2)',
  'http://jabber.org/protocol/jinglenodes channel':
    'it stands in the namespace that ends with #channel in the text (XEP-0278)',
  'http://jabber.org/protocol/jinglenodes turn@*':
    'credentials stand in the namespace that ends with #turncredentials in the text (XEP-0278)',
  'http://jabber.org/protocol/url-data/scheme/http header@value': 'the examples have the value as text (XEP-0103)',
  'urn:xmpp:ooo:0 item': 'the schema names it <item/>, the text and its examples <ooo/> (XEP-0109)',
  'http://jabber.org/protocol/bytestreams query@sid':
    'a request for the address of a proxy, and its answer, have none (XEP-0065, 4)',
  'urn:xmpp:sift:2 siftElementType': 'the schema declares an element where a type is meant',
  'urn:xmpp:jinglepub:1 jinglepub@from': 'left out in a message, whose sender it is (XEP-0358, 3)',
  'urn:xmpp:tmp:roster-management:0 query@type':
    'a request for the list of those who may edit the roster has none (XEP-0321)',
  'urn:xmpp:viewing:0 room': 'the schema names it <room/>, the text and its examples <video/> (XEP-0197, 2)',
};

/** The reason for a difference; undefined where none is given. */
export function reasonFor(difference: string): string | undefined {
  for (const [pattern, reason] of Object.entries(schemaDifferences)) {
    const expression = new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
    );
    if (expression.test(difference)) return reason;
  }
  return undefined;
}

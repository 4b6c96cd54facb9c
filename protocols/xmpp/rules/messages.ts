import { plainValue } from '../model/stanza.ts';
import { quote } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const chatStates = 'http://jabber.org/protocol/chatstates';
const uploadHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'expires']);

/** What the payloads of one message must not do together. */
const checkMessage: Check = (message, context) => {
  let state: XmlElement | undefined;
  for (const child of message.elements()) {
    if (child.namespace === chatStates) {
      if (state !== undefined) context.at('xmpp/chat-state-single', child, `A message carries one chat state: remove <${child.local}> or <${state.local}>`, [{ start: state.nameStart, end: state.nameEnd, message: 'This is the first one' }]);
      state ??= child;
    } else if (child.namespace === 'urn:xmpp:receipts' && child.local === 'request' && message.attribute('id') === undefined && context.stanza !== 'message error') {
      context.at('xmpp/receipt-id', child, 'A receipt refers to the id of the message, which has none: add id="{{$id}}" to <message>');
    }
  }
};

/** A stanza in `<forwarded/>` without a namespace of its own is none (XEP-0297, 3.1). */
const checkForwarded: Check = (stanza, context) => {
  context.at('xmpp/forwarded-namespace', stanza, `A forwarded <${stanza.local}> is a stanza only in the namespace of stanzas: add xmlns="jabber:client"`);
};

/** The contact list is changed one item at a time (RFC 6121, 2.1.5). */
const checkRoster: Check = (query, context) => {
  if (context.stanza !== 'iq set') return;
  const items = [...query.elements()].filter((child) => child.local === 'item');
  if (items.length === 0) context.at('xmpp/roster-set', query, 'A roster set changes one item: add an <item jid="…">');
  for (const extra of items.slice(1)) context.at('xmpp/roster-set', extra, 'A roster set changes one item: send this one in an iq of its own');
};

/** The addresses of an upload slot (XEP-0363, 5). */
const checkSlotAddress: Check = (element, context) => {
  const url = plainValue(context.source, element, 'url');
  if (url !== undefined && !/^https:\/\//i.test(url)) context.atAttribute('xmpp/upload-https', element, element.attribute('url'), `The address must begin with https://, not ${quote(url)}`);
  if (element.local !== 'put') return;
  for (const header of element.elements()) {
    if (header.local === 'header') checkHeader(header, context);
  }
};

function checkHeader(header: XmlElement, context: CheckContext): void {
  const name = plainValue(context.source, header, 'name');
  if (name === undefined || uploadHeaders.has(name.toLowerCase())) return;
  context.atAttribute('xmpp/upload-header', header, header.attribute('name'), `Clients leave out every header but Authorization, Cookie and Expires: remove ${quote(name)}`);
}

/** A mechanism that RFC 6331 and XEP-0438 advise against. */
const checkMechanism: Check = (auth, context) => {
  const mechanism = plainValue(context.source, auth, 'mechanism');
  if (mechanism === 'DIGEST-MD5' || mechanism === 'CRAM-MD5') context.atAttribute('xmpp/mechanism-weak', auth, auth.attribute('mechanism'), `${mechanism} is given up: use SCRAM-SHA-256 or SCRAM-SHA-1`);
};

export const messageChecks: CheckTable = {
  '{jabber:client}message': checkMessage,
  '{urn:xmpp:forward:0}message': checkForwarded,
  '{urn:xmpp:forward:0}presence': checkForwarded,
  '{urn:xmpp:forward:0}iq': checkForwarded,
  '{jabber:iq:roster}query': checkRoster,
  '{urn:xmpp:http:upload:0}put': checkSlotAddress,
  '{urn:xmpp:http:upload:0}get': checkSlotAddress,
  '{urn:ietf:params:xml:ns:xmpp-sasl}auth': checkMechanism,
};

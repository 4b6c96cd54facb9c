import { plainValue } from '../model/stanza.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText } from '../parser/value.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const chatStates = 'http://jabber.org/protocol/chatstates';
const uploadHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'expires']);

/** What the payloads of one message must not do together. */
const checkMessage: Check = (message, context) => {
  let state: XmlElement | undefined;
  let request: XmlElement | undefined;
  let received = false;
  for (const child of message.elements()) {
    if (child.namespace === chatStates) {
      if (state !== undefined)
        context.at(
          'xmpp/chat-state-single',
          child,
          `A message carries one chat state: remove <${child.local}> or <${state.local}>`,
          [{ start: state.nameStart, end: state.nameEnd, message: 'This is the first one' }],
        );
      state ??= child;
    } else if (child.namespace === 'urn:xmpp:receipts') {
      if (child.local === 'request') request ??= child;
      else received ||= child.local === 'received';
    }
  }
  if (request !== undefined && context.stanza !== 'message error')
    checkReceiptRequest(request, message, received, context);
};

/** `received`: the message is a receipt itself (XEP-0184, 5). */
function checkReceiptRequest(request: XmlElement, message: XmlElement, received: boolean, context: CheckContext): void {
  if (message.attribute('id') === undefined)
    context.at(
      'xmpp/receipt-id',
      request,
      'A receipt refers to the id of the message, which has none: add id="{{$id}}" to <message>',
    );
  if (received)
    context.at(
      'xmpp/receipt-loop',
      request,
      'A receipt asks for none in turn, or receipts never end: remove <request>',
    );
  if (context.stanza === 'message groupchat')
    context.at(
      'xmpp/receipt-groupchat',
      request,
      'Every occupant of the room sends a receipt: leave <request> out, the room sends the message back anyway',
    );
}

/** A stanza in `<forwarded/>` without a namespace of its own is none (XEP-0297, 3.1). */
const checkForwarded: Check = (stanza, context) => {
  context.at(
    'xmpp/forwarded-namespace',
    stanza,
    `A forwarded <${stanza.local}> is a stanza only in the namespace of stanzas: add xmlns="jabber:client"`,
  );
};

/** The contact list is changed one item at a time (RFC 6121, 2.1.5). */
const checkRoster: Check = (query, context) => {
  if (context.stanza !== 'iq set') return;
  const items = [...query.elements()].filter((child) => child.local === 'item');
  if (items.length === 0) context.at('xmpp/roster-set', query, 'A roster set changes one item: add an <item jid="…">');
  for (const extra of items.slice(1))
    context.at('xmpp/roster-set', extra, 'A roster set changes one item: send this one in an iq of its own');
  for (const item of items) checkGroups(item, context);
};

/** Servers refuse an item that is in a group twice, and groups without a name (RFC 6121, 2.3.3). */
function checkGroups(item: XmlElement, context: CheckContext): void {
  const names = new Set<string>();
  for (const group of item.elements()) {
    if (
      group.local !== 'group' ||
      group.children.some((text) => text.kind === 'text' && (text.flags & HasVariable) !== 0)
    )
      continue;
    const name = elementText(context.source, group);
    if (name.trim() === '')
      context.at('xmpp/roster-group', group, 'A group has a name: write one into <group>, or remove it');
    else if (names.has(name))
      context.at('xmpp/roster-group', group, `The contact is in the group ${quote(name)} already: remove this <group>`);
    names.add(name);
  }
}

/** The addresses of an upload slot (XEP-0363, 5). */
const checkSlotAddress: Check = (element, context) => {
  const url = plainValue(context.source, element, 'url');
  if (url !== undefined && !/^https:\/\//i.test(url))
    context.atAttribute(
      'xmpp/upload-https',
      element,
      element.attribute('url'),
      `The address must begin with https://, not ${quote(url)}`,
    );
  if (element.local !== 'put') return;
  for (const header of element.elements()) {
    if (header.local === 'header') checkHeader(header, context);
  }
};

function checkHeader(header: XmlElement, context: CheckContext): void {
  const name = plainValue(context.source, header, 'name');
  if (/[\r\n]/.test(elementText(context.source, header).trim()))
    context.at(
      'xmpp/upload-header',
      header,
      'A header of HTTP is one line: clients leave line breaks out, remove them',
    );
  if (name === undefined || uploadHeaders.has(name.toLowerCase())) return;
  context.atAttribute(
    'xmpp/upload-header',
    header,
    header.attribute('name'),
    `Clients leave out every header but Authorization, Cookie and Expires: remove ${quote(name)}`,
  );
}

/** A mechanism that RFC 6331 and XEP-0438 advise against. */
const checkMechanism: Check = (auth, context) => {
  const mechanism = plainValue(context.source, auth, 'mechanism');
  if (mechanism === 'DIGEST-MD5' || mechanism === 'CRAM-MD5')
    context.atAttribute(
      'xmpp/mechanism-weak',
      auth,
      auth.attribute('mechanism'),
      `${mechanism} is given up: use SCRAM-SHA-256 or SCRAM-SHA-1`,
    );
};

/** A registration is cancelled by a request that holds nothing else (XEP-0077, 3.2). */
const checkRegistration: Check = (query, context) => {
  if (context.stanza !== 'iq set') return;
  const elements = [...query.elements()];
  const remove = elements.find((child) => child.local === 'remove' && child.namespace === query.namespace);
  const other = elements.find((child) => child !== remove);
  if (remove !== undefined && other !== undefined)
    context.at(
      'xmpp/registration-remove',
      other,
      `A registration is cancelled by <remove/> alone, or the answer is <bad-request/>: leave <${other.name}> out`,
    );
};

/** A request to a publish-subscribe service says what is to be done, in its own words or in those of an extension (XEP-0060, 6 to 8). */
const checkPubsub: Check = (pubsub, context) => {
  if ((context.stanza === 'iq get' || context.stanza === 'iq set') && [...pubsub.elements()].length === 0) {
    context.at(
      'xmpp/child-required',
      pubsub,
      `<${pubsub.name}> says nothing of what to do: add ${context.stanza === 'iq get' ? '<items node="…"/>' : '<publish node="…">'}, for example`,
    );
  }
};

export const messageChecks: CheckTable = {
  '{jabber:client}message': checkMessage,
  '{urn:xmpp:forward:0}message': checkForwarded,
  '{urn:xmpp:forward:0}presence': checkForwarded,
  '{urn:xmpp:forward:0}iq': checkForwarded,
  '{jabber:iq:roster}query': checkRoster,
  '{jabber:iq:register}query': checkRegistration,
  '{http://jabber.org/protocol/pubsub}pubsub': checkPubsub,
  '{urn:xmpp:http:upload:0}put': checkSlotAddress,
  '{urn:xmpp:http:upload:0}get': checkSlotAddress,
  '{urn:ietf:params:xml:ns:xmpp-sasl}auth': checkMechanism,
  '{urn:xmpp:sasl:2}authenticate': checkMechanism,
};

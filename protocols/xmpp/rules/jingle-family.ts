import { plainValue } from '../model/stanza.ts';
import { quote } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import type { Check, CheckTable } from './context.ts';

const fileTransfer = 'urn:xmpp:jingle:apps:file-transfer:5';
const iceUdp = 'urn:xmpp:jingle:transports:ice-udp:1';
const messages = 'urn:xmpp:jingle-message:0';

/** Payload types of RTP: those that are not fixed have a name, and each has a number of its own (XEP-0167, 4). */
const checkMedia: Check = (description, context) => {
  const seen = new Set<string>();
  for (const type of description.elements()) {
    if (type.local !== 'payload-type' || type.namespace !== description.namespace) continue;
    const id = plainValue(context.source, type, 'id');
    if (id === undefined || !/^\d{1,3}$/.test(id)) continue;
    if (seen.has(id))
      context.atAttribute(
        'xmpp/rtp-payload-type',
        type,
        type.attribute('id'),
        `Duplicate payload type ${id}: give each its own number`,
      );
    seen.add(id);
    if (Number(id) >= 96 && Number(id) <= 127 && type.attribute('name') === undefined)
      context.at(
        'xmpp/rtp-payload-type',
        type,
        `What the payload type ${id} means is not fixed (RFC 3551): add name="…" and clockrate="…"`,
      );
  }
};

/** A file has one sender (XEP-0234, 4.1), who gives its hash or the function that will make it (5). */
const checkFile: Check = (description, context) => {
  const content = description.parent;
  if (content?.local !== 'content') return;
  const attribute = content.attribute('senders');
  const senders = plainValue(context.source, content, 'senders');
  if (attribute === undefined)
    context.at(
      'xmpp/jingle-file-senders',
      content,
      'Say who sends the file: add senders="initiator" or senders="responder"',
    );
  else if (senders === 'both' || senders === 'none')
    context.atAttribute(
      'xmpp/jingle-file-senders',
      content,
      attribute,
      `A file is sent by one side: write “initiator” or “responder”, not ${quote(senders)}`,
    );
  const action = content.parent === undefined ? undefined : plainValue(context.source, content.parent, 'action');
  if (
    (action !== 'session-initiate' && action !== 'content-add') ||
    senders === undefined ||
    senders !== plainValue(context.source, content, 'creator')
  )
    return;
  const [file] = description.elements();
  const isHashed = (child: XmlElement): boolean => child.local === 'hash' || child.local === 'hash-used';
  if (file?.local === 'file' && ![...file.elements()].some(isHashed))
    context.at(
      'xmpp/jingle-file-hash',
      file,
      'Whoever offers a file tells its hash: add <hash>, or <hash-used> where it is not known yet (XEP-0300)',
    );
};

/** Candidates come with what they are checked by (XEP-0176, 5.3). */
const checkIce: Check = (transport, context) => {
  if (![...transport.elements()].some((child) => child.local === 'candidate' && child.namespace === iceUdp)) return;
  const missing = ['ufrag', 'pwd'].filter((name) => transport.attribute(name) === undefined);
  if (missing.length > 0)
    context.at(
      'xmpp/ice-credentials',
      transport,
      `Candidates are tried with a name and a password: add ${missing.map((name) => `${name}="…"`).join(' ')}`,
    );
};

/** Calls are proposed in chat messages, so that archives and carbons have them (XEP-0353, 3). */
const checkProposal: Check = (proposal, context) => {
  if (
    proposal.parent?.local !== 'message' ||
    context.stanza === 'message chat' ||
    context.stanza === 'message' ||
    context.stanza === 'message error'
  )
    return;
  context.at(
    'xmpp/jingle-message-type',
    proposal,
    `<${proposal.local}> stands in a message of type chat, or other devices do not hear of it: set type="chat"`,
  );
};

/** A proposal says what of (XEP-0353, 3.1); the kinds of media are described by many specifications. */
const checkProposed: Check = (proposal, context) => {
  checkProposal(proposal, context);
  const described = [...proposal.elements()].some((child) => child.local === 'description');
  if (!described && context.stanza !== 'message error')
    context.at(
      'xmpp/jingle-proposal',
      proposal,
      'A proposal says what for: add <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/>, or that of another application',
    );
};

export const jingleFamilyChecks: CheckTable = {
  '{urn:xmpp:jingle:apps:rtp:1}description': checkMedia,
  [`{${fileTransfer}}description`]: checkFile,
  [`{${iceUdp}}transport`]: checkIce,
  [`{${messages}}propose`]: checkProposed,
  ...Object.fromEntries(
    ['ringing', 'proceed', 'accept', 'reject', 'retract', 'finish'].map((name) => [
      `{${messages}}${name}`,
      checkProposal,
    ]),
  ),
};

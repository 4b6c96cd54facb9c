import type { Rule } from '../../core/index.ts';
import { xep } from './sections.ts';

/** Rules of Jingle: what each action carries. */
export const jingleRules: readonly Rule[] = [
  {
    id: 'xmpp/jingle-contents',
    severity: 'error',
    summary: 'A Jingle action about contents must name at least one.',
    section: xep(166, '7.2', 'def-action'),
  },
  {
    id: 'xmpp/jingle-contents-unused',
    severity: 'hint',
    summary: 'A Jingle action about the whole session should not name contents.',
    section: xep(166, '7.2', 'def-action'),
  },
  {
    id: 'xmpp/jingle-description',
    severity: 'error',
    summary:
      'Each content must contain a description in a Jingle action that initiates, accepts or changes applications.',
    section: xep(166, '6.2', 'protocol-initiate'),
  },
  {
    id: 'xmpp/jingle-part',
    severity: 'warning',
    summary:
      'A content must contain the transport and the precondition that its Jingle action is about, and at most one of each part.',
    section: xep(166, '6.2', 'protocol-initiate'),
  },
  {
    id: 'xmpp/jingle-senders',
    severity: 'error',
    summary: 'The Jingle action content-modify must have a senders attribute.',
    section: xep(166, '7.3', 'def-content'),
  },
  {
    id: 'xmpp/jingle-creator',
    severity: 'warning',
    summary: 'The creator of the contents in a session-initiate must be the initiator.',
    section: xep(166, '7.3', 'def-content'),
  },
  {
    id: 'xmpp/jingle-content-unique',
    severity: 'warning',
    summary: 'The contents of a Jingle session must have distinct names for each creator.',
    section: xep(166, '7.3', 'def-content'),
  },
  {
    id: 'xmpp/jingle-disposition',
    severity: 'error',
    summary: 'At least one content of a session-initiate must have the disposition session.',
    section: xep(166, '7.2.10', 'def-action-session-initiate'),
  },
  {
    id: 'xmpp/jingle-reason',
    severity: 'hint',
    summary: 'A session-terminate should contain a reason.',
    section: xep(166, '6.7', 'session-terminate'),
  },
  {
    id: 'xmpp/jingle-role',
    severity: 'hint',
    summary: 'The first stanza of each side of a Jingle session should contain its full JID as initiator or responder.',
    section: xep(166, '7.1', 'def-jingle'),
  },
  {
    id: 'xmpp/jingle-group',
    severity: 'warning',
    summary: 'A group of contents must name contents of its session.',
    section: xep(338, '2', 'sdp'),
  },
  {
    id: 'xmpp/jingle-transport-kind',
    severity: 'hint',
    summary: 'RTP should use a datagram transport, file transfers a streaming transport.',
    section: xep(166, '8', 'transports'),
  },
  {
    id: 'xmpp/jingle-file-senders',
    severity: 'warning',
    summary: 'The content of a file transfer should have a senders attribute that names the side that sends.',
    section: xep(234, '4.1', 'content-senders'),
  },
  {
    id: 'xmpp/jingle-file-hash',
    severity: 'hint',
    summary: 'An offered file should be described with its hash, or with the hash function that will be used.',
    section: xep(234, '5'),
  },
  {
    id: 'xmpp/ice-credentials',
    severity: 'hint',
    summary: 'ICE candidates should be accompanied by ufrag and pwd.',
    section: xep(176, '5.3', 'protocol-syntax'),
  },
  {
    id: 'xmpp/jingle-proposal',
    severity: 'error',
    summary: 'A proposed call must contain a description of its media.',
    section: xep(353, '3.1', 'intent'),
  },
  {
    id: 'xmpp/jingle-message-type',
    severity: 'hint',
    summary: 'Messages that propose, accept or end calls should be of type chat.',
    section: xep(353, '3', 'usecases'),
  },
  {
    id: 'xmpp/rtp-payload-type',
    severity: 'warning',
    summary: 'RTP payload types must have distinct numbers, and a name unless their number is statically assigned.',
    section: xep(167, '4', 'format'),
  },
];

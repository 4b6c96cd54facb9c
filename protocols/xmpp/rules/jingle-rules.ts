import type { Rule } from '../../text/index.ts';
import { xep } from './sections.ts';

/** Rules of Jingle: what each action carries. */
export const jingleRules: readonly Rule[] = [
  { id: 'xmpp/jingle-contents', severity: 'error', summary: 'A Jingle action that is about contents names at least one.', section: xep(166, '7.2', 'def-action') },
  { id: 'xmpp/jingle-contents-unused', severity: 'hint', summary: 'A Jingle action that is about the session as a whole names no contents.', section: xep(166, '7.2', 'def-action') },
  { id: 'xmpp/jingle-description', severity: 'error', summary: 'Where a Jingle action begins, accepts or changes applications, each content describes one.', section: xep(166, '6.2', 'protocol-initiate') },
  { id: 'xmpp/jingle-part', severity: 'warning', summary: 'A content holds one transport, one description and one precondition, where the Jingle action is about them.', section: xep(166, '6.2', 'protocol-initiate') },
  { id: 'xmpp/jingle-senders', severity: 'error', summary: 'The Jingle action content-modify says who sends from now on.', section: xep(166, '7.3', 'def-content') },
  { id: 'xmpp/jingle-creator', severity: 'warning', summary: 'The contents of a Jingle session that begins were created by its initiator.', section: xep(166, '7.3', 'def-content') },
  { id: 'xmpp/jingle-content-unique', severity: 'warning', summary: 'The contents of a Jingle session have names of their own, for each creator.', section: xep(166, '7.3', 'def-content') },
  { id: 'xmpp/jingle-disposition', severity: 'error', summary: 'At least one content of a Jingle session that begins is the session itself.', section: xep(166, '7.2.10', 'def-action-session-initiate') },
  { id: 'xmpp/jingle-reason', severity: 'hint', summary: 'A session-terminate should contain a reason.', section: xep(166, '6.7', 'session-terminate') },
  { id: 'xmpp/jingle-role', severity: 'hint', summary: 'The first stanza of each side of a Jingle session says who it is from.', section: xep(166, '7.1', 'def-jingle') },
  { id: 'xmpp/jingle-group', severity: 'warning', summary: 'A group of contents names contents of its session.', section: xep(338, '2', 'sdp') },
  { id: 'xmpp/jingle-transport-kind', severity: 'hint', summary: 'RTP goes over a datagram transport, files go over a streaming one.', section: xep(166, '8', 'transports') },
  { id: 'xmpp/jingle-file-senders', severity: 'warning', summary: 'The content of a file transfer says which side sends.', section: xep(234, '4.1', 'content-senders') },
  { id: 'xmpp/jingle-file-hash', severity: 'hint', summary: 'A file that is offered comes with its hash, or with the function that will make it.', section: xep(234, '5') },
  { id: 'xmpp/ice-credentials', severity: 'hint', summary: 'Candidates of ICE come with ufrag and pwd.', section: xep(176, '5.3', 'protocol-syntax') },
  { id: 'xmpp/jingle-proposal', severity: 'error', summary: 'A call is proposed with the media that it is of.', section: xep(353, '3.1', 'intent') },
  { id: 'xmpp/jingle-message-type', severity: 'hint', summary: 'Calls are proposed, answered and ended in messages of type chat.', section: xep(353, '3', 'usecases') },
  { id: 'xmpp/rtp-payload-type', severity: 'warning', summary: 'Payload types of RTP have numbers of their own, and a name unless their number is fixed.', section: xep(167, '4', 'format') },
];

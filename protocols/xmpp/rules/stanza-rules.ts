import type { Rule } from '../../text/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of the core protocol and of instant messaging. */
export const stanzaRules: readonly Rule[] = [
  { id: 'xmpp/iq-id-required', severity: 'error', summary: 'An iq has an id, so that its reply can be told apart.', section: rfc(6120, '8.2.3') },
  { id: 'xmpp/iq-type', severity: 'error', summary: 'An iq is of type get, set, result or error.', section: rfc(6120, '8.2.3') },
  { id: 'xmpp/iq-payload', severity: 'error', summary: 'An iq of type get or set carries exactly one payload, a result at most one.', section: rfc(6120, '8.2.3') },
  { id: 'xmpp/payload-namespace', severity: 'error', summary: 'Payloads have a namespace of their own, not that of the stream.', section: rfc(6120, '8.4') },
  { id: 'xmpp/message-type', severity: 'error', summary: 'A message is of type chat, error, groupchat, headline or normal.', section: rfc(6121, '5.2.2') },
  { id: 'xmpp/presence-type', severity: 'error', summary: 'Presence is of type error, probe, subscribe, subscribed, unavailable, unsubscribe or unsubscribed, or has none.', section: rfc(6121, '4.7.1') },
  { id: 'xmpp/error-element', severity: 'error', summary: 'A stanza of type error carries one <error/>, and no other stanza does.', section: rfc(6120, '8.3.1') },
  { id: 'xmpp/error-type', severity: 'error', summary: 'An <error/> is of type auth, cancel, continue, modify or wait.', section: rfc(6120, '8.3.2') },
  { id: 'xmpp/error-condition', severity: 'error', summary: 'An <error/> holds exactly one defined condition.', section: rfc(6120, '8.3.2') },
  { id: 'xmpp/error-type-pairing', severity: 'hint', summary: 'The error type should be the one RFC 6120 associates with the condition.', section: rfc(6120, '8.3.3') },
  { id: 'xmpp/error-code', severity: 'hint', summary: 'Errors carry no numeric code, which conditions have replaced.', section: xep(86, '3') },
  { id: 'xmpp/error-undefined-condition', severity: 'hint', summary: 'An undefined condition comes with an application’s own.', section: rfc(6120, '8.3.3.21') },
  { id: 'xmpp/stream-error-condition', severity: 'error', summary: 'An error of the stream holds exactly one defined condition.', section: rfc(6120, '4.9.2') },
  { id: 'xmpp/sasl-failure-condition', severity: 'warning', summary: 'A failure to log in holds exactly one condition.', section: rfc(6120, '6.4.5') },
  { id: 'xmpp/language-distinct', severity: 'error', summary: 'Several bodies, subjects or status texts differ in their language.', section: rfc(6121, '5.2.3') },
  { id: 'xmpp/subscription-address', severity: 'warning', summary: 'Subscriptions are asked for and granted between bare JIDs.', section: rfc(6121, '3.1.1') },
  { id: 'xmpp/roster-set', severity: 'error', summary: 'A roster set holds exactly one item.', section: rfc(6121, '2.1.5') },
  { id: 'xmpp/roster-group', severity: 'error', summary: 'An item of a roster set is in each group once, and groups have names.', section: rfc(6121, '2.3.3') },
  { id: 'xmpp/stanza-size', severity: 'warning', summary: 'A stanza stays well below 10,000 bytes, the least that every server takes.', section: rfc(6120, '13.12') },
  { id: 'xmpp/jid-escaping', severity: 'hint', summary: 'Escapes in localparts are those of XEP-0106.', section: xep(106, '4.1', 'bizrules-processing') },
];

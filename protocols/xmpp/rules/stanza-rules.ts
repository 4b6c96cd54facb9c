import type { Rule } from '../../core/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of the core protocol and of instant messaging. */
export const stanzaRules: readonly Rule[] = [
  { id: 'xmpp/iq-id-required', severity: 'error', summary: 'An iq must have an id.', section: rfc(6120, '8.2.3') },
  {
    id: 'xmpp/iq-type',
    severity: 'error',
    summary: 'The type of an iq must be get, set, result or error.',
    section: rfc(6120, '8.2.3'),
  },
  {
    id: 'xmpp/iq-payload',
    severity: 'error',
    summary: 'An iq of type get or set must contain exactly one payload, a result at most one.',
    section: rfc(6120, '8.2.3'),
  },
  {
    id: 'xmpp/payload-namespace',
    severity: 'error',
    summary: 'A payload must be in a namespace of its own, not in that of the stream.',
    section: rfc(6120, '8.4'),
  },
  {
    id: 'xmpp/message-type',
    severity: 'error',
    summary: 'The type of a message must be chat, error, groupchat, headline or normal.',
    section: rfc(6121, '5.2.2'),
  },
  {
    id: 'xmpp/presence-type',
    severity: 'error',
    summary:
      'The type of presence must be error, probe, subscribe, subscribed, unavailable, unsubscribe or unsubscribed, or absent.',
    section: rfc(6121, '4.7.1'),
  },
  {
    id: 'xmpp/error-element',
    severity: 'error',
    summary: 'A stanza of type error must contain one <error/>, and other stanzas must not contain any.',
    section: rfc(6120, '8.3.1'),
  },
  {
    id: 'xmpp/error-type',
    severity: 'error',
    summary: 'The type of an <error/> must be auth, cancel, continue, modify or wait.',
    section: rfc(6120, '8.3.2'),
  },
  {
    id: 'xmpp/error-condition',
    severity: 'error',
    summary: 'An <error/> must contain exactly one defined condition.',
    section: rfc(6120, '8.3.2'),
  },
  {
    id: 'xmpp/error-type-pairing',
    severity: 'hint',
    summary: 'The error type should be the one RFC 6120 associates with the condition.',
    section: rfc(6120, '8.3.3'),
  },
  {
    id: 'xmpp/error-code',
    severity: 'hint',
    summary: 'An error should not contain a numeric code: conditions have replaced them.',
    section: xep(86, '3'),
  },
  {
    id: 'xmpp/error-undefined-condition',
    severity: 'hint',
    summary: 'An <undefined-condition/> should be accompanied by an application-specific condition.',
    section: rfc(6120, '8.3.3.21'),
  },
  {
    id: 'xmpp/stream-error-condition',
    severity: 'error',
    summary: 'A stream error must contain exactly one defined condition.',
    section: rfc(6120, '4.9.2'),
  },
  {
    id: 'xmpp/sasl-failure-condition',
    severity: 'warning',
    summary: 'A <failure/> must contain exactly one condition.',
    section: rfc(6120, '6.4.5'),
  },
  {
    id: 'xmpp/language-distinct',
    severity: 'error',
    summary: 'Several bodies, subjects or status texts must differ in xml:lang.',
    section: rfc(6121, '5.2.3'),
  },
  {
    id: 'xmpp/subscription-address',
    severity: 'warning',
    summary: 'Subscription requests and their answers should be addressed to bare JIDs.',
    section: rfc(6121, '3.1.1'),
  },
  {
    id: 'xmpp/roster-set',
    severity: 'error',
    summary: 'A roster set must contain exactly one item.',
    section: rfc(6121, '2.1.5'),
  },
  {
    id: 'xmpp/roster-group',
    severity: 'error',
    summary: 'An item of a roster set must not name a group twice, and a group must not have an empty name.',
    section: rfc(6121, '2.3.3'),
  },
  {
    id: 'xmpp/stanza-size',
    severity: 'warning',
    summary: 'A stanza should not exceed 10,000 bytes, the smallest limit that a server may set.',
    section: rfc(6120, '13.12'),
  },
  {
    id: 'xmpp/jid-escaping',
    severity: 'hint',
    summary: 'Escape sequences in localparts should be those of XEP-0106.',
    section: xep(106, '4.1', 'bizrules-processing'),
  },
];

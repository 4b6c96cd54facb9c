import type { Rule } from '../../core/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules that hold between the stanzas of a live connection, seen from the client's end. */
export const trafficRules: readonly Rule[] = [
  {
    id: 'xmpp/credentials-clear',
    severity: 'error',
    summary: 'Passwords and tokens must not be sent outside TLS.',
    section: rfc(6120, '13.8.3'),
  },
  {
    id: 'xmpp/tls-required',
    severity: 'error',
    summary: 'Where the server requires TLS, nothing must be sent before it.',
    section: rfc(6120, '5.3.1'),
  },
  {
    id: 'xmpp/tls-unused',
    severity: 'warning',
    summary: 'A client should negotiate TLS where the server offers it.',
    section: rfc(7590, '3.1'),
  },
  {
    id: 'xmpp/clear-after-proceed',
    severity: 'error',
    summary: 'Nothing must be sent between <proceed/> and the TLS handshake.',
    section: rfc(6120, '5.4.3.3'),
  },
  {
    id: 'xmpp/from-own',
    severity: 'warning',
    summary: 'A client must not send stanzas from an address other than its own.',
    section: rfc(6120, '8.1.2.1'),
  },
  {
    id: 'xmpp/reply-unasked',
    severity: 'warning',
    summary: 'A result or an error must answer a request.',
    section: rfc(6120, '8.2.3'),
  },
  {
    id: 'xmpp/reply-from',
    severity: 'error',
    summary: 'A reply must come from the address that the request was sent to.',
    section: rfc(6120, '8.1.2.1'),
  },
  {
    id: 'xmpp/reply-payload',
    severity: 'warning',
    summary: 'A result must contain the payload that answers its request.',
    section: rfc(6120, '8.2.3'),
  },
  {
    id: 'xmpp/id-reused',
    severity: 'warning',
    summary: 'A request must not reuse the id of a pending one.',
    section: rfc(6120, '8.1.3'),
  },
  {
    id: 'xmpp/roster-push-forged',
    severity: 'error',
    summary: 'Roster pushes must come from the user’s own account.',
    section: rfc(6121, '2.1.6'),
  },
  {
    id: 'xmpp/carbon-forged',
    severity: 'error',
    summary: 'Carbon copies must come from the user’s own bare JID.',
    section: xep(280, '11', 'security'),
  },
  {
    id: 'xmpp/archive-forged',
    severity: 'error',
    summary: 'Results of an archive must come from the archive that was queried.',
    section: xep(313, '8.2', 'security-impersonation'),
  },
  {
    id: 'xmpp/stanza-id-forged',
    severity: 'warning',
    summary: 'Stanza ids should be assigned by the user’s own server or by the sender’s room, once each.',
    section: xep(359, '3', 'rules'),
  },
  {
    id: 'xmpp/correction-sender',
    severity: 'error',
    summary: 'A message must be corrected by its own sender.',
    section: xep(308, '4', 'rules'),
  },
  {
    id: 'xmpp/caps-announced',
    severity: 'information',
    summary:
      'An answer to disco#info should match the hash that presence or the stream announced (XEP-0115, XEP-0390).',
    section: xep(115, '5.4', 'ver-proc'),
  },
  {
    id: 'xmpp/handled-count',
    severity: 'error',
    summary: 'A side must not acknowledge more stanzas than were sent, or fewer than before.',
    section: xep(198, '4', 'acking'),
  },
];

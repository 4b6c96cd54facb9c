import type { Rule } from '../../core/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of extensions that a content model cannot say. */
export const extensionRules: readonly Rule[] = [
  {
    id: 'xmpp/form-field-var',
    severity: 'warning',
    summary: 'Every field of a form must have a var, unless its type is fixed.',
    section: xep(4, '3.2', 'protocol-field'),
  },
  {
    id: 'xmpp/form-field-values',
    severity: 'warning',
    summary: 'A field of a type for one value must not contain more than one.',
    section: xep(4, '3.3', 'protocol-fieldtypes'),
  },
  {
    id: 'xmpp/form-field-value',
    severity: 'error',
    summary: 'The values of a field must match its type.',
    section: xep(4, '3.3', 'protocol-fieldtypes'),
  },
  {
    id: 'xmpp/form-options',
    severity: 'warning',
    summary: 'Only fields of a list type should have options.',
    section: xep(4, '3.2', 'protocol-field'),
  },
  {
    id: 'xmpp/form-type',
    severity: 'warning',
    summary: 'A form that an element defines for one purpose should have the FORM_TYPE of that purpose.',
    section: xep(68, '3.3', 'approach-formtypes'),
  },
  {
    id: 'xmpp/form-type-hidden',
    severity: 'hint',
    summary: 'FORM_TYPE should be a hidden field, except in a form of type submit.',
    section: xep(68, '4.3', 'usecases-incorrect'),
  },
  {
    id: 'xmpp/form-field-unknown',
    severity: 'information',
    summary: 'The fields of a registered form should be registered for it.',
    section: xep(68, '3.4', 'approach-fieldnames'),
  },
  {
    id: 'xmpp/form-field-type',
    severity: 'hint',
    summary: 'A registered field should have its registered type.',
    section: xep(68, '3.4', 'approach-fieldnames'),
  },
  {
    id: 'xmpp/disco-duplicate',
    severity: 'warning',
    summary: 'A feature or an identity must not be listed twice.',
    section: xep(30, '3.1', 'info-basic'),
  },
  {
    id: 'xmpp/disco-empty',
    severity: 'hint',
    summary: 'An answer to disco#info should contain at least one identity and one feature.',
    section: xep(30, '3.1', 'info-basic'),
  },
  {
    id: 'xmpp/disco-identity',
    severity: 'hint',
    summary: 'The category and type of an identity should be registered.',
    section: xep(30, '10.2.1', 'registrar-reg-identity'),
  },
  {
    id: 'xmpp/disco-identity-near',
    severity: 'warning',
    summary:
      'The category and type of an identity should not differ from registered ones by only a letter, and should not be swapped.',
    section: xep(30, '10.2.1', 'registrar-reg-identity'),
  },
  {
    id: 'xmpp/disco-feature-near',
    severity: 'warning',
    summary: 'A feature should not differ from a registered one by only a letter.',
    section: xep(30, '10.2.2', 'registrar-reg-features'),
  },
  {
    id: 'xmpp/caps-hash',
    severity: 'information',
    summary: 'The capabilities hash in a node must match the answer (XEP-0115, XEP-0390).',
    section: xep(115, '5.1', 'ver-gen'),
  },
  {
    id: 'xmpp/bob-hash',
    severity: 'warning',
    summary: 'The hash in a content id must be that of the data.',
    section: xep(231, '2.5', 'format'),
  },
  {
    id: 'xmpp/avatar-hash',
    severity: 'warning',
    summary: 'The id of an avatar’s data item must be the SHA-1 hash of the picture.',
    section: xep(84, '3.1', 'process-pubdata'),
  },
  {
    id: 'xmpp/hash-length',
    severity: 'warning',
    summary: 'A hash must be as long as its hash function’s output (XEP-0115, XEP-0300, XEP-0320).',
    section: xep(300, '3', 'format'),
  },
  {
    id: 'xmpp/registration-remove',
    severity: 'warning',
    summary: 'A request that cancels a registration must not contain anything else.',
    section: xep(77, '3.2', 'usecases-cancel'),
  },
  {
    id: 'xmpp/room-nickname',
    severity: 'warning',
    summary: 'Presence that joins a room must contain a nickname.',
    section: xep(45, '7.2.1', 'enter-muc'),
  },
  {
    id: 'xmpp/room-change',
    severity: 'warning',
    summary: 'A change in a room must name the occupant or user, and the new role or affiliation.',
    section: xep(45, '9', 'admin'),
  },
  {
    id: 'xmpp/muc-status-code',
    severity: 'hint',
    summary: 'The status codes of a room should be registered.',
    section: xep(45, '16.6.2', 'registrar-statuscodes-init'),
  },
  {
    id: 'xmpp/chat-state-single',
    severity: 'error',
    summary: 'A message must not contain more than one chat state.',
    section: xep(85, '2', 'definitions'),
  },
  {
    id: 'xmpp/receipt-id',
    severity: 'warning',
    summary: 'A message that requests a receipt must have an id.',
    section: xep(184, '7', 'format'),
  },
  {
    id: 'xmpp/receipt-loop',
    severity: 'warning',
    summary: 'A receipt must not request a receipt.',
    section: xep(184, '5.4', 'when-ack'),
  },
  {
    id: 'xmpp/receipt-groupchat',
    severity: 'hint',
    summary: 'A receipt should not be requested in a room.',
    section: xep(184, '5.3', 'when-groupchat'),
  },
  {
    id: 'xmpp/forwarded-namespace',
    severity: 'error',
    summary: 'A forwarded stanza must declare the namespace of stanzas.',
    section: xep(297, '3.1'),
  },
  {
    id: 'xmpp/upload-https',
    severity: 'error',
    summary: 'The addresses of an upload slot must use https.',
    section: xep(363, '4', 'request'),
  },
  {
    id: 'xmpp/upload-header',
    severity: 'warning',
    summary: 'An upload slot must not contain headers other than Authorization, Cookie and Expires, each in one line.',
    section: xep(363, '4', 'request'),
  },
  {
    id: 'xmpp/text-range',
    severity: 'warning',
    summary: 'A marked range must lie within the text of its message.',
    section: xep(394, '4.1', 'usecases-inline'),
  },
  {
    id: 'xmpp/mechanism-weak',
    severity: 'hint',
    summary: 'A SASL mechanism should not be a deprecated one.',
    section: rfc(6331, ''),
  },
];

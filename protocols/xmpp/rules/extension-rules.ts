import type { Rule } from '../../text/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of extensions that a content model cannot say. */
export const extensionRules: readonly Rule[] = [
  { id: 'xmpp/form-field-var', severity: 'warning', summary: 'Every field of a form has a name, unless it is fixed text.', section: xep(4, '3.2', 'protocol-field') },
  { id: 'xmpp/form-field-values', severity: 'warning', summary: 'A field for one value holds at most one.', section: xep(4, '3.3', 'protocol-fieldtypes') },
  { id: 'xmpp/form-field-value', severity: 'error', summary: 'The values of a field fit its type.', section: xep(4, '3.3', 'protocol-fieldtypes') },
  { id: 'xmpp/form-options', severity: 'warning', summary: 'Only fields that offer a list have options.', section: xep(4, '3.2', 'protocol-field') },
  { id: 'xmpp/form-type-hidden', severity: 'hint', summary: 'FORM_TYPE is a hidden field, except in what is submitted.', section: xep(68, '4.3', 'usecases-incorrect') },
  { id: 'xmpp/form-field-unknown', severity: 'information', summary: 'The fields of a registered form are those that are registered for it.', section: xep(68, '3.4', 'approach-fieldnames') },
  { id: 'xmpp/form-field-type', severity: 'hint', summary: 'A registered field has the type that it is registered with.', section: xep(68, '3.4', 'approach-fieldnames') },
  { id: 'xmpp/disco-duplicate', severity: 'warning', summary: 'A feature or an identity is listed once.', section: xep(30, '3.1', 'info-basic') },
  { id: 'xmpp/disco-empty', severity: 'hint', summary: 'An answer to disco#info has at least one identity and one feature.', section: xep(30, '3.1', 'info-basic') },
  { id: 'xmpp/disco-identity', severity: 'hint', summary: 'The category and the type of an identity are registered ones.', section: xep(30, '10.2.1', 'registrar-reg-identity') },
  { id: 'xmpp/disco-identity-near', severity: 'warning', summary: 'The category and the type of an identity are not a letter away from registered ones, nor swapped.', section: xep(30, '10.2.1', 'registrar-reg-identity') },
  { id: 'xmpp/disco-feature-near', severity: 'warning', summary: 'A feature is not a letter away from a registered one.', section: xep(30, '10.2.2', 'registrar-reg-features') },
  { id: 'xmpp/caps-hash', severity: 'information', summary: 'The hash of capabilities that a node names is the one that the answer gives (XEP-0115, XEP-0390).', section: xep(115, '5.1', 'ver-gen') },
  { id: 'xmpp/bob-hash', severity: 'warning', summary: 'The id of a piece of data holds the hash of the data.', section: xep(231, '2.5', 'format') },
  { id: 'xmpp/avatar-hash', severity: 'warning', summary: 'The id of a picture’s item is the hash of the picture.', section: xep(84, '3.1', 'process-pubdata') },
  { id: 'xmpp/hash-length', severity: 'warning', summary: 'A hash is as long as those of its function (XEP-0300, XEP-0320).', section: xep(300, '3', 'format') },
  { id: 'xmpp/muc-status-code', severity: 'hint', summary: 'Status codes of rooms are registered ones.', section: xep(45, '16.6.2', 'registrar-statuscodes-init') },
  { id: 'xmpp/chat-state-single', severity: 'error', summary: 'A message carries one chat state.', section: xep(85, '2', 'definitions') },
  { id: 'xmpp/receipt-id', severity: 'warning', summary: 'A message that asks for a receipt has an id.', section: xep(184, '7', 'format') },
  { id: 'xmpp/receipt-loop', severity: 'warning', summary: 'A receipt asks for no receipt in turn.', section: xep(184, '5.4', 'when-ack') },
  { id: 'xmpp/receipt-groupchat', severity: 'hint', summary: 'No receipts are asked for in rooms.', section: xep(184, '5.3', 'when-groupchat') },
  { id: 'xmpp/forwarded-namespace', severity: 'error', summary: 'A forwarded stanza declares the namespace of stanzas.', section: xep(297, '3.1') },
  { id: 'xmpp/upload-https', severity: 'error', summary: 'Files are uploaded and fetched over https.', section: xep(363, '4', 'request') },
  { id: 'xmpp/upload-header', severity: 'warning', summary: 'An upload slot gives no headers but Authorization, Cookie and Expires, each in one line.', section: xep(363, '4', 'request') },
  { id: 'xmpp/text-range', severity: 'warning', summary: 'A stretch of a message’s text that is marked lies within the text.', section: xep(394, '4.1', 'usecases-inline') },
  { id: 'xmpp/mechanism-weak', severity: 'hint', summary: 'SASL mechanisms are not among those that are given up.', section: rfc(6331, '') },
];

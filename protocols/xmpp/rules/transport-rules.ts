import type { Rule } from '../../text/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of what carries XMPP other than TCP: WebSocket and BOSH. */
export const transportRules: readonly Rule[] = [
  { id: 'xmpp/websocket-open', severity: 'warning', summary: 'A stream over WebSocket is opened by an empty <open/> with a domain and a version, and closed by an empty <close/>.', section: rfc(7395, '3.4') },
  { id: 'xmpp/websocket-message', severity: 'error', summary: 'A WebSocket message is one element, without an XML declaration.', section: rfc(7395, '3.3.3') },
  { id: 'xmpp/websocket-namespace', severity: 'error', summary: 'The element of a WebSocket message declares its own namespace.', section: rfc(7395, '3.3.3') },
  { id: 'xmpp/websocket-stream', severity: 'error', summary: 'No <stream:stream> is sent over WebSocket.', section: rfc(7395, '3.3.2') },
  { id: 'xmpp/bosh-creation', severity: 'warning', summary: 'The request for a BOSH session says domain, wait and hold.', section: xep(124, '7.1', 'session-request') },
  { id: 'xmpp/bosh-version', severity: 'hint', summary: 'The request for a BOSH session says its versions, and a restart its domain.', section: xep(206, '3', 'initiate') },
  { id: 'xmpp/bosh-response', severity: 'warning', summary: 'The response that creates a BOSH session says wait and requests, which are more than hold.', section: xep(124, '7.2', 'session-response') },
  { id: 'xmpp/bosh-later', severity: 'hint', summary: 'What only the request for a BOSH session says is not said again.', section: xep(124, '7.1', 'session-request') },
  { id: 'xmpp/bosh-rid', severity: 'error', summary: 'Every BOSH request has an id, one more than the last, below 2⁵³.', section: xep(124, '14.1', 'rids-syntax') },
  { id: 'xmpp/bosh-key', severity: 'error', summary: 'Keys of BOSH are SHA-1 hashes, each the hash of the next, and begin with newkey.', section: xep(124, '15.4', 'keys-use') },
  { id: 'xmpp/bosh-condition', severity: 'warning', summary: 'A BOSH body with a condition ends the session, and carries what the condition speaks of.', section: xep(124, '17.2', 'errorstatus-terminal') },
  { id: 'xmpp/bosh-restart', severity: 'warning', summary: 'A request to restart the stream belongs to a BOSH session, and is empty.', section: xep(206, '5', 'preconditions-sasl') },
  { id: 'xmpp/bosh-payload', severity: 'warning', summary: 'A BOSH body carries whole elements in their own namespaces, and no stream header.', section: xep(206, '2', 'wrapper') },
];

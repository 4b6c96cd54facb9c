import type { Rule } from '../../core/index.ts';
import { rfc, xep } from './sections.ts';

/** Rules of what carries XMPP other than TCP: WebSocket and BOSH. */
export const transportRules: readonly Rule[] = [
  {
    id: 'xmpp/websocket-open',
    severity: 'warning',
    summary:
      'A stream over WebSocket must be opened by an empty <open/> with a version, the client’s with to, and closed by an empty <close/>.',
    section: rfc(7395, '3.4'),
  },
  {
    id: 'xmpp/websocket-message',
    severity: 'error',
    summary: 'A WebSocket message must be one element, without an XML declaration.',
    section: rfc(7395, '3.3.3'),
  },
  {
    id: 'xmpp/websocket-namespace',
    severity: 'error',
    summary: 'The element of a WebSocket message must declare its own namespace.',
    section: rfc(7395, '3.3.3'),
  },
  {
    id: 'xmpp/websocket-stream',
    severity: 'error',
    summary: '<stream:stream> must not be sent over WebSocket.',
    section: rfc(7395, '3.3.2'),
  },
  {
    id: 'xmpp/bosh-creation',
    severity: 'warning',
    summary: 'A request for a BOSH session must contain to, wait and hold.',
    section: xep(124, '7.1', 'session-request'),
  },
  {
    id: 'xmpp/bosh-version',
    severity: 'hint',
    summary: 'A request for a BOSH session should contain its versions, and a restart its domain.',
    section: xep(206, '3', 'initiate'),
  },
  {
    id: 'xmpp/bosh-response',
    severity: 'warning',
    summary:
      'The response that creates a BOSH session must contain wait and requests, and requests must be greater than hold.',
    section: xep(124, '7.2', 'session-response'),
  },
  {
    id: 'xmpp/bosh-later',
    severity: 'hint',
    summary: 'Attributes of the request for a BOSH session should not be repeated later.',
    section: xep(124, '7.1', 'session-request'),
  },
  {
    id: 'xmpp/bosh-rid',
    severity: 'error',
    summary: 'Every BOSH request must have a rid, one more than the last, below 2⁵³.',
    section: xep(124, '14.1', 'rids-syntax'),
  },
  {
    id: 'xmpp/bosh-key',
    severity: 'error',
    summary: 'BOSH keys must be SHA-1 hashes, each the hash of the next, and must start with newkey.',
    section: xep(124, '15.4', 'keys-use'),
  },
  {
    id: 'xmpp/bosh-condition',
    severity: 'warning',
    summary: 'A BOSH body with a condition must end the session, and must contain what the condition requires.',
    section: xep(124, '17.2', 'errorstatus-terminal'),
  },
  {
    id: 'xmpp/bosh-restart',
    severity: 'warning',
    summary: 'A request to restart the stream must name a BOSH session, and must be empty.',
    section: xep(206, '5', 'preconditions-sasl'),
  },
  {
    id: 'xmpp/bosh-payload',
    severity: 'warning',
    summary: 'A BOSH body must contain whole elements in their own namespaces, and no stream header.',
    section: xep(206, '2', 'wrapper'),
  },
];

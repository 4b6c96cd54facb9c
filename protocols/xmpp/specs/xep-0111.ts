import type { Specification } from '../model/definition.ts';

export const xep0111: Specification = {
  id: 'XEP-0111',
  title: 'A Transport for Initiating and Negotiating Sessions (TINS)',
  status: 'Retracted',
  version: '0.8',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/tins': () => ({
      tins: {
        about: 'One step in the negotiation of a session.',
        stands: 'message',
        attributes: {
          code: ['string?', 'The code of the response, as in SIP.'],
          method: ['string', 'The method, as in SIP.'],
        },
        children: { '{urn:ietf:rfc:2327}sdp': '?' },
        payload: true,
      },
    }),
    'urn:ietf:rfc:2327': () => ({
      sdp: { about: 'A description of the session in SDP.', text: 'string?' },
    }),
  },
  retired: { 'http://jabber.org/protocol/tins': 'Use Jingle, urn:xmpp:jingle:1 (XEP-0166).' },
};

import type { Specification } from '../model/definition.ts';

export const xep0353: Specification = {
  id: 'XEP-0353',
  title: 'Jingle Message Initiation',
  status: 'Experimental',
  version: '0.8.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle-message:0': () => ({
      propose: {
        about: 'Proposes a session to all devices of the recipient.',
        section: '3.1#intent',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id of the session to come.'] },
        payload: true,
      },
      ringing: {
        about: 'A device has begun to ring.',
        section: '3.2#ring',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
      },
      accept: {
        about: 'A device of the recipient took the call; the others stop ringing.',
        section: '5#business-rules',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
      },
      proceed: {
        about: 'The caller may start the session with this device.',
        section: '3.4#proceed',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
        payload: true,
      },
      reject: {
        about: 'The session is refused.',
        section: '3.5#reject',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
        children: {
          '{urn:xmpp:jingle:1}reason': '?',
          'tie-break': [
            '?',
            { about: 'Both sides proposed at once, and this proposal lost.', section: '4.1#tie-break-1' },
          ],
        },
        payload: true,
      },
      retract: {
        about: 'The caller takes the proposal back.',
        section: '3.3#retract',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
        children: { '{urn:xmpp:jingle:1}reason': '?' },
        payload: true,
      },
      finish: {
        about: 'The session is over.',
        section: '3.7#finish',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id from the proposal.'] },
        children: {
          '{urn:xmpp:jingle:1}reason': '?',
          migrated: [
            '?',
            {
              about: 'The session goes on under another id.',
              section: '4.2#tie-break-2',
              attributes: { to: ['string', 'The id of the new session.'] },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:jingle-message:0': 'Understands proposals of sessions in messages.',
  },
  templates: [
    {
      label: 'Propose a call',
      text: '<message type="chat" id="{{$id}}" to="${1:juliet@example.org}">\n  <propose xmlns="urn:xmpp:jingle-message:0" id="${2:ca3cf894-5325-482f-a412-a6e9f832298d}">\n    <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="${3:audio}"/>\n  </propose>\n  <store xmlns="urn:xmpp:hints"/>\n</message>',
    },
  ],
};

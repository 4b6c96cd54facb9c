import type { Specification } from '../model/definition.ts';

export const xep0401: Specification = {
  id: 'XEP-0401',
  title: 'Ad-hoc Account Invitation Generation',
  status: 'Experimental',
  version: '0.6.0',
  depth: 'model',
  features: {
    'urn:xmpp:invite#invite': 'Makes invitations for others.',
    'urn:xmpp:invite#create-account': 'Makes accounts for others.',
  },
  forms: {
    'urn:xmpp:invite#invitation': () => ({
      fields: {
        uri: ['text-single', 'The invitation as an xmpp: address.', 'uri'],
        'landing-url': ['text-single', 'A page on the Web that explains it.', 'uri'],
        expiry: ['text-single', 'When it expires.', 'dateTime'],
      },
      about: 'An invitation that a server has made.',
    }),
  },
  templates: [
    {
      label: 'Have the server make an invitation',
      text: '<iq type="set" id="{{$id}}" to="${1:example.org}">\n  <command xmlns="http://jabber.org/protocol/commands" node="urn:xmpp:invite#invite" action="execute"/>\n</iq>',
    },
  ],
};

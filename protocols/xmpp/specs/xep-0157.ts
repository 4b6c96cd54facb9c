import type { Specification } from '../model/definition.ts';

export const xep0157: Specification = {
  id: 'XEP-0157',
  title: 'Contact Addresses for XMPP Services',
  status: 'Active',
  version: '1.1.1',
  depth: 'full',
  forms: {
    'http://jabber.org/network/serverinfo': () => ({
      fields: {
        'abuse-addresses': ['list-multi', 'Where to turn to about abuse, as addresses with mailto: or xmpp:.'],
        'admin-addresses': ['list-multi', 'Where to turn to the administrators, as addresses with mailto: or xmpp:.'],
        'feedback-addresses': ['list-multi', 'Where to turn to with feedback, as addresses with mailto: or xmpp:.'],
        'sales-addresses': ['list-multi', 'Where to turn to about sales, as addresses with mailto: or xmpp:.'],
        'security-addresses': ['list-multi', 'Where to turn to about security, as addresses with mailto: or xmpp:.'],
        'status-addresses': ['list-multi', 'Where the state of the service is told, as addresses.'],
        'support-addresses': ['list-multi', 'Where to turn to for help, as addresses with mailto: or xmpp:.'],
        'serverinfo-pubsub-node': [
          'text-single',
          'The node with information on the server, as an xmpp: address (XEP-0485).',
        ],
      },
      about: 'Tells in service discovery whom to turn to.',
    }),
  },
};

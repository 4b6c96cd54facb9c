import type { Specification } from '../model/definition.ts';

export const xep0130: Specification = {
  id: 'XEP-0130',
  title: 'Waiting Lists',
  status: 'Deprecated',
  version: '1.4.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/waitinglist': () => ({
      query: {
        about: 'Asks for, changes or holds the waiting list of a user.',
        section: '5#protocol',
        stands: ['iq get', 'iq set', 'iq result'],
        children: { item: '*' },
        reply: { 'iq get': 'query' },
      },
      waitlist: {
        about: 'Tells what became of a contact on the list.',
        section: '5#protocol',
        stands: 'message',
        children: { item: '*' },
      },
      item: {
        about: 'One contact that may come to XMPP.',
        section: '5#protocol',
        attributes: {
          id: ['string?', 'Names the entry.'],
          jid: ['jid?', 'The address, once it is known.'],
          type: ['=error?', 'The entry could not be made.'],
        },
        children: {
          uri: '*',
          name: ['?', { about: 'The name of the contact.', section: '5#protocol', text: 'string(..1023)' }],
          remove: ['?', { about: 'Takes the entry off the list.', section: '5#protocol' }],
        },
        payload: true,
      },
      uri: {
        about: 'An address outside XMPP.',
        section: '5#protocol',
        attributes: { scheme: ['nmtoken', 'Its scheme, such as tel or mailto.'] },
        text: 'string',
      },
    }),
  },
  features: { 'http://jabber.org/protocol/waitinglist': 'Keeps waiting lists.' },
};

import type { Specification } from '../model/definition.ts';

// The schema demands an item in every <offline/>; requests to fetch or purge all have none.
export const xep0013: Specification = {
  id: 'XEP-0013',
  title: 'Flexible Offline Message Retrieval',
  status: 'Deprecated',
  version: '1.3',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/offline': () => ({
      offline: {
        about: 'Asks for messages kept while offline or removes them, or says which one this is.',
        section: '2.4#retrieve-specific',
        stands: ['iq get', 'iq set', 'message'],
        children: {
          item: [
            '*',
            {
              about: 'One of the messages.',
              section: '2.3#request-headers',
              attributes: {
                action: ['=remove|view?', 'What to do with it.'],
                jid: ['jid?', 'Who sent it.'],
                node: ['string', 'The id of the message.'],
              },
            },
          ],
          fetch: ['?', { about: 'Asks for all of them.', section: '2.6#retrieve-all' }],
          purge: ['?', { about: 'Removes all of them.', section: '2.7#remove-all' }],
        },
      },
    }),
  },
  forms: {
    'http://jabber.org/protocol/offline': () => ({
      about: 'Tells in service discovery how many messages wait.',
      fields: { number_of_messages: ['text-single', 'How many messages wait.', 'nonNegativeInteger'] },
    }),
  },
  features: {
    'http://jabber.org/protocol/offline': 'Lets messages be chosen that were kept while offline.',
  },
};

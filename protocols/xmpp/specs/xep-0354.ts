import type { Specification } from '../model/definition.ts';

// A request is empty, though the schema, which is not well-formed, demands the active algorithm.
export const xep0354: Specification = {
  id: 'XEP-0354',
  title: 'Customizable Message Routing',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:cmr:0': () => ({
      query: {
        about: 'Asks for, sets or tells how messages to an account are routed.',
        section: '5.2',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          active: [
            '?',
            { about: 'What is in use.', section: '5.2', attributes: { algorithm: ['string(1..)', 'The algorithm.'] } },
          ],
          available: [
            '*',
            {
              about: 'What can be chosen.',
              section: '5.2',
              attributes: { algorithm: ['string(1..)', 'The algorithm.'] },
            },
          ],
        },
        reply: { 'iq get': 'query', 'iq set': 'any' },
      },
      cmr: {
        about: 'How this message is to be routed.',
        section: '5.4',
        stands: 'message',
        attributes: { algorithm: ['string(1..)', 'The algorithm.'] },
      },
    }),
  },
  features: {
    'urn:xmpp:cmr:0': 'Routes messages as the account wishes.',
    'urn:xmpp:cmr:hints:0': 'Routes a message as its sender wishes.',
  },
};

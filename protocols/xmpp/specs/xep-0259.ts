import type { Specification } from '../model/definition.ts';

export const xep0259: Specification = {
  id: 'XEP-0259',
  title: 'Message Mine-ing',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:mine:0': () => ({
      whose: {
        about: 'Asks the resources of an account which one takes the message.',
        section: '3.4#broadcast',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'Names the message.'] },
      },
      mine: {
        about: 'This resource takes the messages.',
        section: '3.5#claim',
        stands: ['message', 'payload'],
        children: { id: ['+', { about: 'Names a message.', section: '3.5#claim', text: 'string' }] },
      },
    }),
  },
  features: { 'urn:xmpp:tmp:mine:0': 'Agrees with others on who takes a message.' },
};

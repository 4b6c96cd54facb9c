import type { Specification } from '../model/definition.ts';

export const xep0275: Specification = {
  id: 'XEP-0275',
  title: 'Entity Reputation',
  status: 'Deferred',
  version: '0.2.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:reputation:0': () => ({
      score: {
        about: 'Asks for or tells how trustworthy somebody is.',
        section: '4#protocol',
        stands: ['iq get', 'iq result'],
        attributes: { jid: ['jid~', 'Who is meant.'], num: ['integer(-100..100)?', 'The score, from -100 to 100.'] },
        text: 'string?',
        when: { 'iq result': { attributes: { num: 'integer(-100..100)' } } },
        reply: { 'iq get': 'score' },
      },
    }),
  },
  features: { 'urn:xmpp:reputation:0': 'Tells how trustworthy others are.' },
};

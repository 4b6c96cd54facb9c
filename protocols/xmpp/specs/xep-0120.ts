import type { Specification } from '../model/definition.ts';

export const xep0120: Specification = {
  id: 'XEP-0120',
  title: 'Infobits',
  status: 'Retracted',
  version: '0.5',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/infobits': () => ({
      info: {
        about: 'Data on something as pairs of keys and values.',
        section: '3.1',
        stands: ['iq get', 'iq set', 'iq result', 'message', 'presence', 'payload'],
        children: { bundle: '+' },
      },
      bundle: {
        about: 'Pairs that belong together.',
        section: '3.1',
        attributes: { type: ['string~', 'Which kind of data.'], context: ['string~', 'What they are about.'] },
        children: { bit: '*' },
      },
      bit: {
        about: 'One pair.',
        section: '3.1',
        attributes: { key: ['string', 'The key.'], datatype: ['string?', 'The type of the value.'] },
        text: 'string?',
        open: true,
      },
    }),
  },
};

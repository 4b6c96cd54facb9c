import type { Specification } from '../model/definition.ts';

export const xep0428: Specification = {
  id: 'XEP-0428',
  title: 'Fallback Indication',
  status: 'Experimental',
  version: '0.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:fallback:0': () => ({
      fallback: {
        about: 'Marks text that is only for clients without a feature.',
        section: '2.2',
        stands: ['message', 'payload'],
        attributes: { for: ['string~', 'The namespace of the feature.'] },
        children: {
          subject: [
            '*',
            {
              about: 'A stretch of the subject; all of it where nothing is said.',
              section: '2.2',
              attributes: {
                start: ['unsignedInt?', 'Where it begins, in characters.'],
                end: ['unsignedInt?', 'Where it ends.'],
              },
            },
          ],
          body: [
            '*',
            {
              about: 'A stretch of the body; all of it where nothing is said.',
              section: '2.2',
              attributes: {
                start: ['unsignedInt?', 'Where it begins, in characters.'],
                end: ['unsignedInt?', 'Where it ends.'],
              },
            },
          ],
        },
      },
    }),
  },
  features: { 'urn:xmpp:fallback:0': 'Hides text that is only for others.' },
};

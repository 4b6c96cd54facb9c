import type { Specification } from '../model/definition.ts';

export const xep0492: Specification = {
  id: 'XEP-0492',
  title: 'Chat notification settings',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:notification-settings:1': () => ({
      notify: {
        about: 'When the user wants to be told of messages in a chat.',
        section: '2.1#notify',
        stands: ['{urn:xmpp:bookmarks:1}extensions', 'payload'],
        children: {
          always: [
            '*',
            {
              about: 'At every message.',
              section: '2.1#notify',
              attributes: {
                'identity-category': ['string?', 'Only for devices of this category.'],
                'identity-type': ['string?', 'Only for devices of this type.'],
              },
              children: {
                advanced: ['?', { about: 'What else a client has to say.', section: '2.3#advanced', payload: true }],
              },
            },
          ],
          'on-mention': [
            '*',
            {
              about: 'When the user is mentioned.',
              section: '2.1#notify',
              attributes: {
                'identity-category': ['string?', 'Only for devices of this category.'],
                'identity-type': ['string?', 'Only for devices of this type.'],
              },
              children: {
                advanced: ['?', { about: 'What else a client has to say.', section: '2.3#advanced', payload: true }],
              },
            },
          ],
          never: [
            '*',
            {
              about: 'Not at all.',
              section: '2.1#notify',
              attributes: {
                'identity-category': ['string?', 'Only for devices of this category.'],
                'identity-type': ['string?', 'Only for devices of this type.'],
              },
              children: {
                advanced: ['?', { about: 'What else a client has to say.', section: '2.3#advanced', payload: true }],
              },
            },
          ],
        },
      },
    }),
  },
  retired: { 'urn:xmpp:notification-settings:0': 'Use urn:xmpp:notification-settings:1 (XEP-0492).' },
};

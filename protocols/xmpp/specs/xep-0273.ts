import type { Specification } from '../model/definition.ts';

export const xep0273: Specification = {
  id: 'XEP-0273',
  title: 'Stanza Interception and Filtering Technology (SIFT)',
  status: 'Deferred',
  version: '0.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sift:2': () => ({
      sift: {
        about: 'Says which stanzas the session wants.',
        section: '3.3#enabling',
        stands: 'iq set',
        children: {
          iq: [
            '?',
            {
              about: 'Which iqs.',
              section: '3.3#enabling',
              attributes: { recipient: '=all|bare|full?', sender: '=all|local|others|remote|self?' },
              children: {
                allow: [
                  '*',
                  {
                    about: 'An element that may pass.',
                    section: '3.3#enabling',
                    attributes: { name: 'string?', ns: 'string?' },
                  },
                ],
              },
            },
          ],
          message: [
            '?',
            {
              about: 'Which messages.',
              section: '3.3#enabling',
              attributes: { recipient: '=all|bare|full?', sender: '=all|local|others|remote|self?' },
              children: {
                allow: [
                  '*',
                  {
                    about: 'An element that may pass.',
                    section: '3.3#enabling',
                    attributes: { name: 'string?', ns: 'string?' },
                  },
                ],
              },
            },
          ],
          presence: [
            '?',
            {
              about: 'Which presence.',
              section: '3.3#enabling',
              attributes: { recipient: '=all|bare|full?', sender: '=all|local|others|remote|self?' },
              children: {
                allow: [
                  '*',
                  {
                    about: 'An element that may pass.',
                    section: '3.3#enabling',
                    attributes: { name: 'string?', ns: 'string?' },
                  },
                ],
              },
            },
          ],
          sub: [
            '?',
            {
              about: 'Which requests of subscription.',
              section: '3.1.2#features-sender',
              attributes: { recipient: '=all|bare|full?', sender: '=all|local|others|remote|self?' },
            },
          ],
        },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: {
    'urn:xmpp:sift:2': 'Filters stanzas for a session.',
  },
};

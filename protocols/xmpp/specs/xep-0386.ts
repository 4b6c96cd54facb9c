import type { Specification } from '../model/definition.ts';

export const xep0386: Specification = {
  id: 'XEP-0386',
  title: 'Bind 2',
  status: 'Stable',
  version: '1.1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:bind:0': () => ({
      bind: {
        about: 'Offers or asks for a resource together with authentication.',
        section: '3.1',
        stands: ['{urn:xmpp:sasl:2}inline', '{urn:xmpp:sasl:2}authenticate'],
        children: {
          inline: [
            '?',
            {
              about: 'The features that can be switched on in the same step.',
              section: '3.1',
              children: {
                feature: [
                  '+',
                  {
                    about: 'One of these features.',
                    section: '3.1',
                    attributes: { var: ['string', 'Its namespace.'] },
                  },
                ],
              },
            },
          ],
          tag: [
            '?',
            {
              about: 'A short text that the server may make the resource from.',
              section: '3.2.1#identifiers',
              text: 'string?',
            },
          ],
        },
        payload: true,
      },
      bound: {
        about: 'The resource is bound; what else was switched on follows.',
        section: '3.2#bind-request',
        stands: '{urn:xmpp:sasl:2}success',
        children: { '{urn:xmpp:mam:2}metadata': '?' },
        payload: true,
      },
    }),
  },
  retired: {
    'urn:xmpp:bind2:1': 'Use urn:xmpp:bind:0 (XEP-0386).',
    'urn:xmpp:bind2:0': 'Use urn:xmpp:bind:0 (XEP-0386).',
  },
};

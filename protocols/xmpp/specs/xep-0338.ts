import type { Specification } from '../model/definition.ts';

export const xep0338: Specification = {
  id: 'XEP-0338',
  title: 'Jingle Grouping Framework',
  status: 'Stable',
  version: '1.0.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:jingle:apps:grouping:0': () => ({
      group: {
        about: 'Groups contents of the session, as a=group in SDP.',
        section: '2#sdp',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: { semantics: ['~BUNDLE|LS|FID', 'What the group means.'] },
        children: {
          content: [
            '+',
            {
              about: 'A content of the group.',
              section: '2#sdp',
              attributes: { name: ['string', 'The name of the content.'] },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:apps:grouping:0': 'Understands grouping of contents.',
  },
};

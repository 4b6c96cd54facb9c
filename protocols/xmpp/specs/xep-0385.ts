import type { Specification } from '../model/definition.ts';

export const xep0385: Specification = {
  id: 'XEP-0385',
  title: 'Stateless Inline Media Sharing (SIMS)',
  status: 'Deferred',
  version: '0.2.1',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sims:1': () => ({
      'media-sharing': {
        about: 'Offers a file that belongs to a place in the text.',
        section: '4.1#usecases-sending-photo',
        stands: ['{urn:xmpp:reference:0}reference', 'message', 'payload'],
        children: {
          '{urn:xmpp:jingle:apps:file-transfer:5}file': '1~',
          sources: [
            '?',
            {
              about: 'Where the file is found.',
              section: '4.1#usecases-sending-photo',
              children: { '{urn:xmpp:reference:0}reference': '*' },
              payload: true,
            },
          ],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:sims:1': 'Understands files that are shared in the text.' },
};

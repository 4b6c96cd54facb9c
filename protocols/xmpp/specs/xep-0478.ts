import type { Specification } from '../model/definition.ts';

export const xep0478: Specification = {
  id: 'XEP-0478',
  title: 'Stream Limits Advertisement',
  status: 'Experimental',
  version: '0.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:stream-limits:0': () => ({
      limits: {
        about: 'What a stream may bear.',
        section: '3.1#advertise',
        stands: ['features', '{urn:xmpp:bidi}bidi'],
        children: {
          'max-bytes': [
            '?',
            { about: 'How many bytes a top-level element may have.', section: '3.1#advertise', text: 'unsignedInt' },
          ],
          'idle-seconds': [
            '?',
            {
              about: 'After how many seconds of silence the stream may end.',
              section: '3.1#advertise',
              text: 'unsignedInt',
            },
          ],
        },
      },
    }),
  },
};

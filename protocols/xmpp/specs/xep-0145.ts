import type { Specification } from '../model/definition.ts';

export const xep0145: Specification = {
  id: 'XEP-0145',
  title: 'Annotations',
  status: 'Active',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'storage:rosternotes': () => ({
      storage: {
        about: 'Notes on contacts.',
        section: '2#ns_storage_notes',
        stands: '{jabber:iq:private}query',
        children: {
          note: [
            '*',
            {
              about: 'A note on one contact.',
              section: '2#ns_storage_notes',
              attributes: {
                jid: ['jid', 'The contact.'],
                cdate: ['dateTime?', 'When it was written.'],
                mdate: ['dateTime?', 'When it was changed last.'],
              },
              text: 'string?',
            },
          ],
        },
      },
    }),
  },
};

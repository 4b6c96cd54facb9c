import type { Specification } from '../model/definition.ts';

export const xep0420: Specification = {
  id: 'XEP-0420',
  title: 'Stanza Content Encryption',
  status: 'Experimental',
  version: '0.5.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sce:1': () => ({
      envelope: {
        about: 'What is encrypted: the protected content and facts on the message.',
        section: '4#affix_elements',
        stands: ['payload', 'stream'],
        children: {
          content: ['1', { about: 'The elements that are protected.', section: '4#affix_elements', payload: true }],
          rpad: ['?', { about: 'Random text that hides the length.', section: '4#affix_elements', text: 'string?' }],
          time: [
            '?',
            {
              about: 'When it was sent.',
              section: '4#affix_elements',
              attributes: { stamp: ['dateTime', 'The time.'] },
            },
          ],
          to: [
            '?',
            {
              about: 'To whom it was sent.',
              section: '4#affix_elements',
              attributes: { jid: ['jid', 'The address.'] },
            },
          ],
          from: [
            '?',
            { about: 'Who has sent it.', section: '4#affix_elements', attributes: { jid: ['jid', 'The address.'] } },
          ],
        },
        payload: true,
      },
    }),
  },
};

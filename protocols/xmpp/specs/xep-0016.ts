import type { Specification } from '../model/definition.ts';

// Deprecated in favour of XEP-0191.
export const xep0016: Specification = {
  id: 'XEP-0016',
  title: 'Privacy Lists',
  status: 'Deprecated',
  version: '1.7',
  depth: 'model',
  namespaces: {
    'jabber:iq:privacy': () => ({
      query: {
        about: 'Asks for privacy lists, edits one, or says which are in use.',
        section: '2.1#protocol-syntax',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          item: '0',
          active: [
            '?',
            {
              about: 'The list in use for this session.',
              section: '2.3#protocol-retrieve',
              attributes: { name: ['string?', 'Its name; none where it is missing.'] },
            },
          ],
          default: [
            '?',
            {
              about: 'The list in use where a session chose none.',
              section: '2.3#protocol-retrieve',
              attributes: { name: ['string?', 'Its name; none where it is missing.'] },
            },
          ],
          list: [
            '*',
            {
              about: 'A privacy list.',
              section: '2.1#protocol-syntax',
              attributes: { name: ['string', 'Its name.'] },
              children: { item: '*' },
            },
          ],
        },
        reply: { 'iq get': 'query', 'iq set': 'empty' },
      },
      item: {
        about: 'A rule of a list.',
        section: '2.1#protocol-syntax',
        attributes: {
          action: ['=allow|deny', 'What happens to what matches.'],
          order: ['unsignedInt', 'Rules with lower numbers come first.'],
          type: ['=group|jid|subscription?', 'What the value is; everything matches where it is missing.'],
          value: ['string?', 'The JID, group or state of subscription.'],
        },
        children: {
          iq: ['?', { about: 'It is about incoming iqs.', section: '2.1#protocol-syntax' }],
          message: ['?', { about: 'It is about incoming messages.', section: '2.1#protocol-syntax' }],
          'presence-in': ['?', { about: 'It is about incoming presence.', section: '2.1#protocol-syntax' }],
          'presence-out': ['?', { about: 'It is about outgoing presence.', section: '2.1#protocol-syntax' }],
        },
      },
    }),
  },
  features: {
    'jabber:iq:privacy': 'Keeps privacy lists.',
  },
};

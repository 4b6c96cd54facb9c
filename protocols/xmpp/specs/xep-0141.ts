import type { Specification } from '../model/definition.ts';

export const xep0141: Specification = {
  id: 'XEP-0141',
  title: 'Data Forms Layout',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/xdata-layout': () => ({
      page: {
        about: 'The fields that are shown together.',
        section: '8.1#def-page',
        stands: '{jabber:x:data}x',
        attributes: { label: ['string?', 'What people see.'] },
        children: { text: '*', section: '*', fieldref: '*', reportedref: '?' },
      },
      section: {
        about: 'A group of fields on a page.',
        section: '8.2#def-section',
        attributes: { label: ['string?', 'What people see.'] },
        children: { text: '*', section: '*', fieldref: '*', reportedref: '?' },
      },
      fieldref: {
        about: 'A field stands here.',
        section: '8.3#def-fieldref',
        attributes: { var: ['string', 'The field’s name.'] },
      },
      reportedref: { about: 'The table of results stands here.', section: '8.4#def-reportedref' },
      text: { about: 'A text for people.', section: '8.5#def-text', text: 'string?' },
    }),
  },
  features: { 'http://jabber.org/protocol/xdata-layout': 'Lays forms out.' },
};

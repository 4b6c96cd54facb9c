import type { Specification } from '../model/definition.ts';

export const xep0096: Specification = {
  id: 'XEP-0096',
  title: 'SI File Transfer',
  status: 'Deprecated',
  version: '1.3.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/si/profile/file-transfer': () => ({
      file: {
        about: 'A file that is offered, or the part of it that is wanted.',
        section: '4#examples',
        stands: ['{http://jabber.org/protocol/si}si', '{http://jabber.org/protocol/sipub}sipub'],
        attributes: {
          name: ['string', 'The name of the file.'],
          size: ['nonNegativeInteger', 'Its size in bytes.'],
          date: ['dateTime?', 'When it was last changed.'],
          hash: ['hex?', 'Its MD5 sum.'],
        },
        children: {
          desc: ['?', { about: 'A description for people.', section: '4#examples', text: 'string?' }],
          range: [
            '?',
            {
              about: 'Parts of it may be asked for, or are.',
              section: '4#examples',
              attributes: {
                length: ['nonNegativeInteger?', 'How many bytes.'],
                offset: ['nonNegativeInteger?', 'The first byte.'],
              },
            },
          ],
        },
        payload: true,
        when: { 'iq result': { attributes: { name: 'string?', size: 'nonNegativeInteger?' } } },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/si/profile/file-transfer': 'Understands transfer of files over stream initiation.',
  },
};

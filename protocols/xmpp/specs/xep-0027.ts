import type { Specification } from '../model/definition.ts';

export const xep0027: Specification = {
  id: 'XEP-0027',
  title: 'Current Jabber OpenPGP Usage',
  status: 'Obsolete',
  version: '1.4',
  depth: 'model',
  namespaces: {
    'jabber:x:encrypted': () => ({
      x: {
        about: 'The body, encrypted with OpenPGP; the lines of armour are left out.',
        section: '2#signing',
        stands: 'message',
        text: 'string',
      },
    }),
    'jabber:x:signed': () => ({
      x: {
        about: 'The status, signed with OpenPGP; the lines of armour are left out.',
        section: '2#signing',
        stands: ['presence', 'message'],
        text: 'string',
      },
    }),
  },
};

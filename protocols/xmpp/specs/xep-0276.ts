import type { Specification } from '../model/definition.ts';

export const xep0276: Specification = {
  id: 'XEP-0276',
  title: 'Presence Decloaking',
  status: 'Deferred',
  version: '0.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:decloak:0': () => ({
      decloak: {
        about: 'Tells somebody that one is online, for a while, and asks for the same.',
        section: '3#approach',
        stands: ['presence'],
        attributes: { reason: ['~file|media|text?', 'What it is for.'] },
      },
    }),
  },
};

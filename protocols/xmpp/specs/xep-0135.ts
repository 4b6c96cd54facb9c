import type { Specification } from '../model/definition.ts';

export const xep0135: Specification = {
  id: 'XEP-0135',
  title: 'File Sharing',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/files': () => ({
      retrieve: {
        about: 'Asks for a file that a node of service discovery shows.',
        stands: 'iq get',
        attributes: { node: ['string(1..)', 'The node of the file.'] },
      },
    }),
  },
  forms: {
    'http://jabber.org/protocol/files': () => ({
      about: 'Describes a file in service discovery.',
      fields: {
        date: ['text-single', 'When it was last changed.'],
        description: ['text-single', 'What it is.'],
        hash: ['text-single', 'Its MD5 hash.', 'hex'],
        'mime-type': ['text-single', 'Its media type.'],
        size: ['text-single', 'Its size in bytes.', 'nonNegativeInteger'],
      },
    }),
  },
  features: { 'http://jabber.org/protocol/files': 'Shares files.' },
  identities: { 'filesys/directory': 'A directory of files.', 'filesys/file': 'A file.' },
};

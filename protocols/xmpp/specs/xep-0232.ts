import type { Specification } from '../model/definition.ts';

// A form in the answer to disco#info (XEP-0128); it has no element of its own.
export const xep0232: Specification = {
  id: 'XEP-0232',
  title: 'Software Information',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  forms: {
    'urn:xmpp:dataforms:softwareinfo': () => ({
      about: 'Tells which software an entity is.',
      fields: {
        icon: ['text-single', 'Where a picture of the software is.'],
        os: ['text-single', 'The operating system.'],
        os_version: ['text-single', 'The version of the operating system.'],
        software: ['text-single', 'The name of the software.'],
        software_version: ['text-single', 'The version of the software.'],
      },
    }),
  },
};

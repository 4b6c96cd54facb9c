import type { Specification } from '../model/definition.ts';

// A form in the answer to disco#info (XEP-0128); the status itself is a file on the web.
export const xep0455: Specification = {
  id: 'XEP-0455',
  title: 'Service Outage Status',
  status: 'Experimental',
  version: '0.4.0',
  depth: 'model',
  forms: {
    'urn:xmpp:sos:0': () => ({
      about: 'Tells where the status of a service can be read.',
      fields: {
        'external-status-addresses': ['list-multi', 'Addresses of the file with the status.'],
      },
    }),
  },
};

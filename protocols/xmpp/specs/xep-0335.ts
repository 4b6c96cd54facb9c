import type { Specification } from '../model/definition.ts';

export const xep0335: Specification = {
  id: 'XEP-0335',
  title: 'JSON Containers',
  status: 'Deferred',
  version: '0.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:json:0': () => ({
      json: { about: 'Carries JSON.', section: '3#usecases', stands: 'payload', text: 'string?' },
    }),
  },
};

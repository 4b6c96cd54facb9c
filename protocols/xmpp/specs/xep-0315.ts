import type { Specification } from '../model/definition.ts';

export const xep0315: Specification = {
  id: 'XEP-0315',
  title: 'Data Forms XML Element',
  status: 'Deferred',
  version: '0.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:xml-element': () => ({
      wrapper: {
        about: 'Wraps XML that is the value of a form’s field.',
        section: '2#xml-element',
        stands: ['{jabber:x:data}value', 'payload'],
        payload: true,
      },
    }),
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0208: Specification = {
  id: 'XEP-0208',
  title: 'Bootstrapping Implementation of Jingle',
  status: 'Retracted',
  version: '0.4',
  depth: 'model',
  namespaces: {
    'http://www.xmpp.org/extensions/xep-0208.html#ns': () => ({
      description: { about: 'Sends back what it gets, to try out Jingle.', stands: 'payload' },
    }),
  },
};

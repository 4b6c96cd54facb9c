import type { Specification } from '../model/definition.ts';

export const xep0129: Specification = {
  id: 'XEP-0129',
  title: 'WebDAV File Transfers',
  status: 'Deferred',
  version: '0.3',
  depth: 'model',
  namespaces: {
    'http://www.xmpp.org/extensions/xep-0129.html#ns': () => ({
      jidlist: {
        about: 'Who may fetch a file from a WebDAV server.',
        stands: ['{DAV:}prop', 'payload'],
        children: { jid: ['*', { about: 'Somebody who may.', text: 'jid' }] },
      },
    }),
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0003: Specification = {
  id: 'XEP-0003',
  title: 'Proxy Accept Socket Service (PASS)',
  status: 'Obsolete',
  version: '1.4',
  depth: 'model',
  namespaces: {
    'jabber:iq:pass': () => ({
      query: {
        about: 'Asks a proxy to accept connections, and tells of them.',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          client: [
            '*',
            {
              about: 'The address that connects.',
              attributes: { port: ['unsignedShort?', 'The port.'] },
              text: 'string?',
            },
          ],
          close: ['*', { about: 'Closes the connection.' }],
          expire: ['*', { about: 'After how many seconds the proxy gives up.', text: 'unsignedLong' }],
          oneshot: ['*', { about: 'One connection is enough.' }],
          proxy: [
            '*',
            {
              about: 'The address at the proxy.',
              attributes: { port: ['unsignedShort?', 'The port.'] },
              text: 'string?',
            },
          ],
          server: [
            '*',
            {
              about: 'The address that is connected to.',
              attributes: { port: ['unsignedShort?', 'The port.'] },
              text: 'string?',
            },
          ],
        },
      },
    }),
  },
  retired: { 'jabber:iq:pass': 'Use http://jabber.org/protocol/bytestreams (XEP-0065).' },
};

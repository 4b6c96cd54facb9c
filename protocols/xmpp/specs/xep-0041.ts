import type { Specification } from '../model/definition.ts';

export const xep0041: Specification = {
  id: 'XEP-0041',
  title: 'Reliable Entity Link',
  status: 'Retracted',
  version: '0.9',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/rel': () => ({
      query: {
        about: 'Asks for a connection, and tells how it is made.',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: { cid: ['string~', 'Names the connection.'], keepAlive: ['boolean?', 'It is kept open.'] },
        payload: true,
      },
      cid: {
        about: 'Names the connection within another protocol.',
        stands: 'payload',
        attributes: { value: ['string', 'The name.'] },
      },
    }),
  },
  retired: { 'http://jabber.org/protocol/rel': 'Use stream initiation (XEP-0095) or Jingle (XEP-0166).' },
};

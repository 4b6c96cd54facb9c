import type { Specification } from '../model/definition.ts';

// It is a format of files: nothing of it is sent in a stream.
export const xep0227: Specification = {
  id: 'XEP-0227',
  title: 'Portable Import/Export Format for XMPP-IM Servers',
  status: 'Stable',
  version: '1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:pie:0': () => ({
      'server-data': {
        about: 'All that a server exports.',
        section: '4#fileformat',
        stands: 'payload',
        children: { host: '*', '{http://www.w3.org/2001/XInclude}include': '*' },
        payload: true,
      },
      host: {
        about: 'What belongs to one domain.',
        section: '4.1#hosts',
        attributes: { jid: ['domainJid', 'The domain.'] },
        children: { user: '*' },
        payload: true,
      },
      user: {
        about: 'What belongs to one account: roster, cards, private data, nodes.',
        section: '4.2#users',
        attributes: { name: ['string(1..)', 'The local part of the address.'], password: ['string?', 'The password in the clear.'] },
        children: { 'offline-messages': '?' },
        payload: true,
      },
      'offline-messages': { about: 'Messages that wait for the account.', section: '4.5#offlinemessages', payload: true },
    }),
  },
};

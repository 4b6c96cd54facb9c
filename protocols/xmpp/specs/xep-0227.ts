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
        attributes: {
          name: ['string(1..)', 'The local part of the address.'],
          password: ['string?', 'The password in the clear.'],
        },
        children: { 'offline-messages': '?' },
        payload: true,
      },
      'offline-messages': {
        about: 'Messages that wait for the account.',
        section: '4.5#offlinemessages',
        payload: true,
      },
    }),
    'urn:xmpp:pie:0#scram': () => ({
      'scram-credentials': {
        about: 'What a server stores to check a password by SCRAM.',
        section: '4.3#scram-credentials',
        stands: '{urn:xmpp:pie:0}user',
        attributes: { mechanism: ['string(1..)', 'The mechanism that it is for.'] },
        children: {
          'iter-count': [
            '1',
            { about: 'How often the hash was applied.', section: '4.3#scram-credentials', text: 'positiveInteger' },
          ],
          salt: ['1', { about: 'The salt.', section: '4.3#scram-credentials', text: 'base64' }],
          'server-key': [
            '1',
            { about: 'The key by which the server proves itself.', section: '4.3#scram-credentials', text: 'base64' },
          ],
          'stored-key': [
            '1',
            {
              about: 'The key by which the server checks the client.',
              section: '4.3#scram-credentials',
              text: 'base64',
            },
          ],
        },
      },
    }),
    'urn:xmpp:pie:0#mam': () => ({
      archive: {
        about: 'The archive of an account.',
        section: '4.11#archive',
        stands: '{urn:xmpp:pie:0}user',
        children: { '{urn:xmpp:mam:2}result': '*' },
        payload: true,
      },
    }),
  },
};

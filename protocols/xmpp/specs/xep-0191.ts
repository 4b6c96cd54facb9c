import type { Specification } from '../model/definition.ts';

export const xep0191: Specification = {
  id: 'XEP-0191',
  title: 'Blocking Command',
  status: 'Stable',
  version: '1.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:blocking': () => ({
      blocklist: {
        about: 'Asks for or gives the list of blocked addresses.',
        section: '3.2#blocklist',
        stands: ['iq get', 'iq result'],
        children: { item: '*' },
        reply: { 'iq get': 'blocklist' },
        to: 'none | bare',
      },
      block: {
        about: 'Blocks addresses, or tells the other resources of it.',
        section: '3.3#block',
        stands: 'iq set',
        children: { item: '+' },
        reply: { 'iq set': 'empty' },
      },
      unblock: {
        about: 'Lifts the block of addresses; of all, where none is given.',
        section: '3.4#unblock',
        stands: 'iq set',
        children: { item: '*' },
        reply: { 'iq set': 'empty' },
      },
      item: {
        about: 'One blocked address.',
        section: '3.3#block',
        attributes: { jid: ['jid', 'The address: a full or bare JID, a domain, a domain with a resource.'] },
        payload: true,
      },
    }),
    'urn:xmpp:blocking:errors': () => ({
      blocked: { about: 'The sender has blocked the recipient.', section: '3.3#block', stands: 'error' },
    }),
  },
  features: { 'urn:xmpp:blocking': 'Lets users block addresses.' },
  templates: [
    {
      label: 'Block an address',
      text: '<iq type="set" id="{{$id}}">\n  <block xmlns="urn:xmpp:blocking">\n    <item jid="${1:romeo@example.net}"/>\n  </block>\n</iq>',
    },
    {
      label: 'Ask for the block list',
      text: '<iq type="get" id="{{$id}}">\n  <blocklist xmlns="urn:xmpp:blocking"/>\n</iq>',
    },
  ],
};

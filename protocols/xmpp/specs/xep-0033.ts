import type { Specification } from '../model/definition.ts';

export const xep0033: Specification = {
  id: 'XEP-0033',
  title: 'Extended Stanza Addressing',
  status: 'Stable',
  version: '1.2.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/address': () => ({
      addresses: {
        about: 'To whom the stanza goes besides its to attribute, or went.',
        section: '4#addresses',
        stands: ['message', 'presence', 'payload'],
        children: { address: '+' },
        payload: true,
      },
      address: {
        about: 'One address.',
        section: '4#addresses',
        attributes: {
          type: ['=bcc|cc|noreply|ofrom|replyroom|replyto|to', 'What the address is.'],
          jid: ['jid?', 'The address in XMPP.'],
          uri: ['uri?', 'The address as a URI.'],
          node: ['string?', 'A node at that address.'],
          desc: ['string?', 'A name for people.'],
          delivered: ['=true?', 'It was delivered there already.'],
        },
        payload: true,
      },
    }),
  },
  features: { 'http://jabber.org/protocol/address': 'Sends stanzas to several addresses.' },
  identities: { 'service/multicast': 'A service that sends stanzas to several addresses.' },
  templates: [
    {
      label: 'Message to several recipients',
      text: '<message to="${1:multicast.example.org}">\n  <addresses xmlns="http://jabber.org/protocol/address">\n    <address type="to" jid="${2:juliet@example.org}" desc="${3:Juliet}"/>\n    <address type="cc" jid="${4:romeo@example.net}"/>\n  </addresses>\n  <body>${5:Hello}</body>\n</message>',
    },
  ],
};

import type { Specification } from '../model/definition.ts';

export const xep0047: Specification = {
  id: 'XEP-0047',
  title: 'In-Band Bytestreams',
  status: 'Final',
  version: '2.0.1',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/ibb': () => ({
      open: {
        about: 'Opens a bytestream inside the stream.',
        section: '2.1#create',
        stands: 'iq set',
        attributes: {
          'block-size': ['unsignedShort', 'The largest block in bytes, before it is encoded.'],
          sid: ['string(1..)', 'The id of the bytestream.'],
          stanza: ['=iq|message?', 'What carries the blocks; iq where nothing is said.'],
        },
        reply: { 'iq set': 'empty' },
      },
      data: {
        about: 'A block of data.',
        section: '2.2#send',
        stands: ['iq set', 'message'],
        attributes: {
          seq: ['unsignedShort', 'Counts the blocks of one side from 0, and begins anew after 65535.'],
          sid: ['string(1..)', 'The id of the bytestream.'],
        },
        text: 'base64?',
        reply: { 'iq set': 'empty' },
      },
      close: {
        about: 'Ends the bytestream.',
        section: '2.3#close',
        stands: 'iq set',
        attributes: { sid: ['string(1..)', 'The id of the bytestream.'] },
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/ibb': 'Understands in-band bytestreams.',
  },
  templates: [
    {
      label: 'Open an in-band bytestream',
      text: '<iq type="set" id="{{$id}}" to="${1:juliet@example.org/balcony}">\n  <open xmlns="http://jabber.org/protocol/ibb" block-size="${2:4096}" sid="${3:i781hf64}" stanza="iq"/>\n</iq>',
    },
  ],
};

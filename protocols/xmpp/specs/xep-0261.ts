import type { Specification } from '../model/definition.ts';

export const xep0261: Specification = {
  id: 'XEP-0261',
  title: 'Jingle In-Band Bytestreams Transport Method',
  status: 'Stable',
  version: '1.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:ibb:1': () => ({
      transport: {
        about: 'Sends the bytes inside stanzas.',
        section: '2.2#protocol-start',
        stands: '{urn:xmpp:jingle:1}content',
        attributes: {
          'block-size': ['unsignedShort', 'The largest block in bytes, before it is encoded.'],
          sid: ['string', 'The id of the bytestream.'],
          stanza: ['=iq|message?', 'What carries the blocks; iq where nothing is said.'],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:ibb:1': 'Understands the in-band transport.',
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0084: Specification = {
  id: 'XEP-0084',
  title: 'User Avatar',
  status: 'Stable',
  version: '1.1.4',
  depth: 'full',
  namespaces: {
    'urn:xmpp:avatar:data': () => ({
      data: {
        about: 'The picture itself; the id of the item is its SHA-1 hash.',
        section: '4.1#proto-data',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        text: 'base64',
      },
    }),
    'urn:xmpp:avatar:metadata': () => ({
      metadata: {
        about: 'What pictures there are; empty where there is none any more.',
        section: '4.2#proto-meta',
        stands: ['{http://jabber.org/protocol/pubsub}item', '{http://jabber.org/protocol/pubsub#event}item'],
        children: {
          info: [
            '*',
            {
              about: 'One picture in one format.',
              section: '4.2.1#proto-info',
              attributes: {
                bytes: ['unsignedInt', 'Its size in bytes.'],
                id: ['/[0-9A-Fa-f]{40}/', 'Its SHA-1 hash in hexadecimal.'],
                type: ['string', 'Its media type.'],
                height: ['unsignedShort?', 'Its height in pixels.'],
                width: ['unsignedShort?', 'Its width in pixels.'],
                url: ['uri?', 'Where it is found, if not in the data node.'],
              },
            },
          ],
          pointer: [
            '*',
            {
              about: 'A picture that is found by other means.',
              section: '4.2.2#proto-pointer',
              attributes: {
                bytes: ['unsignedInt?', 'Its size in bytes.'],
                id: ['string?', 'Its SHA-1 hash.'],
                type: ['string?', 'Its media type.'],
                height: ['unsignedShort?', 'Its height in pixels.'],
                width: ['unsignedShort?', 'Its width in pixels.'],
              },
              payload: true,
            },
          ],
          stop: [
            '?',
            {
              about: 'The picture is withdrawn, as before version 1.1.',
              section: '3.5#pub-disable',
              deprecated: 'Publish an empty <metadata/>.',
            },
          ],
        },
      },
    }),
  },
  retired: {
    'http://www.xmpp.org/extensions/xep-0084.html#ns-data': 'Use urn:xmpp:avatar:data (XEP-0084).',
    'http://www.xmpp.org/extensions/xep-0084.html#ns-metadata': 'Use urn:xmpp:avatar:metadata (XEP-0084).',
  },
  features: { 'urn:xmpp:avatar:metadata+notify': 'Wants to hear of new pictures.' },
  templates: [
    {
      label: 'Publish a picture’s data',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="urn:xmpp:avatar:data">\n      <item id="${1:4caece539b039b16e16206ea2478f8c5ffb2ca05}">\n        <data xmlns="urn:xmpp:avatar:data">${2:iVBORw0KGgo=}</data>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
    {
      label: 'Publish which picture there is',
      text: '<iq type="set" id="{{$id}}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="urn:xmpp:avatar:metadata">\n      <item id="${1:111f4b3c50d7b0df729d299bc6f8e9ef9066971f}">\n        <metadata xmlns="urn:xmpp:avatar:metadata">\n          <info bytes="${2:12345}" id="${1:111f4b3c50d7b0df729d299bc6f8e9ef9066971f}" type="${3:image/png}" width="${4:64}" height="${5:64}"/>\n        </metadata>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
    {
      label: 'Ask for a picture’s data',
      text: '<iq type="get" id="{{$id}}" to="${1:juliet@example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <items node="urn:xmpp:avatar:data">\n      <item id="${2:111f4b3c50d7b0df729d299bc6f8e9ef9066971f}"/>\n    </items>\n  </pubsub>\n</iq>',
    },
  ],
};

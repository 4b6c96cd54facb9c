import type { Specification } from '../model/definition.ts';

export const xep0221: Specification = {
  id: 'XEP-0221',
  title: 'Data Forms Media Element',
  status: 'Stable',
  version: '1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:media-element': () => ({
      media: {
        about: 'A picture, sound or video that belongs to a form’s field.',
        section: '2#media',
        stands: ['{jabber:x:data}field', 'payload'],
        attributes: {
          height: ['unsignedShort?', 'Its height in pixels.'],
          width: ['unsignedShort?', 'Its width in pixels.'],
        },
        children: { uri: '+' },
        payload: true,
      },
      uri: {
        about: 'Where it is found.',
        section: '2#media',
        attributes: { type: ['string', 'Its media type.'] },
        text: 'uri',
      },
    }),
  },
};

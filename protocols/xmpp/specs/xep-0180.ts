import type { Specification } from '../model/definition.ts';

export const xep0180: Specification = {
  id: 'XEP-0180',
  title: 'Jingle Video via RTP',
  status: 'Retracted',
  version: '0.13',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:jingle:apps:video-rtp': () => ({
      description: {
        about: 'Offers video.',
        stands: ['{urn:xmpp:tmp:jingle}content', 'payload'],
        attributes: { profile: ['string', 'The profile of RTP.'] },
        children: { 'payload-type': '*' },
      },
      'payload-type': {
        about: 'An encoding.',
        attributes: {
          channels: ['unsignedInt?', 'How many channels.'],
          clockrate: ['unsignedInt?', 'The clock rate in Hz.'],
          id: ['unsignedByte', 'The number of the encoding.'],
          name: ['string?', 'Its name.'],
          height: ['unsignedInt?', 'The height in pixels.'],
          width: ['unsignedInt?', 'The width in pixels.'],
        },
        children: { parameter: '*' },
      },
      parameter: {
        about: 'A parameter of the encoding.',
        attributes: { name: ['string', 'Its name.'], value: ['string', 'Its value.'] },
      },
    }),
    'urn:xmpp:tmp:jingle:apps:video:errors': () => ({
      'unsupported-codecs': { about: 'None of the encodings is supported.', stands: 'error' },
    }),
  },
  retired: { 'urn:xmpp:tmp:jingle:apps:video-rtp': 'Use urn:xmpp:jingle:apps:rtp:1 (XEP-0167).' },
};

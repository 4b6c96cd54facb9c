import type { Specification } from '../model/definition.ts';

// The schema in the document does not parse; this follows its text.
export const xep0363: Specification = {
  id: 'XEP-0363',
  title: 'HTTP File Upload',
  status: 'Stable',
  version: '1.2.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:http:upload:0': () => ({
      request: {
        about: 'Asks for a slot to upload a file to.',
        section: '4#request',
        stands: 'iq get',
        attributes: {
          filename: ['string', 'The name of the file.'],
          size: ['positiveInteger', 'Its size in bytes.'],
          'content-type': ['string?', 'Its media type.'],
        },
        payload: true,
        reply: { 'iq get': 'slot' },
      },
      slot: {
        about: 'Where to put the file, and where to get it from.',
        section: '4#request',
        stands: 'iq result',
        children: {
          put: [
            '1',
            {
              about: 'Where the file is uploaded to with HTTP PUT.',
              section: '4#request',
              attributes: { url: ['uri', 'The address, over HTTPS.'] },
              children: {
                header: [
                  '*',
                  {
                    about: 'A header to send with the upload.',
                    section: '4#request',
                    attributes: { name: ['~Authorization|Cookie|Expires', 'The name of the header.'] },
                    text: 'string',
                  },
                ],
              },
            },
          ],
          get: [
            '1',
            {
              about: 'Where the file is found afterwards.',
              section: '4#request',
              attributes: { url: ['uri', 'The address, over HTTPS.'] },
            },
          ],
        },
      },
      'file-too-large': {
        about: 'The file is too large.',
        section: '6#errors',
        stands: 'error',
        children: {
          'max-file-size': [
            '?',
            { about: 'The largest size in bytes.', section: '6#errors', text: 'nonNegativeInteger' },
          ],
        },
      },
      retry: {
        about: 'The quota is reached; another try may succeed later.',
        section: '6#errors',
        stands: 'error',
        attributes: { stamp: ['dateTime', 'When to try again.'] },
      },
    }),
    'urn:xmpp:http:upload:purpose:0': () => ({
      message: {
        about: 'The file goes into a message; the default.',
        section: '5.1#purpose-message',
        stands: '{urn:xmpp:http:upload:0}request',
      },
      profile: {
        about: 'The file belongs to a profile, such as an avatar.',
        section: '5.2#purpose-profile',
        stands: '{urn:xmpp:http:upload:0}request',
      },
      ephemeral: {
        about: 'The file is needed for a short time only.',
        section: '5.3#purpose-ephemeral',
        stands: '{urn:xmpp:http:upload:0}request',
        attributes: { 'expire-before': ['dateTime', 'When it may be deleted at the latest.'] },
      },
      permanent: {
        about: 'The file is to be kept for long.',
        section: '5.4#purpose-permanent',
        stands: '{urn:xmpp:http:upload:0}request',
      },
    }),
  },
  retired: {
    'eu:siacs:conversations:http:upload': 'Use urn:xmpp:http:upload:0 (XEP-0363).',
    'urn:xmpp:http:upload': 'Use urn:xmpp:http:upload:0 (XEP-0363).',
  },
  features: {
    'urn:xmpp:http:upload:0': 'Gives slots to upload files to.',
    'urn:xmpp:http:upload:purpose:0#message': 'Takes files for messages.',
    'urn:xmpp:http:upload:purpose:0#profile': 'Takes files for profiles.',
    'urn:xmpp:http:upload:purpose:0#ephemeral': 'Takes files that are needed for a short time.',
    'urn:xmpp:http:upload:purpose:0#permanent': 'Takes files that are kept for long.',
  },
  identities: { 'store/file': 'A service that files can be uploaded to.' },
  forms: {
    'urn:xmpp:http:upload:0': () => ({
      fields: { 'max-file-size': ['text-single', 'The largest size in bytes.', 'nonNegativeInteger'] },
      about: 'Tells the limits of an upload service.',
    }),
  },
  templates: [
    {
      label: 'Ask for an upload slot',
      text: '<iq type="get" id="{{$id}}" to="${1:upload.example.org}">\n  <request xmlns="urn:xmpp:http:upload:0" filename="${2:photo.jpg}" size="${3:23456}" content-type="${4:image/jpeg}"/>\n</iq>',
    },
  ],
};

import type { Specification } from '../model/definition.ts';

export const xep0370: Specification = {
  id: 'XEP-0370',
  title: 'Jingle HTTP Transport Method',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transports:http:0': () => ({
      transport: {
        about: 'Offers addresses to fetch the content from over HTTP.',
        section: '4#download',
        stands: '{urn:xmpp:jingle:1}content',
        children: {
          candidate: [
            '*',
            {
              about: 'An address.',
              section: '4#download',
              attributes: { uri: 'uri' },
              children: {
                header: [
                  '*',
                  {
                    about: 'A header to send with the request.',
                    section: '4#download',
                    attributes: { name: 'string' },
                    text: 'string?',
                  },
                ],
              },
            },
          ],
        },
      },
    }),
    'urn:xmpp:jingle:transports:http:upload:0': () => ({
      transport: {
        about: 'Offers addresses to upload the content to over HTTP.',
        section: '4#download',
        stands: '{urn:xmpp:jingle:1}content',
        children: {
          completed: ['?', { about: 'The upload is done.', section: '6.1' }],
          candidate: [
            '*',
            {
              about: 'An address.',
              section: '4#download',
              attributes: { uri: 'uri' },
              children: {
                header: [
                  '*',
                  {
                    about: 'A header to send with the request.',
                    section: '4#download',
                    attributes: { name: 'string' },
                    text: 'string?',
                  },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transports:http:0': 'Understands the HTTP transport.',
    'urn:xmpp:jingle:transports:http:upload:0': 'Understands the HTTP upload transport.',
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0488: Specification = {
  id: 'XEP-0488',
  title: 'MUC Token Invite',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:muc-token-invite:0': () => ({
      request: {
        about: 'Asks a room for a token to invite with.',
        section: '3.2#generation',
        stands: 'iq set',
        attributes: {
          delay: ['unsignedInt?', 'For how many seconds it is valid.'],
          counter: ['unsignedInt?', 'How often it can be used.'],
        },
        reply: { 'iq set': 'token' },
      },
      token: {
        about: 'A token to invite with, or to enter with.',
        section: '3.2#generation',
        stands: ['iq result', 'presence', 'payload'],
        attributes: {
          delay: ['unsignedInt?', 'For how many seconds it is valid.'],
          counter: ['unsignedInt?', 'How often it can be used.'],
          creator: ['jid?', 'Who asked for it.'],
        },
        text: 'string',
      },
      tokens: {
        about: 'Asks for or lists the tokens of a room.',
        section: '3.6#listing',
        stands: ['iq get', 'iq result'],
        children: { token: '*' },
        reply: { 'iq get': 'tokens' },
      },
      revoke: {
        about: 'Takes a token back.',
        section: '3.7#revoking',
        stands: 'iq set',
        text: 'string',
        reply: { 'iq set': 'empty' },
      },
      'expired-token': { about: 'The token is no longer valid.', section: '3.5#using', stands: 'error' },
    }),
  },
  features: { 'urn:xmpp:muc-token-invite:0': 'The room gives tokens to invite with.' },
  templates: [
    {
      label: 'Ask a room for a token to invite with',
      text: '<iq type="set" id="{{$id}}" to="${1:room@conference.example.org}">\n  <request xmlns="urn:xmpp:muc-token-invite:0" delay="${2:86400}" counter="${3:5}"/>\n</iq>',
    },
  ],
};

import type { Specification } from '../model/definition.ts';

export const xep0372: Specification = {
  id: 'XEP-0372',
  title: 'References',
  status: 'Experimental',
  version: '0.5.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:reference:0': () => ({
      reference: {
        about: 'Refers to something outside, from a stretch of the body or as a whole.',
        section: '3.2#usecase_mention',
        stands: ['message', 'payload'],
        attributes: {
          type: ['~data|mention', 'What kind of reference.'],
          uri: ['uri?', 'What is referred to.'],
          anchor: ['uri?', 'The message that it is about, where that is another.'],
          begin: ['nonNegativeInteger?', 'Where the stretch begins, in characters.'],
          end: ['nonNegativeInteger?', 'Where it ends.'],
        },
        payload: true,
      },
    }),
  },
  features: {
    'urn:xmpp:reference:0': 'Understands references.',
  },
  templates: [
    {
      label: 'Mention somebody',
      text: '<message type="groupchat" id="{{$id}}" to="${1:room@conference.example.org}">\n  <body>${2:Juliet is the sun.}</body>\n  <reference xmlns="urn:xmpp:reference:0" type="mention" begin="${3:0}" end="${4:6}" uri="${5:xmpp:juliet@example.org}"/>\n</message>',
    },
  ],
};

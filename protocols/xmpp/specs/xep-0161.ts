import type { Specification } from '../model/definition.ts';

// XEP-0236 was meant to replace it and has the same namespace: the elements of both are described here.
export const xep0161: Specification = {
  id: 'XEP-0161',
  title: 'Abuse Reporting',
  status: 'Deferred',
  version: '0.4',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:abuse': () => ({
      abuse: {
        about: 'Reports abuse.',
        section: '2#abuse',
        stands: ['iq set', 'message', '{http://etherx.jabber.org/streams}error', 'payload'],
        children: {
          condition: '?',
          description: ['*', { about: 'What happened, for people.', section: '2#abuse', text: 'string?' }],
          jid: ['*', { about: 'Who abuses.', section: '3#abuser', text: 'jid' }],
          pointer: ['?', { about: 'Where more is said.', section: '2#abuse', text: 'uri' }],
          stanzas: ['?', { about: 'The stanzas in question.', section: '2#abuse', payload: true }],
          reason: [
            '?',
            {
              about: 'Why it is abuse, as XEP-0236 has it.',
              children: {
                condition: '?',
                text: ['*', { about: 'What happened, for people.', section: '2#abuse', text: 'string?' }],
              },
              payload: true,
            },
          ],
        },
        reply: { 'iq set': 'empty' },
      },
      condition: {
        about: 'Which abuse.',
        section: '2#abuse',
        children: {
          gateway: ['?', { about: 'A gateway is abused.' }],
          muc: ['?', { about: 'A room is abused.' }],
          proxy: ['?', { about: 'A proxy is abused.' }],
          pubsub: ['?', { about: 'A pubsub service is abused.' }],
          service: ['?', { about: 'Some service is abused.' }],
          spam: ['?', { about: 'Somebody sends unwanted messages.' }],
          'stanza-too-big': ['?', { about: 'A stanza is too big.' }],
          'too-many-recipients': ['?', { about: 'A stanza has too many recipients.' }],
          'too-many-stanzas': ['?', { about: 'Too many stanzas are sent.' }],
          'unacceptable-payload': ['?', { about: 'A payload is not acceptable.' }],
          'unacceptable-text': ['?', { about: 'A text is not acceptable.' }],
          'undefined-abuse': ['?', { about: 'Something else is wrong.' }],
        },
        exactlyOne: [
          [
            'gateway',
            'muc',
            'proxy',
            'pubsub',
            'service',
            'spam',
            'stanza-too-big',
            'too-many-recipients',
            'too-many-stanzas',
            'unacceptable-payload',
            'unacceptable-text',
            'undefined-abuse',
          ],
        ],
      },
      rogue: {
        about: 'Reports a server that abuses.',
        section: '4#rogue',
        stands: 'iq set',
        open: true,
        reply: { 'iq set': 'empty' },
      },
      spim: {
        about: 'Reports an unwanted stanza.',
        section: '2#abuse',
        stands: ['iq set'],
        payload: true,
        reply: { 'iq set': 'empty' },
      },
    }),
  },
  retired: { 'urn:xmpp:tmp:abuse': 'Use urn:xmpp:reporting:1 (XEP-0377).' },
};

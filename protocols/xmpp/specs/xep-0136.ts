import type { Specification } from '../model/definition.ts';

export const xep0136: Specification = {
  id: 'XEP-0136',
  title: 'Message Archiving',
  status: 'Deprecated',
  version: '1.3.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:archive': () => ({
      auto: {
        about: 'Turns archiving by the server on or off for the stream.',
        section: '2.2.1#pref-syntax-auto',
        stands: 'iq set',
        attributes: {
          save: ['boolean', 'Whether messages are archived.'],
          scope: ['=global|stream?', 'For how long that holds.'],
        },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      pref: {
        about: 'Asks for or changes the preferences on archiving.',
        section: '2.2#pref-syntax',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          auto: '?',
          default: [
            '?',
            {
              about: 'What holds for all who are not listed.',
              section: '2.2.2#pref-syntax-default',
              attributes: {
                expire: ['nonNegativeInteger?', 'After how many seconds messages are deleted.'],
                otr: ['=approve|concede|forbid|oppose|prefer|require', 'Whether conversations may go off the record.'],
                save: ['=body|false|message|stream', 'What is saved.'],
                unset: ['boolean?', 'The user has not chosen yet.'],
              },
            },
          ],
          item: '*',
          session: [
            '*',
            {
              about: 'What holds for one thread.',
              section: '2.2.4#pref-syntax-session',
              attributes: {
                thread: ['string', 'The thread.'],
                save: ['=body|false|message|stream', 'What is saved.'],
                otr: ['=approve|concede|forbid|oppose|prefer|require?', 'Whether it may go off the record.'],
                timeout: ['nonNegativeInteger?', 'After how many seconds it is forgotten.'],
              },
            },
          ],
          method: [
            '*',
            {
              about: 'What is preferred: archiving by the server, by hand, or locally.',
              section: '2.2.5#pref-syntax-method',
              attributes: {
                type: ['=auto|local|manual', 'The method.'],
                use: ['=concede|forbid|prefer', 'Whether it is wanted.'],
              },
            },
          ],
        },
        payload: true,
        reply: { 'iq get': 'pref', 'iq set': 'empty' },
      },
      item: {
        about: 'What holds for one address.',
        section: '2.2.3#pref-syntax-item',
        attributes: {
          jid: ['jid', 'The address.'],
          exactmatch: ['boolean?', 'The address must match exactly.'],
          expire: ['nonNegativeInteger?', 'After how many seconds messages are deleted.'],
          otr: ['=approve|concede|forbid|oppose|prefer|require?', 'Whether conversations may go off the record.'],
          save: ['=body|false|message|stream?', 'What is saved.'],
        },
      },
      itemremove: {
        about: 'Removes the preferences of addresses.',
        section: '2.5#pref-contact',
        stands: 'iq set',
        children: { item: '+' },
        reply: { 'iq set': 'empty' },
      },
      sessionremove: {
        about: 'Removes the preferences of threads.',
        section: '2.6#pref-session',
        stands: 'iq set',
        children: {
          session: [
            '*',
            { about: 'One thread.', section: '2.6#pref-session', attributes: { thread: ['string', 'The thread.'] } },
          ],
        },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      chat: {
        about: 'One conversation of the archive.',
        section: '4#collections',
        stands: ['iq result'],
        attributes: {
          start: ['dateTime', 'When it began.'],
          with: ['jid', 'With whom the conversation was.'],
          subject: ['string?', 'What it is about.'],
          thread: ['string?', 'Its thread.'],
          version: ['nonNegativeInteger?', 'How often it was changed.'],
        },
        children: {
          from: [
            '*',
            {
              about: 'What the other one said.',
              section: '4.6#collections-fromto',
              attributes: {
                jid: ['jid?', 'Who said it, in a room.'],
                name: ['string?', 'The nickname, in a room.'],
                secs: ['nonNegativeInteger?', 'How many seconds after the message before.'],
                utc: ['dateTime?', 'When.'],
              },
              children: { body: ['*', { about: 'The text.', section: '4.6#collections-fromto', text: 'string?' }] },
              payload: true,
            },
          ],
          to: [
            '*',
            {
              about: 'What the user said.',
              section: '4.6#collections-fromto',
              attributes: {
                jid: ['jid?', 'Who said it, in a room.'],
                name: ['string?', 'The nickname, in a room.'],
                secs: ['nonNegativeInteger?', 'How many seconds after the message before.'],
                utc: ['dateTime?', 'When.'],
              },
              children: { body: ['*', { about: 'The text.', section: '4.6#collections-fromto', text: 'string?' }] },
              payload: true,
            },
          ],
          note: [
            '*',
            {
              about: 'A remark of the user’s.',
              section: '4.7#collections-note',
              attributes: { utc: ['dateTime?', 'When.'] },
              text: 'string?',
            },
          ],
          next: [
            '?',
            {
              about: 'The conversation after it.',
              section: '5.6#impl-link',
              attributes: { start: ['dateTime?', 'When it began.'], with: ['jid?', 'With whom it was.'] },
            },
          ],
          previous: [
            '?',
            {
              about: 'The conversation before it.',
              section: '5.6#impl-link',
              attributes: { start: ['dateTime?', 'When it began.'], with: ['jid?', 'With whom it was.'] },
            },
          ],
          '{jabber:x:data}x': '?',
          '{http://jabber.org/protocol/rsm}set': '?',
        },
        payload: true,
      },
      save: {
        about: 'Uploads a conversation.',
        section: '5.2#manual-upload',
        stands: ['iq set', 'iq result'],
        children: { chat: '1' },
        reply: { 'iq set': 'save | empty' },
      },
      list: {
        about: 'Asks for or gives a list of conversations.',
        section: '7.1#manage-list',
        stands: ['iq get', 'iq result'],
        attributes: {
          start: ['dateTime?', 'From when on.'],
          end: ['dateTime?', 'Until when.'],
          with: ['jid?', 'With whom the conversations were.'],
          exactmatch: ['boolean?', 'The address must match exactly.'],
        },
        children: { chat: '*', '{http://jabber.org/protocol/rsm}set': '?' },
        payload: true,
        reply: { 'iq get': 'list' },
      },
      retrieve: {
        about: 'Asks for a conversation.',
        section: '7.2#manage-retrieve',
        stands: 'iq get',
        attributes: { start: ['dateTime', 'When it began.'], with: ['jid', 'With whom the conversation was.'] },
        children: { '{http://jabber.org/protocol/rsm}set': '?' },
        payload: true,
        reply: { 'iq get': 'chat' },
      },
      remove: {
        about: 'Deletes conversations.',
        section: '7.3#manage-remove',
        stands: 'iq set',
        attributes: {
          start: ['dateTime?', 'From when on.'],
          end: ['dateTime?', 'Until when.'],
          with: ['jid?', 'With whom the conversations were.'],
          exactmatch: ['boolean?', 'The address must match exactly.'],
          open: ['boolean?', 'Those that are still going on.'],
        },
        reply: { 'iq set': 'empty' },
      },
      modified: {
        about: 'Asks for or lists what has changed in the archive.',
        section: '8#replication',
        stands: ['iq get', 'iq result'],
        attributes: { start: ['dateTime?', 'Since when.'] },
        children: {
          changed: [
            '*',
            {
              about: 'A conversation was changed.',
              section: '8#replication',
              attributes: {
                start: ['dateTime', 'When it began.'],
                with: ['jid', 'With whom the conversation was.'],
                version: ['nonNegativeInteger?', 'The version of it.'],
                by: ['jid?', 'Who did it.'],
              },
            },
          ],
          removed: [
            '*',
            {
              about: 'A conversation was deleted.',
              section: '8#replication',
              attributes: {
                start: ['dateTime', 'When it began.'],
                with: ['jid', 'With whom the conversation was.'],
                version: ['nonNegativeInteger?', 'The version of it.'],
                by: ['jid?', 'Who did it.'],
              },
            },
          ],
          '{http://jabber.org/protocol/rsm}set': '?',
        },
        payload: true,
        reply: { 'iq get': 'modified' },
      },
      feature: {
        about: 'The server archives, unless the user says no.',
        section: '11#streamfeature',
        stands: 'features',
        children: {
          optional: ['?', { about: 'It may be left unused.', section: '11#streamfeature', payload: true }],
          default: [
            '?',
            {
              about: 'What holds unless the user says otherwise.',
              section: '11#streamfeature',
              attributes: {
                otr: ['=approve|concede|forbid|oppose|prefer|require?', 'Whether conversations may go off the record.'],
                save: ['=body|false|message|stream?', 'What is saved.'],
              },
              payload: true,
            },
          ],
        },
      },
    }),
  },
  features: {
    'urn:xmpp:archive:auto': 'The server archives.',
    'urn:xmpp:archive:manage': 'Conversations can be listed and deleted.',
    'urn:xmpp:archive:manual': 'Conversations can be uploaded.',
    'urn:xmpp:archive:pref': 'Preferences can be set.',
  },
};

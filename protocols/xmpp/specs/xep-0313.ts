import type { Specification } from '../model/definition.ts';

// The form for filtering is open: archives add fields in Clark notation. `fin` without a result set is met on old servers.
export const xep0313: Specification = {
  id: 'XEP-0313',
  title: 'Message Archive Management',
  status: 'Stable',
  version: '1.1.3',
  depth: 'full',
  namespaces: {
    'urn:xmpp:mam:2': () => ({
      query: {
        about: 'Asks an archive for messages, or for the form to filter them with.',
        section: '4#query',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: {
          queryid: ['string?', 'Comes back in every result of this query.'],
          node: ['string?', 'The pubsub node whose archive is meant.'],
        },
        children: {
          '{jabber:x:data}x': '?',
          '{http://jabber.org/protocol/rsm}set': '?',
          'flip-page': [
            '?',
            { about: 'The messages of the page are to come newest first.', section: '4.3.4#query-paging-flip' },
          ],
        },
        reply: { 'iq get': 'query', 'iq set': 'fin' },
      },
      result: {
        about: 'One message of the archive.',
        section: '4.2#results',
        stands: 'message',
        attributes: {
          queryid: ['string?', 'The query that it answers.'],
          id: ['string', 'The id that the archive gave the message.'],
        },
        children: { '{urn:xmpp:forward:0}forwarded': '1' },
      },
      fin: {
        about: 'Ends the results of a query.',
        section: '4.2#results',
        stands: ['iq result'],
        attributes: {
          complete: ['boolean?', 'Nothing lies beyond this page.'],
          stable: ['boolean?', 'False where the results may change if they are asked for again.'],
          queryid: ['string?', 'The query that it answers, as some servers add.'],
        },
        children: { '{http://jabber.org/protocol/rsm}set': '1~' },
      },
      metadata: {
        about: 'Asks for or tells the first and the last message of an archive.',
        section: '5#archive-metadata',
        stands: ['iq get', 'iq result', 'payload'],
        children: {
          start: [
            '?',
            {
              about: 'The oldest message.',
              section: '5#archive-metadata',
              attributes: {
                id: ['string', 'The id that the archive gave the message.'],
                timestamp: ['dateTime', 'When it was archived.'],
              },
            },
          ],
          end: [
            '?',
            {
              about: 'The newest message.',
              section: '5#archive-metadata',
              attributes: {
                id: ['string', 'The id that the archive gave the message.'],
                timestamp: ['dateTime', 'When it was archived.'],
              },
            },
          ],
        },
        reply: { 'iq get': 'metadata' },
      },
    }),
  },
  retired: {
    'urn:xmpp:mam:1': 'Use urn:xmpp:mam:2 (XEP-0313).',
    'urn:xmpp:mam:0': 'Use urn:xmpp:mam:2 (XEP-0313).',
    'urn:xmpp:mam:tmp': 'Use urn:xmpp:mam:2 (XEP-0313).',
  },
  features: {
    'urn:xmpp:mam:2': 'Has an archive of messages.',
    'urn:xmpp:mam:2#extended': 'The archive filters by id, flips pages and tells its extent.',
    'urn:xmpp:mam:2#groupchat-field': 'The archive can leave out messages of rooms.',
    'urn:xmpp:mam:2#groupchat-available': 'The archive of the account keeps messages of rooms.',
  },
  forms: {
    'urn:xmpp:mam:2': () => ({
      fields: {
        with: ['jid-single', 'Messages to or from this address.'],
        start: ['text-single', 'Messages from this time on.', 'dateTime'],
        end: ['text-single', 'Messages up to this time.', 'dateTime'],
        'before-id': ['text-single', 'Messages older than the one with this id.'],
        'after-id': ['text-single', 'Messages newer than the one with this id.'],
        ids: ['list-multi', 'Exactly the messages with these ids.'],
        'include-groupchat': ['boolean', 'Whether messages of rooms are among the results.'],
      },
      about: 'Filters the messages of an archive.',
    }),
  },
  templates: [
    {
      label: 'Ask the archive for the last messages',
      text: '<iq type="set" id="{{$id}}">\n  <query xmlns="urn:xmpp:mam:2" queryid="{{$id}}">\n    <set xmlns="http://jabber.org/protocol/rsm">\n      <max>${1:20}</max>\n      <before/>\n    </set>\n  </query>\n</iq>',
    },
    {
      label: 'Ask the archive for messages with somebody',
      text: '<iq type="set" id="{{$id}}">\n  <query xmlns="urn:xmpp:mam:2" queryid="{{$id}}">\n    <x xmlns="jabber:x:data" type="submit">\n      <field var="FORM_TYPE" type="hidden"><value>urn:xmpp:mam:2</value></field>\n      <field var="with"><value>${1:juliet@example.org}</value></field>\n      <field var="start"><value>${2:2026-01-01T00:00:00Z}</value></field>\n    </x>\n  </query>\n</iq>',
    },
  ],
};

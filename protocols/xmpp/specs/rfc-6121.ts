import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';

const addresses = {
  to: ['jid?', 'Whom the stanza is for; the sender’s own account where there is none.'],
  from: ['jid?', 'Who sent it; a client leaves this to its server.'],
} as const;

const error: ElementDefinition = {
  about: 'Why a stanza came back.',
  section: 'RFC 6120 8.3',
  attributes: {
    type: [
      '~auth|cancel|continue|modify|wait!',
      'What to do next: authorize first, give up, go on, change and send again, wait and send again.',
    ],
    by: ['jid?', 'Who noticed the error, if not the addressee.'],
    code: ['unsignedShort?', 'The numeric code that conditions have replaced (XEP-0086).'],
  },
  payload: true,
  text: 'string?',
};

function stanzas(): NamespaceDefinition {
  return {
    message: {
      about: 'Pushes information to another entity: chat, headlines, notifications.',
      section: '5',
      stands: ['stream', 'payload'],
      attributes: {
        ...addresses,
        type: ['~chat|error|groupchat|headline|normal?', 'The kind of message; normal where there is none.'],
        id: ['string?', 'Identifies the message for what refers to it.'],
      },
      children: {
        body: ['*', { about: 'The text for people, one for each language.', section: '5.2.3', text: 'string?' }],
        subject: ['*', { about: 'The topic, one for each language.', section: '5.2.4', text: 'string?' }],
        thread: [
          '?',
          {
            about: 'The conversation that the message belongs to.',
            section: '5.2.5',
            attributes: { parent: ['string?', 'The thread that this one grew out of.'] },
            text: 'string?',
          },
        ],
        error: ['*', error],
      },
      payload: true,
    },
    presence: {
      about: 'Says whether and how an entity is available, and handles subscriptions.',
      section: '4.7',
      stands: ['stream', 'payload'],
      attributes: {
        ...addresses,
        type: [
          '~error|probe|subscribe|subscribed|unavailable|unsubscribe|unsubscribed?',
          'Without a type the sender is available.',
        ],
        id: ['string?', 'Identifies the stanza.'],
      },
      children: {
        show: [
          '?',
          { about: 'How the sender is available: away, chat, dnd, xa.', section: '4.7.2.1', text: '=away|chat|dnd|xa' },
        ],
        status: [
          '*',
          { about: 'A description for people, one for each language.', section: '4.7.2.2', text: 'string?' },
        ],
        priority: [
          '?',
          { about: 'Weight among the resources of an account, -128 to 127.', section: '4.7.2.3', text: 'byte' },
        ],
        error: ['*', error],
      },
      payload: true,
    },
    iq: {
      about: 'Asks for or sets something, and always draws a reply.',
      section: 'RFC 6120 8.2.3',
      stands: ['stream', 'payload'],
      attributes: {
        ...addresses,
        type: ['~get|set|result|error!', 'Whether it asks (get, set) or answers (result, error).'],
        id: ['string!', 'Ties the reply to its request.'],
      },
      children: { error: ['*', error] },
      payload: true,
    },
  };
}

export const rfc6121: Specification = {
  id: 'RFC 6121',
  title: 'Extensible Messaging and Presence Protocol (XMPP): Instant Messaging and Presence',
  status: 'Proposed',
  depth: 'full',
  namespaces: {
    'jabber:client': stanzas,
    'jabber:server': stanzas,
    'jabber:component:accept': stanzas,
    'jabber:component:connect': stanzas,
    'jabber:iq:roster': () => ({
      query: {
        about: 'Asks for the contact list, changes an item of it, or tells of a change.',
        section: '2.1.1',
        stands: ['iq get', 'iq set', 'iq result'],
        attributes: {
          ver: ['string?', 'The version of the roster that one has, for an answer with what changed since.'],
        },
        children: {
          item: [
            '*',
            {
              about: 'One contact.',
              section: '2.1.2',
              attributes: {
                jid: ['jid', 'The contact’s address, usually bare.'],
                name: ['string?', 'The name that the user gives the contact.'],
                subscription: [
                  '=both|from|none|remove|to?',
                  'Who sees whose presence; remove takes the contact off the list.',
                ],
                ask: ['=subscribe?', 'A request to subscribe is waiting for its answer.'],
                approved: ['boolean?', 'A subscription of the contact was granted in advance.'],
              },
              children: {
                group: ['*', { about: 'A group that the contact is in.', section: '2.1.2.6', text: 'string?' }],
              },
            },
          ],
        },
        when: { 'iq get': { children: { item: '0' } } },
        reply: { 'iq get': 'query | empty', 'iq set': 'empty' },
      },
    }),
    'urn:xmpp:features:rosterver': () => ({
      ver: {
        about: 'The server keeps versions of the roster.',
        section: '2.6.1',
        stands: 'features',
        children: { required: '?', optional: '?' },
      },
      required: { about: 'Left over from XEP-0237.' },
      optional: { about: 'Left over from XEP-0237.' },
    }),
    'urn:xmpp:features:pre-approval': () => ({
      sub: { about: 'The server lets users grant subscriptions in advance.', section: '3.4', stands: 'features' },
    }),
  },
  features: { 'jabber:iq:roster': 'Manages contact lists.' },
  templates: [
    {
      label: 'Chat message',
      prefix: 'message',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <body>${2:Hello}</body>\n</message>',
    },
    {
      label: 'Become available',
      prefix: 'presence',
      text: '<presence>\n  <show>${1:chat}</show>\n  <status>${2:Here}</status>\n  <priority>${3:1}</priority>\n</presence>',
    },
    { label: 'Become unavailable', text: '<presence type="unavailable"/>' },
    {
      label: 'Ask for a subscription',
      prefix: 'subscribe',
      text: '<presence type="subscribe" to="${1:juliet@example.org}"/>',
    },
    {
      label: 'Ask for the roster',
      prefix: 'roster',
      text: '<iq type="get" id="{{$id}}">\n  <query xmlns="jabber:iq:roster"/>\n</iq>',
    },
    {
      label: 'Add a contact',
      prefix: 'roster-add',
      text: '<iq type="set" id="{{$id}}">\n  <query xmlns="jabber:iq:roster">\n    <item jid="${1:juliet@example.org}" name="${2:Juliet}">\n      <group>${3:Friends}</group>\n    </item>\n  </query>\n</iq>',
    },
  ],
};

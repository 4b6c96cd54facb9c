import type { ElementDefinition, FormDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';

const affiliation = ['=admin|member|none|outcast|owner?', 'The lasting standing with the room.'] as const;
const role = ['=moderator|none|participant|visitor?', 'What the occupant may do while being there.'] as const;
const reason: ElementDefinition = { about: 'Why, for people.', section: '8.2#kick', text: 'string?' };
const actor: ElementDefinition = {
  about: 'Who did it.',
  section: '8.2#kick',
  attributes: {
    jid: ['jid?', 'The real address of the one who acts.'],
    nick: ['string?', 'The nickname of the one who acts.'],
  },
};

function user(): NamespaceDefinition {
  const mediated = (about: string): ElementDefinition => ({
    about,
    section: '7.8.2#invite-mediated',
    attributes: { from: ['jid?', 'Who sends it, as the room tells.'], to: ['jid?', 'Whom the room is to send it to.'] },
    children: { reason: ['?', reason], continue: '?' },
  });
  return {
    x: {
      about: 'What a room tells about an occupant, or an invitation that it passes on.',
      section: '7.2.2#enter-pres',
      stands: ['presence', 'message', 'payload'],
      children: {
        item: [
          '*',
          {
            about: 'An occupant’s affiliation and role, and the real address where it may be known.',
            section: '7.2.3#enter-nonanon',
            attributes: {
              affiliation,
              role,
              jid: ['jid?', 'The occupant’s real address.'],
              nick: ['string?', 'The new or the reserved nickname.'],
            },
            children: { actor: ['?', actor], reason: ['?', reason], continue: '?' },
          },
        ],
        status: [
          '*',
          {
            about: 'What has happened, as a registered code.',
            section: '16.6.2#registrar-statuscodes-init',
            attributes: { code: ['int(100..999)', 'The status code.'] },
          },
        ],
        invite: ['*', mediated('An invitation through the room.')],
        decline: ['?', mediated('An invitation is turned down.')],
        destroy: [
          '?',
          {
            about: 'The room was destroyed.',
            section: '10.9#destroyroom',
            attributes: { jid: ['jid?', 'Another room to go to.'] },
            children: {
              reason: ['?', reason],
              password: [
                '?',
                { about: 'The password of the other room.', section: '10.9#destroyroom', text: 'string?' },
              ],
            },
          },
        ],
        password: ['?', { about: 'The room’s password.', section: '7.8.2#invite-mediated', text: 'string?' }],
      },
      payload: true,
    },
    continue: {
      about: 'A one-to-one chat goes on in the room.',
      section: '7.9#continue',
      attributes: { thread: ['string?', 'The thread of that chat.'] },
    },
  };
}

const configuration: FormDefinition = {
  about: 'Configures a room.',
  fields: {
    'muc#maxhistoryfetch': ['text-single', 'How many messages of history a room gives at most.', 'nonNegativeInteger'],
    'muc#roomconfig_allowpm': ['list-single', 'Which roles may send private messages.'],
    'muc#roomconfig_allowinvites': ['boolean', 'Whether occupants may invite others.'],
    'muc#roomconfig_changesubject': ['boolean', 'Whether occupants may change the subject.'],
    'muc#roomconfig_enablelogging': ['boolean', 'Whether conversations are logged.'],
    'muc#roomconfig_getmemberlist': ['list-multi', 'Which roles and affiliations may see the list of members.'],
    'muc#roomconfig_lang': ['text-single', 'The language of the discussions.'],
    'muc#roomconfig_pubsub': ['text-single', 'The address of a pubsub node that goes with the room.'],
    'muc#roomconfig_maxusers': ['list-single', 'How many occupants there may be.'],
    'muc#roomconfig_membersonly': ['boolean', 'Whether only members may enter.'],
    'muc#roomconfig_moderatedroom': ['boolean', 'Whether newcomers have no voice.'],
    'muc#roomconfig_passwordprotectedroom': ['boolean', 'Whether a password is needed to enter.'],
    'muc#roomconfig_persistentroom': ['boolean', 'Whether the room stays when the last occupant leaves.'],
    'muc#roomconfig_presencebroadcast': ['list-multi', 'The roles whose presence is sent to all.'],
    'muc#roomconfig_publicroom': ['boolean', 'Whether the room can be found.'],
    'muc#roomconfig_roomadmins': ['jid-multi', 'The administrators.'],
    'muc#roomconfig_roomdesc': ['text-single', 'A short description.'],
    'muc#roomconfig_roomname': ['text-single', 'The room’s name for people.'],
    'muc#roomconfig_roomowners': ['jid-multi', 'The owners.'],
    'muc#roomconfig_roomsecret': ['text-private', 'The password.'],
    'muc#roomconfig_whois': ['list-single', 'Who may see real addresses.'],
  },
};

const information: FormDefinition = {
  about: 'Describes a room in service discovery.',
  fields: {
    'muc#maxhistoryfetch': ['text-single', 'How many messages of history a room gives at most.', 'nonNegativeInteger'],
    'muc#roominfo_avatarhash': ['text-multi', 'The hash of each form of the room’s picture (XEP-0486).', 'hex'],
    'hats#hash': ['text-single', 'A hash of the hats that there are (XEP-0317).'],
    'muc#roominfo_contactjid': ['jid-multi', 'Whom to turn to.'],
    'muc#roominfo_description': ['text-single', 'A short description.'],
    'muc#roominfo_lang': ['text-single', 'The language of the discussions.'],
    'muc#roominfo_ldapgroup': ['text-single', 'The LDAP group whose members may enter.'],
    'muc#roominfo_logs': ['text-single', 'Where the logs can be read.'],
    'muc#roominfo_occupants': ['text-single', 'How many occupants there are.', 'nonNegativeInteger'],
    'muc#roominfo_subject': ['text-single', 'The subject at present.'],
    'muc#roominfo_subjectmod': ['boolean', 'Whether participants may change the subject.'],
    'muc#roominfo_pubsub': ['text-single', 'The address of a pubsub node that goes with the room.'],
    'muc#roominfo_changesubject': ['boolean', 'Whether occupants may change the subject.'],
  },
};

export const xep0045: Specification = {
  id: 'XEP-0045',
  title: 'Multi-User Chat',
  status: 'Stable',
  version: '1.35.5',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/muc': () => ({
      x: {
        about: 'Enters a room, and says how much of its history one wants.',
        section: '7.2.2#enter-pres',
        stands: ['presence', 'message'],
        children: {
          history: [
            '?',
            {
              about: 'How much of the history to send.',
              section: '7.2.14#enter-managehistory',
              attributes: {
                maxchars: ['nonNegativeInteger?', 'At most so many characters of XML.'],
                maxstanzas: ['nonNegativeInteger?', 'At most so many messages.'],
                seconds: ['nonNegativeInteger?', 'Only messages of the last so many seconds.'],
                since: ['dateTime?', 'Only messages since then.'],
              },
            },
          ],
          password: ['?', { about: 'The room’s password.', section: '7.2.5#enter-pw', text: 'string?' }],
        },
        payload: true,
      },
    }),
    'http://jabber.org/protocol/muc#user': user,
    'http://jabber.org/protocol/muc#admin': () => ({
      query: {
        about: 'Asks for or changes the roles and affiliations in a room.',
        section: '9#admin',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          item: [
            '*',
            {
              about: 'A person, or a question about all with this role or affiliation.',
              section: '9#admin',
              attributes: {
                affiliation,
                role,
                jid: ['jid?', 'The person’s real address.'],
                nick: ['string?', 'The occupant’s nickname.'],
              },
              children: { actor: ['?', actor], reason: ['?', reason] },
            },
          ],
        },
        when: { 'iq get': { children: { item: '+' } }, 'iq set': { children: { item: '+' } } },
        reply: { 'iq get': 'query', 'iq set': 'empty' },
      },
    }),
    'http://jabber.org/protocol/muc#owner': () => ({
      query: {
        about: 'Configures or destroys a room.',
        section: '10#owner',
        stands: ['iq get', 'iq set', 'iq result'],
        children: {
          '{jabber:x:data}x': '?',
          destroy: [
            '?',
            {
              about: 'Destroys the room.',
              section: '10.9#destroyroom',
              attributes: { jid: ['jid?', 'Another room to go to.'] },
              children: {
                reason: ['?', reason],
                password: [
                  '?',
                  { about: 'The password of the other room.', section: '10.9#destroyroom', text: 'string?' },
                ],
              },
            },
          ],
        },
        when: { 'iq set': { exactlyOne: [['{jabber:x:data}x', 'destroy']] } },
        reply: { 'iq get': 'query', 'iq set': 'empty' },
      },
    }),
    'http://jabber.org/protocol/muc#unique': () => ({
      unique: {
        about: 'Asked for the name of a room that did not exist yet.',
        stands: ['iq get', 'iq result'],
        text: 'string?',
        deprecated: 'It was taken out of the specification: make up an unguessable name.',
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/muc': 'Offers or understands rooms.',
    'http://jabber.org/protocol/muc#admin': 'Handles roles and affiliations.',
    'http://jabber.org/protocol/muc#owner': 'Handles the configuration of rooms.',
    'http://jabber.org/protocol/muc#user': 'Understands what rooms tell about occupants.',
    'http://jabber.org/protocol/muc#register': 'Lets people register with a room.',
    'http://jabber.org/protocol/muc#request': 'Lets visitors ask for a voice.',
    'http://jabber.org/protocol/muc#roomconfig': 'Configures rooms by a form.',
    'http://jabber.org/protocol/muc#roominfo': 'Describes rooms by a form.',
    'http://jabber.org/protocol/muc#stable_id': 'Reflects messages with the id that they were sent with.',
    muc_rooms: 'The node that lists the rooms one is in.',
    muc_hidden: 'The room cannot be found.',
    muc_membersonly: 'Only members may enter.',
    muc_moderated: 'Newcomers have no voice.',
    muc_nonanonymous: 'Everybody sees real addresses.',
    muc_open: 'Everybody may enter.',
    muc_passwordprotected: 'A password is needed to enter.',
    muc_persistent: 'The room stays when the last occupant leaves.',
    muc_public: 'The room can be found.',
    muc_semianonymous: 'Only moderators see real addresses.',
    muc_temporary: 'The room goes when the last occupant leaves.',
    muc_unmoderated: 'Newcomers have a voice.',
    muc_unsecured: 'No password is needed to enter.',
  },
  identities: { 'conference/text': 'A chat room, or a service with chat rooms.' },
  forms: {
    'http://jabber.org/protocol/muc#roomconfig': () => configuration,
    'http://jabber.org/protocol/muc#roominfo': () => information,
    'http://jabber.org/protocol/muc#request': () => ({
      about: 'Asks for a voice in a moderated room.',
      fields: {
        'muc#role': ['list-single', 'The role asked for.'],
        'muc#jid': ['jid-single', 'The real address of the one who asks.', 'jid'],
        'muc#roomnick': ['text-single', 'The nickname of the one who asks.'],
        'muc#request_allow': ['boolean', 'Whether the voice is granted.'],
      },
    }),
    'http://jabber.org/protocol/muc#register': () => ({
      about: 'Registers with a room.',
      fields: {
        'muc#register_allow': ['boolean', 'Whether the registration is granted.'],
        'muc#register_email': ['text-single', 'Address for electronic mail.'],
        'muc#register_faqentry': ['text-multi', 'An entry for the list of members.'],
        'muc#register_first': ['text-single', 'Given name.'],
        'muc#register_last': ['text-single', 'Family name.'],
        'muc#register_roomnick': ['text-single', 'The nickname asked for.'],
        'muc#register_url': ['text-single', 'A web page.'],
      },
    }),
  },
  statusCodes: {
    100: 'Every occupant may see your real address.',
    101: 'Your affiliation changed while you were away.',
    102: 'The room now shows unavailable members.',
    103: 'The room no longer shows unavailable members.',
    104: 'The room’s configuration changed in something other than privacy.',
    110: 'This presence is your own.',
    170: 'The room is logged from now on.',
    171: 'The room is no longer logged.',
    172: 'The room is now non-anonymous.',
    173: 'The room is now semi-anonymous.',
    174: 'The room is now fully anonymous, as only older revisions had it.',
    201: 'A new room was created.',
    210: 'The service gave or changed your nickname.',
    301: 'The occupant was banned.',
    303: 'The occupant has a new nickname.',
    307: 'The occupant was kicked out.',
    321: 'The occupant was removed because of a new affiliation.',
    322: 'The occupant was removed since the room is for members only now.',
    332: 'The occupant was removed since the service is being shut down.',
    333: 'The occupant was removed because of an error, such as a lost connection.',
  },
  templates: [
    {
      label: 'Enter a room',
      prefix: 'muc-join',
      text: '<presence to="${1:room@conference.example.org}/${2:nick}">\n  <x xmlns="http://jabber.org/protocol/muc"/>\n</presence>',
    },
    {
      label: 'Leave a room',
      prefix: 'muc-leave',
      text: '<presence type="unavailable" to="${1:room@conference.example.org}/${2:nick}"/>',
    },
    {
      label: 'Message to a room',
      prefix: 'muc-message',
      text: '<message type="groupchat" id="{{$id}}" to="${1:room@conference.example.org}">\n  <body>${2:Hello}</body>\n</message>',
    },
    {
      label: 'Change a room’s subject',
      text: '<message type="groupchat" to="${1:room@conference.example.org}">\n  <subject>${2:Subject}</subject>\n</message>',
    },
    {
      label: 'Take a room as it is',
      text: '<iq type="set" id="{{$id}}" to="${1:room@conference.example.org}">\n  <query xmlns="http://jabber.org/protocol/muc#owner">\n    <x xmlns="jabber:x:data" type="submit"/>\n  </query>\n</iq>',
    },
    {
      label: 'Ask for the members of a room',
      text: '<iq type="get" id="{{$id}}" to="${1:room@conference.example.org}">\n  <query xmlns="http://jabber.org/protocol/muc#admin">\n    <item affiliation="member"/>\n  </query>\n</iq>',
    },
  ],
};

import type { Specification } from '../model/definition.ts';

export const xep0425: Specification = {
  id: 'XEP-0425',
  title: 'Moderated Message Retraction',
  status: 'Experimental',
  version: '0.3.0',
  depth: 'model',
  namespaces: {
    'urn:xmpp:message-moderate:1': () => ({
      moderate: {
        about: 'A moderator asks the room to take a message back.',
        section: '3.1#usecase-success',
        stands: 'iq set',
        attributes: { id: ['string(1..)', 'The id that the room gave the message (XEP-0359).'] },
        children: {
          '{urn:xmpp:message-retract:1}retract': '1',
          reason: ['?', { about: 'Why, for people.', section: '3.1#usecase-success', text: 'string?' }],
        },
        payload: true,
        reply: { 'iq set': 'empty' },
      },
      moderated: {
        about: 'A moderator has taken the message back.',
        section: '3.1#usecase-success',
        stands: ['{urn:xmpp:message-retract:1}retract', '{urn:xmpp:message-retract:1}retracted'],
        attributes: { by: ['jid?', 'The moderator’s address in the room.'] },
        children: { '{urn:xmpp:occupant-id:0}occupant-id': '?' },
        payload: true,
      },
    }),
  },
  retired: { 'urn:xmpp:message-moderate:0': 'Use urn:xmpp:message-moderate:1 (XEP-0425).' },
  features: { 'urn:xmpp:message-moderate:1': 'The room lets moderators take messages back.' },
  templates: [
    {
      label: 'Have a room take a message back',
      text: '<iq type="set" id="{{$id}}" to="${1:room@conference.example.org}">\n  <moderate xmlns="urn:xmpp:message-moderate:1" id="${2:stanza-id-1}">\n    <retract xmlns="urn:xmpp:message-retract:1"/>\n    <reason>${3:Off topic}</reason>\n  </moderate>\n</iq>',
    },
  ],
};

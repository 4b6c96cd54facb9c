import type { ElementDefinition, Specification } from '../model/definition.ts';

function state(about: string): ElementDefinition {
  return { about, section: '2#definitions', stands: ['message'] };
}

export const xep0085: Specification = {
  id: 'XEP-0085',
  title: 'Chat State Notifications',
  status: 'Final',
  version: '2.1',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/chatstates': () => ({
      active: state('The user is attending to the conversation.'),
      composing: state('The user is writing a message.'),
      paused: state('The user was writing, and has stopped for a moment.'),
      inactive: state('The user has not attended to the conversation for some time.'),
      gone: state('The user has left the conversation.'),
    }),
  },
  features: { 'http://jabber.org/protocol/chatstates': 'Understands chat states.' },
  templates: [
    {
      label: 'Say that one is writing',
      text: '<message type="chat" to="${1:juliet@example.org}">\n  <composing xmlns="http://jabber.org/protocol/chatstates"/>\n</message>',
    },
  ],
};

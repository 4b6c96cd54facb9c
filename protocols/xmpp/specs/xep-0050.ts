import type { Specification } from '../model/definition.ts';

// The schema demands actions or a note in every command; a request has neither.
export const xep0050: Specification = {
  id: 'XEP-0050',
  title: 'Ad-Hoc Commands',
  status: 'Stable',
  version: '1.3.0',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/commands': () => ({
      command: {
        about: 'Runs a command in one or more stages, or tells how far it has come.',
        section: '4.1#desc-command',
        stands: ['iq set', 'iq result', 'payload'],
        attributes: {
          node: ['string(1..)', 'Which command.'],
          action: ['=cancel|complete|execute|next|prev?', 'What to do; execute where nothing is said.'],
          sessionid: ['string?', 'Which run of the command.'],
          status: ['=canceled|completed|executing?', 'How far it has come.'],
        },
        children: {
          '{jabber:x:data}x': '?',
          actions: [
            '?',
            {
              about: 'What may be done next.',
              section: '4.2#desc-actions',
              attributes: { execute: ['=complete|next|prev?', 'What execute stands for.'] },
              children: {
                prev: ['?', { about: 'One may go back.', section: '4.2#desc-actions' }],
                next: ['?', { about: 'One may go on.', section: '4.2#desc-actions' }],
                complete: ['?', { about: 'One may finish.', section: '4.2#desc-actions' }],
              },
            },
          ],
          note: [
            '*',
            {
              about: 'A remark for people.',
              section: '4.3#desc-note',
              attributes: { type: ['=error|info|warn?', 'How grave it is; info where nothing is said.'] },
              text: 'string?',
            },
          ],
        },
        payload: true,
        when: {
          'iq set': { attributes: { status: 'none' }, children: { actions: '0' } },
          'iq result': { attributes: { status: '=canceled|completed|executing' } },
        },
        reply: { 'iq set': 'command' },
      },
      'bad-action': { about: 'The action is not understood.', section: '4.4#desc-errors', stands: 'error' },
      'bad-locale': { about: 'The language is not supported.', section: '4.4#desc-errors', stands: 'error' },
      'bad-payload': { about: 'The data are not what was asked for.', section: '4.4#desc-errors', stands: 'error' },
      'bad-sessionid': { about: 'There is no such run of the command.', section: '4.4#desc-errors', stands: 'error' },
      'malformed-action': { about: 'The action is malformed.', section: '4.4#desc-errors', stands: 'error' },
      'session-expired': {
        about: 'The run of the command has ended by time.',
        section: '4.4#desc-errors',
        stands: 'error',
      },
    }),
  },
  features: { 'http://jabber.org/protocol/commands': 'Offers commands.' },
  identities: {
    'automation/command-list': 'A node that lists commands.',
    'automation/command-node': 'A node that is a command.',
  },
  templates: [
    {
      label: 'Run a command',
      text: '<iq type="set" id="{{$id}}" to="${1:example.org}">\n  <command xmlns="http://jabber.org/protocol/commands" node="${2:config}" action="execute"/>\n</iq>',
    },
    {
      label: 'Ask for the list of commands',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <query xmlns="http://jabber.org/protocol/disco#items" node="http://jabber.org/protocol/commands"/>\n</iq>',
    },
  ],
};

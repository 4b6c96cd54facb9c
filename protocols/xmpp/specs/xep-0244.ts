import type { Specification } from '../model/definition.ts';

// The schema leaves out the status and the description.
export const xep0244: Specification = {
  id: 'XEP-0244',
  title: 'IO Data',
  status: 'Deferred',
  version: '0.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:tmp:io-data': () => ({
      iodata: {
        about: 'What goes into or comes out of a command.',
        section: '2#protocol',
        stands: '{http://jabber.org/protocol/commands}command',
        attributes: {
          type: ['=io-schemata-get|io-schemata-result|input|output|getStatus|getOutput|error|status', 'What it is.'],
        },
        children: {
          in: [
            '?',
            { about: 'The input, or the schema of it.', section: '2#protocol', text: 'string?', payload: true },
          ],
          out: [
            '?',
            { about: 'The output, or the schema of it.', section: '2#protocol', text: 'string?', payload: true },
          ],
          error: ['?', { about: 'What went wrong.', section: '2#protocol', open: true }],
          status: ['?', { about: 'How far it has come.', section: '2#protocol', open: true }],
          desc: ['?', { about: 'What the command does.', section: '2#protocol', text: 'string?' }],
        },
        payload: true,
      },
    }),
  },
  features: { 'urn:xmpp:tmp:io-data': 'Commands take and give data of any kind.' },
};

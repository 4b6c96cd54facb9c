import type { Specification } from '../model/definition.ts';

// It is made of commands (XEP-0050) and of one form.
export const xep0146: Specification = {
  id: 'XEP-0146',
  title: 'Remote Controlling Clients',
  status: 'Obsolete',
  version: '1.1',
  depth: 'model',
  namespaces: { 'http://jabber.org/protocol/rc': () => ({}) },
  forms: {
    'http://jabber.org/protocol/rc': () => ({
      about: 'Controls a client from afar.',
      fields: {
        'auto-auth': ['boolean', 'Whether requests for a subscription are granted at once.'],
        'auto-files': ['boolean', 'Whether files are taken at once.'],
        'auto-msg': ['boolean', 'Whether new messages open at once.'],
        'auto-offline': ['boolean', 'Whether the client goes offline when nobody uses it.'],
        sounds: ['boolean', 'Whether sounds are played.'],
        files: ['list-multi', 'The files that wait.'],
        groupchats: ['list-multi', 'The rooms that were joined.'],
        status: ['list-single', 'Whether one is there.'],
        'status-message': ['text-multi', 'What one says about it.'],
        'status-priority': ['text-single', 'The priority of the client.', 'byte'],
      },
    }),
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0268: Specification = {
  id: 'XEP-0268',
  title: 'Incident Handling',
  status: 'Deferred',
  version: '0.6',
  depth: 'model',
  namespaces: {
    'urn:xmpp:incident:2': () => ({
      inquiry: {
        about: 'Asks whether somebody knows of an incident.',
        section: '4#inquiry',
        stands: ['iq get', 'iq result', 'payload'],
        children: { '{urn:ietf:params:xml:ns:iodef-1.0}Incident': '1' },
      },
      report: {
        about: 'Tells of an incident.',
        section: '3#report',
        stands: ['iq set', 'payload'],
        children: { '{urn:ietf:params:xml:ns:iodef-1.0}Incident': '1' },
        reply: { 'iq set': 'empty' },
      },
      request: {
        about: 'Asks for help against an incident.',
        section: '5#request',
        stands: ['iq get', 'payload'],
        children: { '{urn:ietf:params:xml:ns:iodef-1.0}Incident': '1' },
      },
      response: {
        about: 'Tells what was done against an incident.',
        section: '6#response',
        stands: ['iq set', 'iq result', 'payload'],
        children: { '{urn:ietf:params:xml:ns:iodef-1.0}Incident': '1' },
      },
      jid: { about: 'An address, in a report of an incident.', section: '7#iodef', stands: 'payload', text: 'jid' },
    }),
    'urn:xmpp:jid:0': () => ({
      jid: { about: 'An address, in a report of an incident.', section: '7#iodef', stands: 'payload', text: 'jid' },
    }),
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0356: Specification = {
  id: 'XEP-0356',
  title: 'Privileged Entity',
  status: 'Experimental',
  version: '0.4.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:privilege:2': () => ({
      privilege: {
        about: 'Tells what an entity may do, or wraps a stanza that it sends for another.',
        section: '4.2#advertise_roster',
        stands: ['message', 'iq result', 'payload'],
        children: {
          '{urn:xmpp:forward:0}forwarded': '?',
          perm: [
            '*',
            {
              about: 'A permission.',
              section: '4.2#advertise_roster',
              attributes: {
                access: ['=iq|message|presence|roster', 'What it is about.'],
                type: ['~both|get|managed_entity|none|outgoing|roster|set?', 'What is allowed.'],
                push: ['boolean?', 'Roster pushes are sent too.'],
              },
              children: {
                namespace: [
                  '*',
                  {
                    about: 'A namespace whose iqs may be sent.',
                    section: '6.2#advertise_iq',
                    attributes: { ns: ['string', 'The namespace.'], type: ['=both|get|set', 'Which iqs.'] },
                  },
                ],
              },
            },
          ],
        },
        payload: true,
      },
      privileged_iq: {
        about: 'Wraps an iq that is sent for another.',
        section: '6.3#sending_iq',
        stands: ['iq get', 'iq set'],
        payload: true,
      },
    }),
  },
  retired: {
    'urn:xmpp:privilege:1': 'Use urn:xmpp:privilege:2 (XEP-0356).',
  },
  features: {
    'urn:xmpp:privilege:2': 'Gives privileges to entities.',
  },
};

import type { Specification } from '../model/definition.ts';

export const xep0359: Specification = {
  id: 'XEP-0359',
  title: 'Unique and Stable Stanza IDs',
  status: 'Experimental',
  version: '0.7.0',
  depth: 'full',
  namespaces: {
    'urn:xmpp:sid:0': () => ({
      'stanza-id': {
        about: 'The id that a server, a room or an archive gave the stanza.',
        section: '2.1#stanza-id',
        stands: ['message', 'presence', 'iq', 'payload'],
        attributes: { id: ['string(1..)', 'The id.'], by: ['jid', 'Who gave it.'] },
      },
      'origin-id': {
        about: 'The id that the sender gave the stanza, where others may change its id attribute.',
        section: '2.2#origin-id',
        stands: ['message', 'presence', 'iq', 'payload'],
        attributes: { id: ['string(1..)', 'The id.'] },
      },
      'referenced-stanza': {
        about: 'Points at another stanza.',
        section: '4#referencing',
        stands: ['message', 'payload'],
        attributes: { id: ['string(1..)', 'The id of that stanza.'], by: ['jid?', 'Who gave that id.'] },
      },
    }),
  },
  features: { 'urn:xmpp:sid:0': 'Gives stanzas ids, and keeps others from forging them.' },
};

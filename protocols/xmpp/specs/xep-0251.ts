import type { Specification } from '../model/definition.ts';

export const xep0251: Specification = {
  id: 'XEP-0251',
  title: 'Jingle Session Transfer',
  status: 'Deferred',
  version: '0.2',
  depth: 'model',
  namespaces: {
    'urn:xmpp:jingle:transfer:0': () => ({
      transfer: {
        about: 'Asks to move the session to another party, or tells where it comes from.',
        section: '2#unattended',
        stands: '{urn:xmpp:jingle:1}jingle',
        attributes: {
          from: ['jid?', 'Who transfers it.'],
          sid: ['string?', 'The session that is replaced.'],
          to: ['jid?', 'Whom to call instead.'],
        },
      },
      transferred: {
        about: 'The session ended because it was transferred.',
        section: '2#unattended',
        stands: '{urn:xmpp:jingle:1}reason',
      },
    }),
  },
  features: {
    'urn:xmpp:jingle:transfer:0': 'Understands transfer of sessions.',
  },
};

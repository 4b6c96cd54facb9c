import type { Specification } from '../model/definition.ts';

// The schema does not parse; this follows the text.
export const xep0355: Specification = {
  id: 'XEP-0355',
  title: 'Namespace Delegation',
  status: 'Experimental',
  version: '0.5',
  depth: 'model',
  namespaces: {
    'urn:xmpp:delegation:2': () => ({
      delegation: {
        about: 'Tells which namespaces are delegated, or forwards a stanza to whom they are delegated.',
        section: '4.2#admin_perm',
        stands: ['message', 'iq set', 'iq result'],
        attributes: { to: ['bareJid?', 'Whose stanzas are delegated, where it is one account.'] },
        children: {
          '{urn:xmpp:forward:0}forwarded': '?',
          delegated: [
            '*',
            {
              about: 'A namespace that is delegated.',
              section: '4.2#admin_perm',
              attributes: { namespace: ['string', 'The namespace.'] },
              children: {
                attribute: [
                  '*',
                  {
                    about: 'Only stanzas whose element has this attribute.',
                    section: '4.2#admin_perm',
                    attributes: { name: ['string', 'The name of the attribute.'] },
                  },
                ],
              },
            },
          ],
        },
        payload: true,
      },
      query: {
        about: 'Asks to have namespaces of one account delegated.',
        section: '4.3.1#managing_entity_stanzas',
        stands: ['iq get', 'iq set'],
        attributes: { to: ['bareJid?', 'The account.'] },
        children: {
          delegate: [
            '*',
            {
              about: 'A namespace that is wanted.',
              section: '5.1#client_delegation',
              attributes: { namespace: ['string', 'The namespace.'] },
            },
          ],
        },
        payload: true,
      },
    }),
  },
  retired: {
    'urn:xmpp:delegation:1': 'Use urn:xmpp:delegation:2 (XEP-0355).',
  },
  features: {
    'urn:xmpp:delegation:2': 'Delegates namespaces, or takes them.',
  },
};

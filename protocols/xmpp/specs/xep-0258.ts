import type { Specification } from '../model/definition.ts';

export const xep0258: Specification = {
  id: 'XEP-0258',
  title: 'Security Labels in XMPP',
  status: 'Stable',
  version: '1.1.1',
  depth: 'model',
  namespaces: {
    'urn:xmpp:sec-label:0': () => ({
      securitylabel: {
        about: 'How secret the stanza is.',
        section: '3#protocol',
        stands: ['message', 'presence', 'payload'],
        children: {
          displaymarking: [
            '?',
            {
              about: 'What people see.',
              section: '3#protocol',
              attributes: {
                bgcolor: ['string?', 'The colour behind it.'],
                fgcolor: ['string?', 'The colour of the text.'],
              },
              text: 'string?',
            },
          ],
          label: '1',
          equivalentlabel: [
            '*',
            { about: 'The same in another policy’s terms.', section: '3#protocol', payload: true },
          ],
        },
      },
      label: {
        about: 'The label in the policy’s own terms; empty for the default.',
        section: '3#protocol',
        payload: true,
      },
    }),
    'urn:xmpp:sec-label:catalog:2': () => ({
      catalog: {
        about: 'Asks for or lists the labels that may be used.',
        section: '4#label-catalog',
        stands: ['iq get', 'iq result'],
        attributes: {
          to: ['jid?', 'The recipient that they are for.'],
          from: ['jid?', 'Who has restricted them.'],
          name: ['string?', 'A name for people.'],
          desc: ['string?', 'A description.'],
          id: ['string?', 'Identifies the list.'],
          size: ['string?', 'How many labels there are.'],
          restrict: ['string?', 'Whether labels outside the list are refused.'],
        },
        children: {
          item: [
            '*',
            {
              about: 'One label.',
              section: '4#label-catalog',
              attributes: {
                selector: ['string?', 'Where it stands in a menu, the levels separated by bars.'],
                default: ['boolean?', 'It is the default.'],
              },
              children: { '{urn:xmpp:sec-label:0}securitylabel': '?' },
            },
          ],
        },
        reply: { 'iq get': 'catalog' },
      },
    }),
    'urn:xmpp:sec-label:ess:0': () => ({
      esssecuritylabel: {
        about: 'A label of RFC 2634 in base64.',
        section: '10.3#schema-ess',
        stands: '{urn:xmpp:sec-label:0}label',
        text: 'base64',
      },
    }),
  },
  retired: {
    'urn:xmpp:sec-label:catalog:0': 'Use urn:xmpp:sec-label:catalog:2 (XEP-0258).',
    'urn:xmpp:sec-label:catalog:1': 'Use urn:xmpp:sec-label:catalog:2 (XEP-0258).',
  },
  features: {
    'urn:xmpp:sec-label:0': 'Understands security labels.',
    'urn:xmpp:sec-label:catalog:2': 'Lists security labels.',
  },
};

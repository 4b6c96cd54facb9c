import type { Specification } from '../model/definition.ts';

export const xep0079: Specification = {
  id: 'XEP-0079',
  title: 'Advanced Message Processing',
  status: 'Stable',
  version: '1.2',
  depth: 'model',
  namespaces: {
    'http://jabber.org/protocol/amp': () => ({
      amp: {
        about: 'Rules on how a message is delivered, or a report of one that was applied.',
        section: '4.1#formal-root',
        stands: ['message', '{http://jabber.org/protocol/disco#info}query'],
        attributes: {
          from: ['jid?', 'The sender of the message that is reported on.'],
          to: ['jid?', 'Its recipient.'],
          'per-hop': ['boolean?', 'Each server on the way applies the rules.'],
          status: ['=alert|notify|error?', 'What was done.'],
        },
        children: { rule: '+' },
      },
      rule: {
        about: 'What to do when a condition holds.',
        section: '4.2#formal-rule',
        attributes: {
          action: ['~alert|drop|error|notify', 'What to do.'],
          condition: ['~deliver|expire-at|match-resource', 'The condition.'],
          value: ['string', 'What the condition is compared with.'],
        },
      },
      'invalid-rules': {
        about: 'These rules are not valid.',
        section: '6.1#errors-conditions',
        stands: 'error',
        children: { rule: '*' },
      },
      'unsupported-actions': {
        about: 'The actions of these rules are not supported.',
        section: '6.1#errors-conditions',
        stands: 'error',
        children: { rule: '*' },
      },
      'unsupported-conditions': {
        about: 'The conditions of these rules are not supported.',
        section: '6.1#errors-conditions',
        stands: 'error',
        children: { rule: '*' },
      },
    }),
    'http://jabber.org/protocol/amp#errors': () => ({
      'failed-rules': {
        about: 'A rule with the action error was applied.',
        section: '3.4.3#actions-def-error',
        stands: 'error',
        children: { rule: '*' },
      },
      rule: {
        about: 'What to do when a condition holds.',
        section: '12.2#schemas-err',
        attributes: {
          action: ['~alert|drop|error|notify', 'What to do.'],
          condition: ['~deliver|expire-at|match-resource', 'The condition.'],
          value: ['string', 'What the condition is compared with.'],
        },
      },
    }),
    'http://jabber.org/features/amp': () => ({
      amp: { about: 'The server applies rules on delivery.', section: '8#streamfeature', stands: 'features' },
    }),
  },
  features: {
    'http://jabber.org/protocol/amp': 'Applies rules on delivery.',
    'http://jabber.org/protocol/amp?action=alert': 'Knows the action alert.',
    'http://jabber.org/protocol/amp?action=drop': 'Knows the action drop.',
    'http://jabber.org/protocol/amp?action=error': 'Knows the action error.',
    'http://jabber.org/protocol/amp?action=notify': 'Knows the action notify.',
    'http://jabber.org/protocol/amp?condition=deliver': 'Knows conditions on how it is delivered.',
    'http://jabber.org/protocol/amp?condition=expire-at': 'Knows conditions on the time.',
    'http://jabber.org/protocol/amp?condition=match-resource': 'Knows conditions on the resource.',
  },
  templates: [
    {
      label: 'Message that must not be stored',
      text: '<message to="${1:juliet@example.org}">\n  <body>${2:Hello}</body>\n  <amp xmlns="http://jabber.org/protocol/amp">\n    <rule condition="deliver" action="error" value="stored"/>\n  </amp>\n</message>',
    },
  ],
};

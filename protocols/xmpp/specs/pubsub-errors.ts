import type { NamespaceDefinition } from '../model/definition.ts';

/** The conditions of errors (XEP-0060, 11). */
export function errors(): NamespaceDefinition {
  const named: Record<string, string> = {
    'closed-node': 'The node is on a whitelist that the sender is not on.',
    'configuration-required': 'The subscription’s options must be set first.',
    'invalid-jid': 'The address to subscribe is not the sender’s.',
    'invalid-options': 'The options are not acceptable.',
    'invalid-payload': 'The payload is not of the node’s kind, or there are several.',
    'invalid-subid': 'There is no such subscription.',
    'item-forbidden': 'The node takes no items.',
    'item-required': 'An item must be given.',
    'jid-required': 'An address must be given.',
    'max-items-exceeded': 'The node holds as many items as it may.',
    'max-nodes-exceeded': 'The account has as many nodes as it may.',
    'nodeid-required': 'A node must be given.',
    'not-in-roster-group': 'The sender is in none of the roster groups that may subscribe.',
    'not-subscribed': 'There is no subscription.',
    'payload-too-big': 'The payload is too big.',
    'payload-required': 'A payload must be given.',
    'pending-subscription': 'The subscription awaits approval.',
    'precondition-not-met': 'The node is not configured as the publisher demands.',
    'presence-subscription-required': 'A presence subscription is needed first.',
    'subid-required': 'Which of several subscriptions must be given.',
    'too-many-subscriptions': 'There are as many subscriptions as there may be.',
    'unsupported-access-model': 'The access model is not supported.',
  };
  const conditions: NamespaceDefinition = Object.fromEntries(
    Object.entries(named).map(([name, about]) => [name, { about, section: '11#errors', stands: 'error' as const }]),
  );
  return {
    ...conditions,
    unsupported: {
      about: 'A feature is not supported.',
      section: '11#errors',
      stands: 'error',
      attributes: {
        feature: [
          '~config-node|create-nodes|delete-items|delete-nodes|instant-nodes|persistent-items|publish|publish-options|purge-nodes|retract-items|retrieve-items|subscribe|subscription-options',
          'The feature.',
        ],
      },
    },
  };
}

import type { ElementDefinition, NamespaceDefinition } from '../model/definition.ts';
import { node, optionalNode, subid, subscriber, expiry, state, form, item } from './pubsub-parts.ts';

/** What subscribers are notified of (XEP-0060, 7.1.2). */
export function event(): NamespaceDefinition {
  const associated = (about: string): ElementDefinition => ({ about, attributes: { node }, section: '' });
  return {
    event: {
      about: 'Tells a subscriber what has happened.',
      section: '7.1.2#publisher-publish-success',
      stands: ['message', 'payload'],
      children: {
        items: [
          '*',
          {
            about: 'Items that were published or deleted.',
            section: '7.1.2#publisher-publish-success',
            attributes: { node },
            children: {
              item: ['*', item('7.1.2')],
              retract: [
                '*',
                {
                  about: 'An item was deleted.',
                  section: '7.2.2#publisher-delete-success',
                  attributes: { id: ['string', 'The item.'] },
                },
              ],
            },
          },
        ],
        configuration: [
          '?',
          {
            about: 'The node’s configuration changed.',
            section: '8.2.5.3#owner-configure-process-notify',
            attributes: { node: optionalNode },
            children: form,
          },
        ],
        delete: [
          '?',
          {
            about: 'The node was deleted.',
            section: '8.4.2#owner-delete-success',
            attributes: { node },
            children: {
              redirect: [
                '?',
                {
                  about: 'Where to go instead.',
                  section: '8.4.2#owner-delete-success',
                  attributes: { uri: ['uri', 'An xmpp: address.'] },
                },
              ],
            },
          },
        ],
        purge: [
          '?',
          { about: 'All items of the node were deleted.', section: '8.5.2#owner-purge-success', attributes: { node } },
        ],
        subscription: [
          '?',
          {
            about: 'A subscription has changed.',
            section: '8.8.4#owner-subscriptions-notifysub',
            attributes: { jid: subscriber, node: optionalNode, subid, subscription: state, expiry },
          },
        ],
        collection: [
          '?',
          {
            about: 'A node was added to a collection or taken from it (XEP-0248).',
            attributes: { node: optionalNode },
            children: {
              associate: ['?', associated('A node was added.')],
              disassociate: ['?', associated('A node was taken away.')],
            },
          },
        ],
        create: ['?', { about: 'A node was created (XEP-0248).', attributes: { node: optionalNode } }],
      },
      atLeastOne: [['items', 'configuration', 'delete', 'purge', 'subscription', 'collection', 'create']],
      payload: true,
    },
  };
}

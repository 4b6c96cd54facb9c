import type { ElementDefinition, NamespaceDefinition } from '../model/definition.ts';
import { node, optionalNode, subid, subscriber, expiry, affiliation, state, form } from './pubsub-parts.ts';

/** What owners of nodes ask for (XEP-0060, 8). */
export function owner(): NamespaceDefinition {
  const subscription: ElementDefinition = {
    about: 'The subscription of one entity.',
    section: '8.8#owner-subscriptions',
    attributes: { jid: subscriber, subscription: state, subid, node: optionalNode, expiry },
  };
  return {
    pubsub: {
      about: 'Manages nodes as their owner.',
      section: '8#owner',
      stands: ['iq', 'message'],
      children: {
        affiliations: [
          '?',
          {
            about: 'Asks for or changes the affiliations with a node.',
            section: '8.9#owner-affiliations',
            attributes: { node: optionalNode },
            children: {
              affiliation: [
                '*',
                {
                  about: 'The affiliation of one entity.',
                  section: '8.9#owner-affiliations',
                  attributes: { jid: ['jid', 'The entity that has it.'], affiliation },
                },
              ],
            },
          },
        ],
        configure: [
          '?',
          {
            about: 'Asks for or changes a node’s configuration.',
            section: '8.2#owner-configure',
            attributes: { node: optionalNode },
            children: form,
          },
        ],
        default: [
          '?',
          {
            about: 'Asks for the default configuration of nodes.',
            section: '8.3#owner-default',
            attributes: { node: optionalNode, type: ['=collection|leaf?', 'The kind of node.'] },
            children: form,
          },
        ],
        delete: [
          '?',
          {
            about: 'Deletes a node.',
            section: '8.4#owner-delete',
            attributes: { node },
            children: {
              redirect: [
                '?',
                {
                  about: 'Where its subscribers may go.',
                  section: '8.4#owner-delete',
                  attributes: { uri: ['uri', 'An xmpp: address.'] },
                },
              ],
            },
          },
        ],
        purge: ['?', { about: 'Deletes all items of a node.', section: '8.5#owner-purge', attributes: { node } }],
        subscriptions: [
          '?',
          {
            about: 'Asks for or changes the subscriptions to a node.',
            section: '8.8#owner-subscriptions',
            attributes: { node: optionalNode },
            children: { subscription: ['*', subscription] },
          },
        ],
      },
      when: { 'iq get': { children: { delete: '0', purge: '0' } }, 'iq set': { children: { default: '0' } } },
      payload: true,
      reply: { 'iq get': 'pubsub', 'iq set': 'empty' },
    },
  };
}

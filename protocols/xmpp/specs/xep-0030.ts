import type { Specification } from '../model/definition.ts';
import { registeredFeatures, registeredIdentities } from './registry.ts';

export const xep0030: Specification = {
  id: 'XEP-0030',
  title: 'Service Discovery',
  status: 'Final',
  version: '2.5.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/disco#info': () => ({
      query: {
        about:
          'Asks an entity, or one of its nodes, what it is and what it can do; the result lists identities and features.',
        section: '3.1#info-basic',
        stands: [
          'iq get',
          'iq result',
          '{http://jabber.org/protocol/pubsub#event}item',
          '{http://jabber.org/protocol/pubsub}item',
        ],
        attributes: { node: ['string?', 'The node that is asked about, where the entity has several.'] },
        children: {
          identity: [
            '*',
            {
              about: 'What the entity is: a registered category and type, with a name for people.',
              section: '3.1#info-basic',
              attributes: {
                category: ['string(1..)', 'Registered category, such as client, server, conference, pubsub.'],
                type: ['string(1..)', 'Registered type within the category, such as pc, im, text.'],
                name: ['string?', 'A name for people.'],
              },
            },
          ],
          feature: [
            '*',
            {
              about: 'One protocol or capability that the entity supports.',
              section: '3.1#info-basic',
              attributes: { var: ['string(1..)', 'The feature, usually a namespace.'] },
            },
          ],
          '{jabber:x:data}x': '*',
        },
        // XEP-0030 demands an identity and a feature in a result; ejabberd and others answer for nodes without.
        when: { 'iq get': { children: { identity: '0', feature: '0' } } },
        reply: { 'iq get': 'query' },
      },
    }),
    'http://jabber.org/protocol/disco#items': () => ({
      query: {
        about:
          'Asks an entity, or one of its nodes, for the items that belong to it; the result lists their addresses.',
        section: '4.1#items-basic',
        stands: [
          'iq get',
          'iq result',
          'iq set',
          'message',
          '{http://jabber.org/protocol/pubsub#event}item',
          '{http://jabber.org/protocol/pubsub}item',
        ],
        attributes: { node: ['string?', 'The node whose items are asked for.'] },
        children: {
          item: [
            '*',
            {
              about: 'An entity or node that belongs to the one that was asked.',
              section: '4.1#items-basic',
              attributes: {
                jid: ['jid', 'Its address.'],
                name: ['string?', 'A name for people.'],
                node: ['string?', 'The node at that address.'],
                action: ['=update|remove?', 'Left over from publishing items by disco, which is no longer specified.'],
              },
            },
          ],
          '{http://jabber.org/protocol/rsm}set': '?',
        },
        when: { 'iq get': { children: { item: '0' } } },
        reply: { 'iq get': 'query' },
      },
    }),
  },
  features: {
    'http://jabber.org/protocol/disco#info': 'Answers questions about identities and features.',
    'http://jabber.org/protocol/disco#items': 'Answers questions about items.',
    ...registeredFeatures,
  },
  identities: registeredIdentities,
  templates: [
    {
      label: 'Ask for features (disco#info)',
      prefix: 'disco-info',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <query xmlns="http://jabber.org/protocol/disco#info"/>\n</iq>',
    },
    {
      label: 'Ask for items (disco#items)',
      prefix: 'disco-items',
      text: '<iq type="get" id="{{$id}}" to="${1:example.org}">\n  <query xmlns="http://jabber.org/protocol/disco#items"/>\n</iq>',
    },
  ],
};

import type { FormDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';
import { errors } from './pubsub-errors.ts';
import { event } from './pubsub-event.ts';
import { owner } from './pubsub-owner.ts';
import { node, optionalNode, subid, subscriber, expiry, affiliation, state, form, item } from './pubsub-parts.ts';

function pubsub(): NamespaceDefinition {
  return {
    pubsub: {
      about: 'Publishes, subscribes, retrieves; one action at a time.',
      section: '6#subscriber',
      stands: ['iq', 'message'],
      children: {
        create: ['?', { about: 'Creates a node.', section: '8.1#owner-create', attributes: { node: optionalNode } }],
        configure: [
          '?',
          {
            about: 'The configuration of the node that is created.',
            section: '8.1.3#owner-create-and-configure',
            attributes: { node: optionalNode },
            children: form,
          },
        ],
        subscribe: [
          '?',
          {
            about: 'Subscribes to a node.',
            section: '6.1#subscriber-subscribe',
            attributes: { jid: subscriber, node: optionalNode },
          },
        ],
        unsubscribe: [
          '?',
          {
            about: 'Ends a subscription.',
            section: '6.2#subscriber-unsubscribe',
            attributes: { jid: subscriber, node: optionalNode, subid },
          },
        ],
        options: [
          '?',
          {
            about: 'Asks for or sets the options of a subscription.',
            section: '6.3#subscriber-configure',
            attributes: { jid: subscriber, node: optionalNode, subid },
            children: form,
            // Beside a <subscribe/>, whose options it sets, it says nothing else (6.3.7).
            when: {
              'iq set': { attributes: { jid: ['jid?', 'The address that is subscribed.'] } },
              'iq error': { attributes: { jid: ['jid?', 'The address that is subscribed.'] } },
            },
          },
        ],
        items: [
          '?',
          {
            about: 'Asks for a node’s items, or lists them.',
            section: '6.5#subscriber-retrieve',
            attributes: { node, max_items: ['positiveInteger?', 'How many at most, the newest first.'], subid },
            children: { item: ['*', item('6.5')] },
          },
        ],
        publish: [
          '?',
          {
            about: 'Publishes items to a node.',
            section: '7.1#publisher-publish',
            attributes: { node },
            children: { item: ['*', item('7.1')] },
          },
        ],
        'publish-options': [
          '?',
          {
            about: 'What must hold for the node when it is published to.',
            section: '7.1.5#publisher-publish-options',
            children: form,
          },
        ],
        retract: [
          '?',
          {
            about: 'Deletes items of a node.',
            section: '7.2#publisher-delete',
            attributes: { node, notify: ['boolean?', 'Whether subscribers are told.'] },
            children: { item: ['+', { ...item('7.2'), attributes: { id: ['string', 'Which item.'] } }] },
          },
        ],
        subscription: [
          '*',
          {
            about: 'A subscription and its state.',
            section: '6.1#subscriber-subscribe',
            attributes: { jid: subscriber, node: optionalNode, subid, subscription: state, expiry },
            children: {
              'subscribe-options': [
                '?',
                {
                  about: 'The subscription has options.',
                  section: '6.3#subscriber-configure',
                  children: { required: ['?', { about: 'They must be set before anything is sent.' }] },
                },
              ],
            },
            payload: true,
          },
        ],
        subscriptions: [
          '?',
          {
            about: 'Asks for or lists one’s subscriptions.',
            section: '5.6#entity-subscriptions',
            attributes: { node: optionalNode },
            children: {
              subscription: [
                '*',
                {
                  about: 'One of one’s subscriptions.',
                  section: '5.6#entity-subscriptions',
                  attributes: { jid: subscriber, node: optionalNode, subid, subscription: state, expiry },
                  payload: true,
                },
              ],
            },
          },
        ],
        affiliations: [
          '?',
          {
            about: 'Asks for or lists one’s affiliations.',
            section: '5.7#entity-affiliations',
            attributes: { node: optionalNode },
            children: {
              affiliation: [
                '*',
                {
                  about: 'The affiliation with one node.',
                  section: '5.7#entity-affiliations',
                  attributes: { node: optionalNode, affiliation, jid: ['jid?', 'The entity that has it.'] },
                },
              ],
            },
          },
        ],
        default: [
          '?',
          {
            about: 'Asks for the default options of subscriptions.',
            section: '6.4#subscribe-default',
            attributes: { node: optionalNode, type: ['=collection|leaf?', 'The kind of node.'] },
            children: form,
          },
        ],
        affiliation: [
          '*',
          {
            about: 'The affiliation with a node, told in a message.',
            section: '8.9.4#owner-affiliations-notify',
            attributes: { node: optionalNode, affiliation, jid: ['jid?', 'The entity that has it.'] },
          },
        ],
      },
      when: {
        'iq get': {
          children: {
            create: '0',
            configure: '0',
            subscribe: '0',
            unsubscribe: '0',
            publish: '0',
            'publish-options': '0',
            retract: '0',
          },
        },
        'iq set': {
          children: { affiliations: '0', default: '0', items: '0', subscriptions: '0' },
          atMostOne: [['create', 'publish', 'retract', 'subscribe', 'unsubscribe']],
        },
      },
      payload: true,
      reply: { 'iq get': 'pubsub', 'iq set': 'pubsub | empty' },
    },
  };
}

const configuration: FormDefinition = {
  about: 'Configures a node.',
  fields: {
    'pubsub#access_model': ['list-single', 'Who may subscribe and read: authorize, open, presence, roster, whitelist.'],
    'pubsub#body_xslt': ['text-single', 'A stylesheet that makes a body of the payload.'],
    'pubsub#children': ['text-multi', 'The nodes in this collection.'],
    'pubsub#children_association_policy': ['list-single', 'Who may add nodes to this collection.'],
    'pubsub#children_association_whitelist': ['jid-multi', 'Those who may.'],
    'pubsub#children_max': ['text-single', 'How many nodes the collection may hold.'],
    'pubsub#collection': ['text-multi', 'The collections that the node is in.'],
    'pubsub#contact': ['jid-multi', 'Whom to turn to.'],
    'pubsub#dataform_xslt': ['text-single', 'A stylesheet that makes a form of the payload.'],
    'pubsub#deliver_notifications': ['boolean', 'Whether subscribers are told of what happens.'],
    'pubsub#deliver_payloads': ['boolean', 'Whether notifications carry the payload.'],
    'pubsub#description': ['text-single', 'A description.'],
    'pubsub#item_expire': ['text-single', 'For how many seconds items are kept, or max.'],
    'pubsub#itemreply': ['list-single', 'Who gets replies to items.'],
    'pubsub#language': ['list-single', 'The language of the node.'],
    'pubsub#max_items': ['text-single', 'How many items are kept, or max.'],
    'pubsub#max_payload_size': ['text-single', 'How many bytes a payload may have.', 'nonNegativeInteger'],
    'pubsub#node_type': ['list-single', 'A leaf or a collection.'],
    'pubsub#notification_type': ['list-single', 'The type of the messages that notify.'],
    'pubsub#notify_config': ['boolean', 'Whether subscribers are told of a new configuration.'],
    'pubsub#notify_delete': ['boolean', 'Whether subscribers are told when the node is deleted.'],
    'pubsub#notify_retract': ['boolean', 'Whether subscribers are told when items are deleted.'],
    'pubsub#notify_sub': ['boolean', 'Whether owners are told of new subscribers.'],
    'pubsub#persist_items': ['boolean', 'Whether items are kept.'],
    'pubsub#presence_based_delivery': ['boolean', 'Whether only available subscribers are told.'],
    'pubsub#publish_model': ['list-single', 'Who may publish: open, publishers, subscribers.'],
    'pubsub#publish_node_full': ['list-single', 'What happens to an item for a node that is full.'],
    'pubsub#purge_offline': ['boolean', 'Whether items go when the publisher goes offline.'],
    'pubsub#replyroom': ['jid-multi', 'Rooms for replies.'],
    'pubsub#replyto': ['jid-multi', 'Addresses for replies.'],
    'pubsub#rsm': ['boolean', 'Whether items can be asked for in pages.'],
    'pubsub#roster_groups_allowed': ['list-multi', 'The roster groups that may subscribe.'],
    'pubsub#send_last_published_item': [
      'list-single',
      'When the last item is sent: never, on_sub, on_sub_and_presence.',
    ],
    'pubsub#subscribe': ['boolean', 'Whether one may subscribe.'],
    'pubsub#tempsub': ['boolean', 'Whether subscriptions end when the subscriber goes offline.'],
    'pubsub#title': ['text-single', 'A name for people.'],
    'pubsub#type': ['text-single', 'What is published, usually as a namespace.'],
  },
};

export const xep0060: Specification = {
  id: 'XEP-0060',
  title: 'Publish-Subscribe',
  status: 'Stable',
  version: '1.30.0',
  depth: 'full',
  namespaces: {
    'http://jabber.org/protocol/pubsub': pubsub,
    'http://jabber.org/protocol/pubsub#owner': owner,
    'http://jabber.org/protocol/pubsub#event': event,
    'http://jabber.org/protocol/pubsub#errors': errors,
  },
  features: {
    'http://jabber.org/protocol/pubsub': 'Offers publishing and subscribing.',
    'http://jabber.org/protocol/pubsub#access-authorize': 'Owners approve each subscription.',
    'http://jabber.org/protocol/pubsub#access-open': 'Anybody may subscribe.',
    'http://jabber.org/protocol/pubsub#access-presence': 'Those who may see the owner’s presence may subscribe.',
    'http://jabber.org/protocol/pubsub#access-roster': 'Contacts in some groups may subscribe.',
    'http://jabber.org/protocol/pubsub#access-whitelist': 'Only those on a list may subscribe.',
    'http://jabber.org/protocol/pubsub#collections': 'Nodes can hold nodes (XEP-0248).',
    'http://jabber.org/protocol/pubsub#config-node': 'Nodes can be configured.',
    'http://jabber.org/protocol/pubsub#config-node-max': 'The word max is understood as a number of items.',
    'http://jabber.org/protocol/pubsub#create-and-configure': 'Nodes can be configured while they are created.',
    'http://jabber.org/protocol/pubsub#create-nodes': 'Nodes can be created.',
    'http://jabber.org/protocol/pubsub#delete-any': 'Publishers may delete the items of others.',
    'http://jabber.org/protocol/pubsub#delete-items': 'Items can be deleted.',
    'http://jabber.org/protocol/pubsub#delete-nodes': 'Nodes can be deleted.',
    'http://jabber.org/protocol/pubsub#get-pending': 'Pending subscriptions can be listed.',
    'http://jabber.org/protocol/pubsub#instant-nodes': 'The service makes up names for new nodes.',
    'http://jabber.org/protocol/pubsub#item-ids': 'Publishers may give items ids.',
    'http://jabber.org/protocol/pubsub#leased-subscription': 'Subscriptions end after a time.',
    'http://jabber.org/protocol/pubsub#manage-subscription': 'The old name of manage-subscriptions.',
    'http://jabber.org/protocol/pubsub#manage-subscriptions': 'Owners manage subscriptions.',
    'http://jabber.org/protocol/pubsub#member-affiliation': 'There are members.',
    'http://jabber.org/protocol/pubsub#meta-data': 'Nodes describe themselves.',
    'http://jabber.org/protocol/pubsub#modify-affiliations': 'Owners change affiliations.',
    'http://jabber.org/protocol/pubsub#multi-collection': 'A node can be in several collections (XEP-0248).',
    'http://jabber.org/protocol/pubsub#multi-items': 'Items can be published several at a time.',
    'http://jabber.org/protocol/pubsub#multi-subscribe': 'One can subscribe several times.',
    'http://jabber.org/protocol/pubsub#outcast-affiliation': 'There are outcasts.',
    'http://jabber.org/protocol/pubsub#owner': 'Lets owners manage nodes.',
    'http://jabber.org/protocol/pubsub#persistent-items': 'Items are kept.',
    'http://jabber.org/protocol/pubsub#presence-subscribe': 'Presence alone subscribes.',
    'http://jabber.org/protocol/pubsub#publish': 'Items can be published.',
    'http://jabber.org/protocol/pubsub#publish-node-full': 'A full node refuses items.',
    'http://jabber.org/protocol/pubsub#publish-only-affiliation': 'There are those who may publish and not read.',
    'http://jabber.org/protocol/pubsub#publish-options': 'Publishing can demand a configuration.',
    'http://jabber.org/protocol/pubsub#publisher-affiliation': 'There are publishers.',
    'http://jabber.org/protocol/pubsub#purge-nodes': 'All items of a node can be deleted.',
    'http://jabber.org/protocol/pubsub#retract-items': 'Items can be deleted.',
    'http://jabber.org/protocol/pubsub#retrieve-affiliations': 'One’s affiliations can be listed.',
    'http://jabber.org/protocol/pubsub#retrieve-default': 'The usual configuration can be asked for.',
    'http://jabber.org/protocol/pubsub#retrieve-default-sub': 'The usual options of a subscription can be asked for.',
    'http://jabber.org/protocol/pubsub#retrieve-items': 'Items can be asked for.',
    'http://jabber.org/protocol/pubsub#retrieve-subscriptions': 'One’s subscriptions can be listed.',
    'http://jabber.org/protocol/pubsub#subscribe': 'One can subscribe to nodes.',
    'http://jabber.org/protocol/pubsub#subscription-notifications': 'Changes of a subscription are told.',
    'http://jabber.org/protocol/pubsub#subscription-options': 'Subscriptions have options.',
  },
  identities: {
    'pubsub/service': 'A service with nodes.',
    'pubsub/leaf': 'A node that holds items.',
    'pubsub/collection': 'A node that holds nodes.',
  },
  forms: {
    'http://jabber.org/protocol/pubsub#node_config': () => configuration,
    'http://jabber.org/protocol/pubsub#publish-options': () => ({
      about: 'What must hold for the node when it is published to.',
      fields: {
        ...configuration.fields,
        secret: ['text-private', 'What a push service knows the server by (XEP-0357, 5).'],
      },
    }),
    'http://jabber.org/protocol/pubsub#meta-data': () => ({
      about: 'Describes a node in service discovery.',
      fields: {
        ...configuration.fields,
        'pubsub#creation_date': ['text-single', 'When the node was created.', 'dateTime'],
        'pubsub#creator': ['jid-single', 'Who created it.', 'jid'],
        'pubsub#num_subscribers': ['text-single', 'How many subscribers it has.', 'nonNegativeInteger'],
        'pubsub#owner': ['jid-multi', 'Its owners.'],
        'pubsub#publisher': ['jid-multi', 'Those who may publish to it.'],
      },
    }),
    'http://jabber.org/protocol/pubsub#subscribe_authorization': () => ({
      about: 'Asks an owner to approve a subscription.',
      fields: {
        'pubsub#allow': ['boolean', 'Whether it is approved.'],
        'pubsub#subid': ['text-single', 'Which subscription.'],
        'pubsub#node': ['text-single', 'The node.'],
        'pubsub#subscriber_jid': ['jid-single', 'Who wants to subscribe.', 'jid'],
      },
    }),
    'http://jabber.org/protocol/pubsub#subscribe_options': () => ({
      about: 'The options of a subscription.',
      fields: {
        'pubsub#deliver': ['boolean', 'Whether notifications are sent.'],
        'pubsub#digest': ['boolean', 'Whether notifications are gathered.'],
        'pubsub#digest_frequency': [
          'text-single',
          'At least so many milliseconds lie between two of them.',
          'nonNegativeInteger',
        ],
        'pubsub#expire': ['text-single', 'When the subscription ends.'],
        'pubsub#include_body': ['boolean', 'Whether notifications carry a body.'],
        'pubsub#show-values': ['list-multi', 'The kinds of presence in which notifications are wanted.'],
        'pubsub#subscription_type': ['list-single', 'What to be told of: items or nodes.'],
        'pubsub#subscription_depth': ['list-single', 'How deep into collections: 1 or all.'],
      },
    }),
  },
  templates: [
    {
      label: 'Publish an item',
      prefix: 'pubsub-publish',
      text: '<iq type="set" id="{{$id}}" to="${1:pubsub.example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="${2:princely_musings}">\n      <item id="${3:first}">\n        <entry xmlns="http://www.w3.org/2005/Atom"/>\n      </item>\n    </publish>\n  </pubsub>\n</iq>',
    },
    {
      label: 'Subscribe to a node',
      prefix: 'pubsub-subscribe',
      text: '<iq type="set" id="{{$id}}" to="${1:pubsub.example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <subscribe node="${2:princely_musings}" jid="${3:romeo@example.org}"/>\n  </pubsub>\n</iq>',
    },
    {
      label: 'Ask for a node’s items',
      text: '<iq type="get" id="{{$id}}" to="${1:pubsub.example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <items node="${2:princely_musings}"/>\n  </pubsub>\n</iq>',
    },
    {
      label: 'Create a node',
      text: '<iq type="set" id="{{$id}}" to="${1:pubsub.example.org}">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <create node="${2:princely_musings}"/>\n  </pubsub>\n</iq>',
    },
  ],
};

import type { ExtensionDefinition } from '../model.ts';
import { from } from './build.ts';

// The mapping is a working draft: the committee’s page leads to its versions.
const jms = from('AMQP JMS Mapping', 'https://www.oasis-open.org/committees/tc_home.php?wg_abbrev=amqp-bindmap');
const filters = from(
  'Apache AMQP filters',
  'https://svn.apache.org/repos/asf/qpid/trunk/qpid/specs/apache-filters.xml',
);
const anonymous = from('Anonymous Terminus', 'https://docs.oasis-open.org/amqp/anonterm/v1.0/anonterm-v1.0.html');

/** Names of the JMS mapping, of Apache’s filters, and of the brokers that follow them (Qpid, ActiveMQ Artemis). */
export const apacheExtensions: readonly ExtensionDefinition[] = [
  jms(
    'annotation',
    'x-opt-jms-msg-type',
    'Kind of the JMS message: 0 message, 1 object, 2 map, 3 bytes, 4 stream, 5 text.',
    'byte',
  ),
  jms(
    'annotation',
    'x-opt-jms-dest',
    'Kind of the destination (to): 0 queue, 1 topic, 2 temporary queue, 3 temporary topic.',
    'byte',
  ),
  jms(
    'annotation',
    'x-opt-jms-reply-to',
    'Kind of the destination for answers (reply-to): 0 queue, 1 topic, 2 temporary queue, 3 temporary topic.',
    'byte',
  ),
  jms(
    'annotation',
    'x-opt-to-type',
    'Kind of the destination (to), as older JMS clients write it: queue, topic, temporary.',
    'string',
  ),
  jms(
    'annotation',
    'x-opt-reply-type',
    'Kind of the destination for answers, as older JMS clients write it: queue, topic, temporary.',
    'string',
  ),
  jms('annotation', 'x-opt-delivery-time', 'Earliest time of delivery, in milliseconds since 1970.', 'timestamp'),
  jms('annotation', 'x-opt-delivery-delay', 'How long to wait before delivery, in milliseconds.', 'ulong'),
  jms('property', 'JMSXGroupID', 'The group that the message belongs to; mapped to group-id.'),
  jms('property', 'JMSXGroupSeq', 'The message’s place in its group; mapped to group-sequence.'),
  jms('capability', 'queue', 'The node is, or shall be, a queue.'),
  jms('capability', 'topic', 'The node is, or shall be, a topic.'),
  jms('capability', 'temporary-queue', 'The dynamic node shall be a queue.'),
  jms('capability', 'temporary-topic', 'The dynamic node shall be a topic.'),
  jms('capability', 'shared', 'Several receivers share the subscription.'),
  jms('capability', 'global', 'The subscription’s name holds for all containers.'),
  jms('capability', 'SHARED-SUBS', 'The peer supports shared subscriptions.'),
  jms('capability', 'sole-connection-for-container', 'A container id has at most one connection.'),
  jms('capability', 'DELAYED_DELIVERY', 'The peer supports delivery at a later time.'),
  jms('capability', 'DELIVERY_DELAY', 'The peer supports delivery after a delay.'),
  anonymous(
    'capability',
    'ANONYMOUS-RELAY',
    'A target without an address takes messages and sends each to its own to.',
  ),
  filters('capability', 'APACHE.ORG:SELECTOR', 'The peer supports JMS selectors as filters.'),
  filters('capability', 'APACHE.ORG:NO_LOCAL', 'The peer supports the no-local filter.'),
  filters(
    'capability',
    'APACHE.ORG:LEGACY_AMQP_EXCHANGE_FILTERS',
    'The peer supports filters that work as bindings of AMQP 0-9-1 exchanges.',
  ),
  filters('filter', 'jms-selector', 'Usual name of a JMS selector in a filter set.', 'string'),
  filters('filter', 'no-local', 'Usual name of a no-local filter in a filter set.', 'list'),
];

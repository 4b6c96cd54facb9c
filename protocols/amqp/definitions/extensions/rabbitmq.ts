import type { ExtensionDefinition } from '../model.ts';
import { from } from './build.ts';

const addresses = from('RabbitMQ 4 addresses', 'https://www.rabbitmq.com/docs/amqp#addresses');
const management = from('RabbitMQ 4 management', 'https://www.rabbitmq.com/docs/amqp#management');
const annotations = from('RabbitMQ message annotations', 'https://www.rabbitmq.com/docs/conversions');
const streams = from('RabbitMQ streams', 'https://www.rabbitmq.com/docs/stream-filtering');

/** Names of RabbitMQ: its addresses (version 2, from RabbitMQ 4.0 on), annotations and filters. */
export const rabbitExtensions: readonly ExtensionDefinition[] = [
  addresses('address', '/queues/', 'A queue, its name percent-encoded: /queues/orders.'),
  addresses(
    'address',
    '/exchanges/',
    'An exchange with a routing key, percent-encoded: /exchanges/logs/error. Targets only.',
  ),
  management(
    'address',
    '/management',
    'The node that takes requests to make and delete queues, exchanges and bindings.',
  ),
  management('link-property', 'paired', 'Whether the link is one of a pair for requests and their answers.', 'boolean'),
  management('capability', 'LINK_PAIR_V1_0', 'The peer supports pairs of links for requests and their answers.'),
  addresses('capability', 'queue', 'The node is, or shall be, a queue.'),
  annotations('annotation', 'x-exchange', 'The exchange that the message came through.', 'string'),
  annotations('annotation', 'x-routing-key', 'The routing key that the message came with.', 'string'),
  annotations('annotation', 'x-cc', 'Further routing keys.', 'list'),
  annotations('annotation', 'x-bcc', 'Further routing keys that receivers do not see.', 'list'),
  annotations(
    'annotation',
    'x-opt-delivery-count',
    'Deliveries that failed, where header.delivery-count does not tell.',
    'long',
  ),
  annotations('annotation', 'x-delivery-count', 'Deliveries of a quorum queue.', 'long'),
  annotations(
    'annotation',
    'x-opt-deaths',
    'How often, why and in which queues the message was dead-lettered.',
    'array',
  ),
  annotations('annotation', 'x-first-death-exchange', 'Exchange of the first dead-lettering.', 'string'),
  annotations('annotation', 'x-first-death-queue', 'Queue of the first dead-lettering.', 'string'),
  annotations('annotation', 'x-first-death-reason', 'Reason of the first dead-lettering.', 'string'),
  annotations('annotation', 'x-last-death-exchange', 'Exchange of the last dead-lettering.', 'string'),
  annotations('annotation', 'x-last-death-queue', 'Queue of the last dead-lettering.', 'string'),
  annotations('annotation', 'x-last-death-reason', 'Reason of the last dead-lettering.', 'string'),
  annotations('annotation', 'x-opt-rabbitmq-received-time', 'When the broker received the message.', 'timestamp'),
  annotations('annotation', 'x-stream-offset', 'The message’s place in its stream.', 'ulong'),
  annotations('annotation', 'x-stream-filter-value', 'The value by which stream filters choose the message.', 'string'),
  streams(
    'filter',
    'rabbitmq:stream-offset-spec',
    'Where in a stream to begin: first, last, next, an offset, a timestamp or an interval.',
  ),
  streams('filter', 'rabbitmq:stream-filter', 'Filter values of the chunks of a stream to deliver.'),
  streams(
    'filter',
    'rabbitmq:stream-match-unfiltered',
    'Also messages of a stream that have no filter value.',
    'boolean',
  ),
  streams(
    'link-property',
    'rabbitmq:active',
    'Whether this receiver is the active one of a queue with a single active consumer.',
    'boolean',
  ),
  streams('link-property', 'rabbitmq:priority', 'The receiver’s priority.', 'int'),
];

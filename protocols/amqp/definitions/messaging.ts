import { choice, field, inBook } from './build.ts';
import type { CompositeDefinition, RestrictedDefinition } from './model.ts';

const { composite, restricted, section } = inBook('messaging');

/** The composite types of part 3, Messaging (AMQP 1.0, 3.2 to 3.5). */
export const messagingComposites: readonly CompositeDefinition[] = [
  composite(
    'header',
    '3.2.1',
    0x70n,
    ['section'],
    'How the message is to be delivered; every node on the way may change it.',
    [
      field('durable', 'boolean', 'True when the message must survive a crash of the node that holds it.', {
        default: 'false',
      }),
      field('priority', 'ubyte', 'Higher goes first; 4 is normal.', { default: '4' }),
      field('ttl', 'milliseconds', 'How long the message lives.'),
      field('first-acquirer', 'boolean', 'True when nobody has acquired the message before.', { default: 'false' }),
      field('delivery-count', 'uint', 'How often the delivery was tried before without success.', { default: '0' }),
    ],
  ),
  composite('properties', '3.2.4', 0x73n, ['section'], 'The message’s standard properties, fixed by its sender.', [
    field('message-id', '*', 'Name of the message, made by the application.', { requires: 'message-id' }),
    field('user-id', 'binary', 'Who produced the message.'),
    field('to', '*', 'Address of the node for which the message is meant.', { requires: 'address' }),
    field('subject', 'string', 'What the message is about or for.'),
    field('reply-to', '*', 'Address of the node to which answers go.', { requires: 'address' }),
    field('correlation-id', '*', 'What the message belongs to, such as the message-id of the request.', {
      requires: 'message-id',
    }),
    field('content-type', 'symbol', 'Media type of the body, where it is data (RFC 2046).'),
    field('content-encoding', 'symbol', 'How the data is packed, such as gzip (RFC 2616, 3.5); only for data.'),
    field('absolute-expiry-time', 'timestamp', 'When the message is no longer wanted.'),
    field('creation-time', 'timestamp', 'When the message was made.'),
    field('group-id', 'string', 'The group that the message belongs to.'),
    field('group-sequence', 'sequence-no', 'The message’s place in its group.'),
    field('reply-to-group-id', 'string', 'The group that answers belong to.'),
  ]),
  composite('received', '3.4.1', 0x23n, ['delivery-state'], 'How far the delivery has come: not an outcome.', [
    field('section-number', 'uint', 'The section up to which data was received, from 0.', { mandatory: true }),
    field('section-offset', 'ulong', 'Bytes of that section that were received.', { mandatory: true }),
  ]),
  composite('accepted', '3.4.2', 0x24n, ['delivery-state', 'outcome'], 'The receiver has taken the message over.', []),
  composite(
    'rejected',
    '3.4.3',
    0x25n,
    ['delivery-state', 'outcome'],
    'The message is not valid and was not processed.',
    [field('error', 'error', 'Why it was rejected.')],
  ),
  composite(
    'released',
    '3.4.4',
    0x26n,
    ['delivery-state', 'outcome'],
    'The message was not processed, and may be delivered again.',
    [],
  ),
  composite(
    'modified',
    '3.4.5',
    0x27n,
    ['delivery-state', 'outcome'],
    'The message was not processed, and is changed before it is delivered again.',
    [
      field('delivery-failed', 'boolean', 'True to count the delivery as one that failed.'),
      field('undeliverable-here', 'boolean', 'True to keep the message from being delivered to this receiver again.'),
      field('message-annotations', 'fields', 'Annotations to merge into the message’s own.'),
    ],
  ),
  composite('source', '3.5.3', 0x28n, ['source'], 'Where a link’s messages come from.', [
    field('address', '*', 'Address of the node; unset when a dynamic node is asked for.', { requires: 'address' }),
    field('durable', 'terminus-durability', 'What of the terminus survives a crash.', { default: 'none' }),
    field('expiry-policy', 'terminus-expiry-policy', 'When the terminus’s expiry timer starts.', {
      default: 'session-end',
    }),
    field('timeout', 'seconds', 'How long after that the terminus is kept.', { default: '0' }),
    field('dynamic', 'boolean', 'True to ask for a node to be made for the link.', { default: 'false' }),
    field('dynamic-node-properties', 'node-properties', 'What the node that is made shall be like.'),
    field('distribution-mode', 'symbol', 'Whether the link moves messages or copies them.', {
      requires: 'distribution-mode',
    }),
    field('filter', 'filter-set', 'Which messages go over the link: filters by name.'),
    field('default-outcome', '*', 'Outcome of deliveries that are settled without one.', { requires: 'outcome' }),
    field('outcomes', 'symbol', 'Descriptors of the outcomes that the link may use.', { multiple: true }),
    field('capabilities', 'symbol', 'Extensions that the source supports or shall support.', { multiple: true }),
  ]),
  composite('target', '3.5.4', 0x29n, ['target'], 'Where a link’s messages go to.', [
    field('address', '*', 'Address of the node; unset when a dynamic node is asked for.', { requires: 'address' }),
    field('durable', 'terminus-durability', 'What of the terminus survives a crash.', { default: 'none' }),
    field('expiry-policy', 'terminus-expiry-policy', 'When the terminus’s expiry timer starts.', {
      default: 'session-end',
    }),
    field('timeout', 'seconds', 'How long after that the terminus is kept.', { default: '0' }),
    field('dynamic', 'boolean', 'True to ask for a node to be made for the link.', { default: 'false' }),
    field('dynamic-node-properties', 'node-properties', 'What the node that is made shall be like.'),
    field('capabilities', 'symbol', 'Extensions that the target supports or shall support.', { multiple: true }),
  ]),
  composite(
    'delete-on-close',
    '3.5.10',
    0x2bn,
    ['lifetime-policy'],
    'The dynamic node goes when the link that made it is closed.',
    [],
  ),
  composite(
    'delete-on-no-links',
    '3.5.11',
    0x2cn,
    ['lifetime-policy'],
    'The dynamic node goes when no link is attached to it.',
    [],
  ),
  composite(
    'delete-on-no-messages',
    '3.5.12',
    0x2dn,
    ['lifetime-policy'],
    'The dynamic node goes when its link is closed and it holds no messages.',
    [],
  ),
  composite(
    'delete-on-no-links-or-messages',
    '3.5.13',
    0x2en,
    ['lifetime-policy'],
    'The dynamic node goes when it has neither links nor messages.',
    [],
  ),
];

/** The restricted types of part 3, Messaging (AMQP 1.0, 3.2 and 3.5). */
export const messagingRestricted: readonly RestrictedDefinition[] = [
  section('delivery-annotations', '3.2.2', 0x71n, 'annotations', 'map', 'Annotations for the next node only.'),
  section('message-annotations', '3.2.3', 0x72n, 'annotations', 'map', 'Annotations that travel with the message.'),
  section(
    'application-properties',
    '3.2.5',
    0x74n,
    'map',
    'map',
    'The application’s own properties: strings to simple values.',
  ),
  section('data', '3.2.6', 0x75n, 'binary', 'binary', 'Body: bytes.'),
  section('amqp-sequence', '3.2.7', 0x76n, 'list', 'list', 'Body: a list of AMQP values.'),
  section('amqp-value', '3.2.8', 0x77n, '*', '*', 'Body: one AMQP value.'),
  section(
    'footer',
    '3.2.9',
    0x78n,
    'annotations',
    'map',
    'What can be known only at the end, such as hashes and signatures.',
  ),
  restricted(
    'annotations',
    '3.2.10',
    'map',
    [],
    'Values by symbol; keys that are ulongs, or do not begin with x-, are reserved.',
  ),
  restricted('message-id-ulong', '3.2.11', 'ulong', ['message-id'], 'A message-id that is a number.'),
  restricted('message-id-uuid', '3.2.12', 'uuid', ['message-id'], 'A message-id that is a UUID.'),
  restricted('message-id-binary', '3.2.13', 'binary', ['message-id'], 'A message-id that is bytes.'),
  restricted('message-id-string', '3.2.14', 'string', ['message-id'], 'A message-id that is text.'),
  restricted('address-string', '3.2.15', 'string', ['address'], 'An address as text.'),
  restricted('terminus-durability', '3.5.5', 'uint', [], 'What of a terminus survives a crash.', [
    choice('none', '0', 'nothing'),
    choice('configuration', '1', 'that it exists, and how it is set up'),
    choice('unsettled-state', '2', 'also the state of its unsettled deliveries'),
  ]),
  restricted('terminus-expiry-policy', '3.5.6', 'symbol', [], 'What starts a terminus’s expiry timer.', [
    choice('link-detach', 'link-detach', 'the link is detached'),
    choice('session-end', 'session-end', 'the session ends'),
    choice('connection-close', 'connection-close', 'the connection is closed'),
    choice('never', 'never', 'nothing: it does not expire'),
  ]),
  restricted('std-dist-mode', '3.5.7', 'symbol', ['distribution-mode'], 'How messages leave a node.', [
    choice('move', 'move', 'a message that is delivered leaves the node'),
    choice('copy', 'copy', 'the message stays for others'),
  ]),
  restricted('filter-set', '3.5.8', 'map', [], 'Filters by name; each value is described or null.'),
  restricted(
    'node-properties',
    '3.5.9',
    'fields',
    [],
    'Properties of a dynamic node: lifetime-policy, supported-dist-modes and others.',
  ),
];

import { choice, field, inBook } from './build.ts';
import type { CompositeDefinition, RestrictedDefinition } from './model.ts';

const { composite, restricted } = inBook('transport');

/** The composite types of part 2, Transport (AMQP 1.0, 2.7 and 2.8.14). */
export const transportComposites: readonly CompositeDefinition[] = [
  composite('open', '2.7.1', 0x10n, ['frame'], 'Opens the connection and states its limits.', [
    field('container-id', 'string', 'Name of the container that speaks.', { mandatory: true }),
    field('hostname', 'string', 'Name of the host that the sender wants to talk to, as in TLS server name indication.'),
    field('max-frame-size', 'uint', 'Largest frame, in bytes, that the sender of this open accepts; at least 512.', {
      default: '4294967295',
    }),
    field('channel-max', 'ushort', 'Highest channel number that may be used on the connection.', { default: '65535' }),
    field(
      'idle-time-out',
      'milliseconds',
      'The peer must send something at least this often, else the connection may be closed.',
    ),
    field(
      'outgoing-locales',
      'ietf-language-tag',
      'Languages in which the sender can write texts, the preferred first.',
      { multiple: true },
    ),
    field(
      'incoming-locales',
      'ietf-language-tag',
      'Languages in which the sender wants to get texts, the preferred first.',
      { multiple: true },
    ),
    field('offered-capabilities', 'symbol', 'Extensions that the sender supports.', { multiple: true }),
    field('desired-capabilities', 'symbol', 'Extensions that the sender would use if the peer supports them.', {
      multiple: true,
    }),
    field('properties', 'fields', 'Properties of the connection, such as product and version.'),
  ]),
  composite('begin', '2.7.2', 0x11n, ['frame'], 'Begins a session on a channel.', [
    field(
      'remote-channel',
      'ushort',
      'In a reply, the channel on which the peer began the session; unset by the side that begins it.',
    ),
    field('next-outgoing-id', 'transfer-number', 'Transfer-id of the next transfer that the sender will send.', {
      mandatory: true,
    }),
    field('incoming-window', 'uint', 'Transfers that the sender can take in now.', { mandatory: true }),
    field('outgoing-window', 'uint', 'Transfers that the sender may send now.', { mandatory: true }),
    field('handle-max', 'handle', 'Highest link handle that the peer may use in the session.', {
      default: '4294967295',
    }),
    field('offered-capabilities', 'symbol', 'Extensions that the sender supports in the session.', { multiple: true }),
    field('desired-capabilities', 'symbol', 'Extensions that the sender would use if the peer supports them.', {
      multiple: true,
    }),
    field('properties', 'fields', 'Properties of the session.'),
  ]),
  composite('attach', '2.7.3', 0x12n, ['frame'], 'Attaches a link to the session.', [
    field('name', 'string', 'Name of the link, unique among the links between the two containers in one direction.', {
      mandatory: true,
    }),
    field('handle', 'handle', 'Number by which the sender refers to the link until it is detached.', {
      mandatory: true,
    }),
    field('role', 'role', 'Whether the sender of this frame sends or receives messages on the link.', {
      mandatory: true,
    }),
    field('snd-settle-mode', 'sender-settle-mode', 'How the link’s sender settles its deliveries.', {
      default: 'mixed',
    }),
    field('rcv-settle-mode', 'receiver-settle-mode', 'How the link’s receiver settles deliveries.', {
      default: 'first',
    }),
    field('source', '*', 'Where the messages come from.', { requires: 'source' }),
    field('target', '*', 'Where the messages go to.', { requires: 'target' }),
    field(
      'unsettled',
      'map',
      'Deliveries that are not settled, by delivery-tag, with their states, when a link is resumed.',
    ),
    field('incomplete-unsettled', 'boolean', 'True when the unsettled map was too large to be sent whole.', {
      default: 'false',
    }),
    field(
      'initial-delivery-count',
      'sequence-no',
      'Where a sender’s delivery-count starts; a receiver leaves it unset.',
    ),
    field(
      'max-message-size',
      'ulong',
      'Largest message, in bytes, that the sender of this frame supports; 0 or unset is no limit.',
    ),
    field('offered-capabilities', 'symbol', 'Extensions that the sender supports on the link.', { multiple: true }),
    field('desired-capabilities', 'symbol', 'Extensions that the sender would use if the peer supports them.', {
      multiple: true,
    }),
    field('properties', 'fields', 'Properties of the link.'),
  ]),
  composite('flow', '2.7.4', 0x13n, ['frame'], 'Updates the session’s windows and, with a handle, a link’s credit.', [
    field(
      'next-incoming-id',
      'transfer-number',
      'Transfer-id that is expected next; unset until the peer’s begin is known.',
    ),
    field('incoming-window', 'uint', 'Transfers that the sender can take in now.', { mandatory: true }),
    field('next-outgoing-id', 'transfer-number', 'Transfer-id of the next transfer that the sender will send.', {
      mandatory: true,
    }),
    field('outgoing-window', 'uint', 'Transfers that the sender may send now.', { mandatory: true }),
    field('handle', 'handle', 'The link whose state is given; unset where only the session is meant.'),
    field('delivery-count', 'sequence-no', 'Deliveries since the link was created, as its sender counts them.'),
    field('link-credit', 'uint', 'Deliveries beyond delivery-count that the link’s receiver allows.'),
    field('available', 'uint', 'Messages that wait at the link’s sender for credit.'),
    field('drain', 'boolean', 'Asks the sender to use up the credit or to give it back.', { default: 'false' }),
    field('echo', 'boolean', 'Asks the peer to answer with its own state.', { default: 'false' }),
    field('properties', 'fields', 'Properties of the link’s state.'),
  ]),
  composite('transfer', '2.7.5', 0x14n, ['frame'], 'Carries a message, or a part of it, over a link.', [
    field('handle', 'handle', 'The link on which the message goes.', { mandatory: true }),
    field('delivery-id', 'delivery-number', 'Number of the delivery in the session; needed in its first frame.'),
    field('delivery-tag', 'delivery-tag', 'The sender’s name for the delivery; needed in its first frame.'),
    field(
      'message-format',
      'message-format',
      'What the payload is; 0 is the format of part 3. Needed in the first frame.',
    ),
    field('settled', 'boolean', 'True when the sender has settled the delivery and expects no answer.'),
    field('more', 'boolean', 'True when more frames of the same delivery follow.', { default: 'false' }),
    field(
      'rcv-settle-mode',
      'receiver-settle-mode',
      'How the receiver shall settle this delivery, if the link’s mode allows it.',
    ),
    field('state', '*', 'State of the delivery at its sender.', { requires: 'delivery-state' }),
    field('resume', 'boolean', 'True when an unsettled delivery of an earlier attachment is resumed.', {
      default: 'false',
    }),
    field('aborted', 'boolean', 'True when the delivery is given up; its parts are to be thrown away.', {
      default: 'false',
    }),
    field('batchable', 'boolean', 'A hint that the receiver may delay its answer to put several into one.', {
      default: 'false',
    }),
  ]),
  composite('disposition', '2.7.6', 0x15n, ['frame'], 'Tells the state of deliveries, and whether they are settled.', [
    field('role', 'role', 'Whether the sender of this frame sent or received the deliveries.', { mandatory: true }),
    field('first', 'delivery-number', 'First delivery-id of the range.', { mandatory: true }),
    field('last', 'delivery-number', 'Last delivery-id of the range; the first where unset.'),
    field('settled', 'boolean', 'True when the sender of this frame has settled the deliveries.', { default: 'false' }),
    field('state', '*', 'State of the deliveries, or their outcome.', { requires: 'delivery-state' }),
    field('batchable', 'boolean', 'A hint that the answer may be delayed to put several into one.', {
      default: 'false',
    }),
  ]),
  composite('detach', '2.7.7', 0x16n, ['frame'], 'Detaches a link, or closes it for good.', [
    field('handle', 'handle', 'The link to detach.', { mandatory: true }),
    field('closed', 'boolean', 'True when the link is closed and its state is given up.', { default: 'false' }),
    field('error', 'error', 'Why the link is detached, if it is for an error.'),
  ]),
  composite('end', '2.7.8', 0x17n, ['frame'], 'Ends the session.', [
    field('error', 'error', 'Why the session ends, if it is for an error.'),
  ]),
  composite('close', '2.7.9', 0x18n, ['frame'], 'Closes the connection.', [
    field('error', 'error', 'Why the connection is closed, if it is for an error.'),
  ]),
  composite('error', '2.8.14', 0x1dn, [], 'Details of an error.', [
    field('condition', 'symbol', 'What went wrong, as a symbol for programs.', {
      mandatory: true,
      requires: 'error-condition',
    }),
    field('description', 'string', 'What went wrong, as a text for people.'),
    field('info', 'fields', 'Further facts about the error.'),
  ]),
];

/** The restricted types of part 2, Transport (AMQP 1.0, 2.8). */
export const transportRestricted: readonly RestrictedDefinition[] = [
  restricted('role', '2.8.1', 'boolean', [], 'Which end of a link.', [
    choice('sender', 'false', 'the end that sends messages'),
    choice('receiver', 'true', 'the end that receives messages'),
  ]),
  restricted('sender-settle-mode', '2.8.2', 'ubyte', [], 'How a link’s sender settles deliveries.', [
    choice('unsettled', '0', 'all deliveries are sent unsettled'),
    choice('settled', '1', 'all deliveries are sent settled'),
    choice('mixed', '2', 'each delivery is sent settled or not'),
  ]),
  restricted('receiver-settle-mode', '2.8.3', 'ubyte', [], 'How a link’s receiver settles deliveries.', [
    choice('first', '0', 'the receiver settles as soon as it has an outcome'),
    choice('second', '1', 'the receiver settles after the sender has settled'),
  ]),
  restricted('handle', '2.8.4', 'uint', [], 'Number of an attached link in a session.'),
  restricted('seconds', '2.8.5', 'uint', [], 'A length of time in seconds.'),
  restricted('milliseconds', '2.8.6', 'uint', [], 'A length of time in milliseconds.'),
  restricted('delivery-tag', '2.8.7', 'binary', [], 'The sender’s name for a delivery, at most 32 bytes.'),
  restricted('delivery-number', '2.8.8', 'sequence-no', [], 'Number of a delivery in a session.'),
  restricted('transfer-number', '2.8.9', 'sequence-no', [], 'Number of a transfer frame in a session.'),
  restricted('sequence-no', '2.8.10', 'uint', [], 'A number that counts up and wraps at 2³² (RFC 1982).'),
  restricted(
    'message-format',
    '2.8.11',
    'uint',
    [],
    'Format of a payload: the maker in the upper three bytes, the version in the lowest.',
  ),
  restricted('ietf-language-tag', '2.8.12', 'symbol', [], 'A language tag (BCP 47).'),
  restricted('fields', '2.8.13', 'map', [], 'Values by name; the keys are symbols.'),
  restricted('amqp-error', '2.8.15', 'symbol', ['error-condition'], 'Errors that can occur anywhere.', [
    choice('internal-error', 'amqp:internal-error', 'the peer failed; it may work later'),
    choice('not-found', 'amqp:not-found', 'something that does not exist was asked for'),
    choice('unauthorized-access', 'amqp:unauthorized-access', 'the user may not do this'),
    choice('decode-error', 'amqp:decode-error', 'bytes could not be decoded'),
    choice('resource-limit-exceeded', 'amqp:resource-limit-exceeded', 'the peer has not enough of something'),
    choice('not-allowed', 'amqp:not-allowed', 'something was done that is not allowed here'),
    choice('invalid-field', 'amqp:invalid-field', 'a field was not what it must be'),
    choice('not-implemented', 'amqp:not-implemented', 'the peer cannot do this'),
    choice('resource-locked', 'amqp:resource-locked', 'somebody else uses it exclusively'),
    choice('precondition-failed', 'amqp:precondition-failed', 'a condition of the request does not hold'),
    choice('resource-deleted', 'amqp:resource-deleted', 'it was deleted while in use'),
    choice('illegal-state', 'amqp:illegal-state', 'the frame does not fit the state of the session'),
    choice(
      'frame-size-too-small',
      'amqp:frame-size-too-small',
      'the answer does not fit into the frame size that the peer accepts',
    ),
  ]),
  restricted('connection-error', '2.8.16', 'symbol', ['error-condition'], 'Errors of a connection.', [
    choice('connection-forced', 'amqp:connection:forced', 'somebody closed the connection on purpose'),
    choice('framing-error', 'amqp:connection:framing-error', 'a frame was not well-formed'),
    choice('redirect', 'amqp:connection:redirect', 'use the container that the error’s info names'),
  ]),
  restricted('session-error', '2.8.17', 'symbol', ['error-condition'], 'Errors of a session.', [
    choice('window-violation', 'amqp:session:window-violation', 'more transfers than the window allows'),
    choice('errant-link', 'amqp:session:errant-link', 'frames came for a link that was detached with an error'),
    choice('handle-in-use', 'amqp:session:handle-in-use', 'the handle is attached already'),
    choice('unattached-handle', 'amqp:session:unattached-handle', 'no link is attached with the handle'),
  ]),
  restricted('link-error', '2.8.18', 'symbol', ['error-condition'], 'Errors of a link.', [
    choice('detach-forced', 'amqp:link:detach-forced', 'somebody detached the link on purpose'),
    choice('transfer-limit-exceeded', 'amqp:link:transfer-limit-exceeded', 'more deliveries than the credit allows'),
    choice('message-size-exceeded', 'amqp:link:message-size-exceeded', 'the message is larger than the link allows'),
    choice('redirect', 'amqp:link:redirect', 'use the address that the error’s info names'),
    choice('stolen', 'amqp:link:stolen', 'the link was attached elsewhere'),
  ]),
];

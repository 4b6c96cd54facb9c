import type { Rule, Severity } from '../../core/index.ts';
import { section, typeSection } from '../definitions/section.ts';
import { notationRules } from './notation.ts';

function rule(id: string, summary: string, number: string, anchor: string, severity: Severity = 'error'): Rule {
  return { id: `amqp/${id}`, severity, summary, section: section(number, anchor) };
}

function typeRule(id: string, summary: string, number: string, type: string, severity: Severity = 'error'): Rule {
  return { id: `amqp/${id}`, severity, summary, section: typeSection(number, type) };
}

const connections = 'section-connections';
const sessions = 'section-sessions';
const links = 'section-links';

/** What must hold over time on a connection: what came before decides whether a frame is legal. */
export const conversationRules = {
  headerFirst: rule(
    'header-first',
    'Each side must begin with a protocol header, and may send another one only after a SASL or TLS layer.',
    '2.2',
    'section-version-negotiation',
  ),
  openFirst: rule('open-first', 'The first AMQP frame of each side must be open.', '2.4.1', connections),
  openChannel: rule('open-channel', 'Open and close must be sent on channel 0.', '2.4.1', connections),
  openTwice: rule('open-twice', 'A connection should not be opened twice.', '2.4.1', connections, 'warning'),
  afterClose: rule('after-close', 'A side must not send anything after its close.', '2.4.3', connections),
  idleTimeOut: rule(
    'idle-time-out',
    'A side should send a frame before the peer’s idle-time-out expires.',
    '2.4.5',
    connections,
    'warning',
  ),
  maxFrameSize: typeRule(
    'max-frame-size',
    'A frame must not exceed the max-frame-size of its receiver.',
    '2.7.1',
    'open',
  ),
  maxFrameSizeMinimum: notationRules.maxFrameSize,
  channelMax: typeRule(
    'channel-max',
    'A channel number must not exceed the channel-max of the receiver.',
    '2.7.1',
    'open',
  ),

  saslLayer: rule(
    'sasl-layer',
    'SASL frames must be sent only between the SASL header and the outcome; AMQP frames must not be sent there.',
    '5.3',
    'section-sasl',
  ),
  saslFrameSize: rule('sasl-frame-size', 'A SASL frame must not exceed 512 bytes.', '5.3.1', 'section-sasl'),
  saslOrder: rule(
    'sasl-order',
    'The server must send mechanisms, challenges and the outcome, the client init and responses, in that order.',
    '5.3.2',
    'section-sasl',
  ),
  saslMechanism: rule(
    'sasl-mechanism',
    'The client must choose a mechanism that the server offered.',
    '5.3.2',
    'section-sasl',
  ),

  channelInUse: rule('channel-in-use', 'A session must begin on a channel that is not in use.', '2.5.1', sessions),
  noSession: rule(
    'no-session',
    'Frames of a session must be sent after its begin and before its end.',
    '2.5.5',
    sessions,
  ),
  remoteChannel: typeRule(
    'remote-channel',
    'A begin that answers another must set remote-channel to that one’s channel; any other begin must leave it out.',
    '2.7.2',
    'begin',
  ),
  sessionWindow: rule(
    'session-window',
    'A side must not send more transfer frames than the peer’s incoming-window allows.',
    '2.5.6',
    sessions,
  ),
  nextIncomingId: typeRule(
    'next-incoming-id',
    'A flow must set next-incoming-id if the peer’s begin was received, and must leave it out otherwise.',
    '2.7.4',
    'flow',
  ),
  flowHandle: typeRule('flow-handle', 'A flow without handle must not set fields of a link.', '2.7.4', 'flow'),
  flowDeliveryCount: typeRule(
    'flow-delivery-count',
    'The flow of a sender for a link must set delivery-count.',
    '2.7.4',
    'flow',
  ),

  handleMax: typeRule('handle-max', 'A handle must not exceed the handle-max of the receiver.', '2.7.2', 'begin'),
  handleInUse: typeRule('handle-in-use', 'A link must be attached to a handle that is not in use.', '2.7.3', 'attach'),
  handleUnattached: typeRule(
    'handle-unattached',
    'A frame must not name a handle that is not attached.',
    '2.8.17',
    'session-error',
  ),
  initialDeliveryCount: typeRule(
    'initial-delivery-count',
    'The attach of a sender must set initial-delivery-count.',
    '2.7.3',
    'attach',
  ),
  linkCredit: rule(
    'link-credit',
    'A sender must not send more deliveries than the link credit allows.',
    '2.6.7',
    links,
  ),
  maxMessageSize: typeRule(
    'max-message-size',
    'A delivery must not exceed the max-message-size of the receiver.',
    '2.7.3',
    'attach',
  ),
  dynamicSource: typeRule(
    'dynamic-source-address',
    'A source that requests a dynamic node must not have an address.',
    '3.5.3',
    'source',
  ),
  dynamicTarget: typeRule(
    'dynamic-target-address',
    'A target that requests a dynamic node must not have an address.',
    '3.5.4',
    'target',
  ),
  dynamicProperties: typeRule(
    'dynamic-node-properties',
    'dynamic-node-properties must not be set without dynamic.',
    '3.5.3',
    'source',
  ),

  transferRole: typeRule('transfer-role', 'Transfers must be sent by the sender of the link.', '2.7.5', 'transfer'),
  firstTransfer: typeRule(
    'first-transfer',
    'The first transfer of a delivery must set delivery-id, delivery-tag and message-format.',
    '2.7.5',
    'transfer',
  ),
  continuation: typeRule(
    'continuation',
    'Later transfers of a delivery must repeat its delivery-id, delivery-tag and message-format, or leave them out.',
    '2.7.5',
    'transfer',
  ),
  deliveryIdInUse: typeRule(
    'delivery-id-in-use',
    'Two unsettled deliveries must not have the same delivery-id.',
    '2.7.5',
    'transfer',
  ),
  deliveryTagInUse: rule(
    'delivery-tag-in-use',
    'A delivery-tag must be unique among the unsettled deliveries of its link.',
    '2.6.12',
    links,
  ),
  settledMode: typeRule(
    'settled-mode',
    'A sender must settle deliveries as the snd-settle-mode of the link says.',
    '2.7.5',
    'transfer',
  ),
  transferSettleMode: typeRule(
    'transfer-settle-mode',
    'A transfer must not set rcv-settle-mode to second unless the link has it.',
    '2.7.5',
    'transfer',
  ),

  dispositionRange: typeRule(
    'disposition-range',
    'The first of a disposition must not be after its last.',
    '2.7.6',
    'disposition',
  ),
  dispositionUnknown: typeRule(
    'disposition-unknown',
    'A disposition must name deliveries that were sent.',
    '2.7.6',
    'disposition',
  ),
  outcomeOffered: typeRule(
    'outcome-offered',
    'An outcome should be one that the source of the link offers.',
    '3.5.3',
    'source',
    'warning',
  ),

  coordinatorMessage: typeRule(
    'coordinator-message',
    'Only declare and discharge must be sent to a coordinator.',
    '4.5.1',
    'coordinator',
  ),
  coordinatorSettled: rule(
    'coordinator-settled',
    'Declare and discharge must be sent unsettled.',
    '4.2',
    'section-txn-work',
  ),
  transactionUnknown: typeRule(
    'transaction-unknown',
    'A txn-id must be one that was declared and not yet discharged.',
    '4.5.8',
    'transaction-error',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

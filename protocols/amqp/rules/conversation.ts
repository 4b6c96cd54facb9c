import type { Rule, Severity } from '../../text/index.ts';
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
  headerFirst: rule('header-first', 'Each side begins with a protocol header, and sends another one only after a SASL or TLS layer.', '2.2', 'section-version-negotiation'),
  openFirst: rule('open-first', 'The first AMQP frame that a side sends is open.', '2.4.1', connections),
  openChannel: rule('open-channel', 'Open and close are sent on channel 0.', '2.4.1', connections),
  openTwice: rule('open-twice', 'A connection is opened once.', '2.4.1', connections, 'warning'),
  afterClose: rule('after-close', 'A side sends nothing after its close.', '2.4.3', connections),
  idleTimeOut: rule('idle-time-out', 'A side sends something before the idle time-out that its peer asked for.', '2.4.5', connections, 'warning'),
  maxFrameSize: typeRule('max-frame-size', 'A frame is not larger than the max-frame-size of the side that gets it.', '2.7.1', 'open'),
  maxFrameSizeMinimum: notationRules.maxFrameSize,
  channelMax: typeRule('channel-max', 'A channel is not above the channel-max of the side that gets the frame.', '2.7.1', 'open'),

  saslLayer: rule('sasl-layer', 'SASL frames are sent between the SASL header and its outcome only, and AMQP frames never there.', '5.3', 'section-sasl'),
  saslFrameSize: rule('sasl-frame-size', 'A SASL frame has at most 512 bytes.', '5.3.1', 'section-sasl'),
  saslOrder: rule('sasl-order', 'The server sends mechanisms, challenges and the outcome; the client init and responses, in that order.', '5.3.2', 'section-sasl'),
  saslMechanism: rule('sasl-mechanism', 'The client chooses a mechanism that the server offered.', '5.3.2', 'section-sasl'),

  channelInUse: rule('channel-in-use', 'A session begins on a channel that is free.', '2.5.1', sessions),
  noSession: rule('no-session', 'Frames of a session come after its begin and before its end.', '2.5.5', sessions),
  remoteChannel: typeRule('remote-channel', 'Remote-channel is set when a begin answers one, to the channel of that one, and only then.', '2.7.2', 'begin'),
  sessionWindow: rule('session-window', 'A side sends no more transfer frames than its peer’s incoming-window allows.', '2.5.6', sessions),
  nextIncomingId: typeRule('next-incoming-id', 'A flow has next-incoming-id once the peer’s begin is known, and not before.', '2.7.4', 'flow'),
  flowHandle: typeRule('flow-handle', 'A flow without handle has no fields of a link.', '2.7.4', 'flow'),
  flowDeliveryCount: typeRule('flow-delivery-count', 'A sender’s flow for a link has delivery-count.', '2.7.4', 'flow'),

  handleMax: typeRule('handle-max', 'A handle is not above the handle-max of the side that gets it.', '2.7.2', 'begin'),
  handleInUse: typeRule('handle-in-use', 'A link is attached to a handle that is free.', '2.7.3', 'attach'),
  handleUnattached: typeRule('handle-unattached', 'A handle that a frame names is attached.', '2.8.17', 'session-error'),
  initialDeliveryCount: typeRule('initial-delivery-count', 'A sender’s attach has initial-delivery-count.', '2.7.3', 'attach'),
  linkCredit: rule('link-credit', 'A sender sends no more deliveries than the link’s credit allows.', '2.6.7', links),
  maxMessageSize: typeRule('max-message-size', 'A delivery is not larger than the max-message-size of the side that gets it.', '2.7.3', 'attach'),
  dynamicSource: typeRule('dynamic-source-address', 'A source that is to be made dynamically is asked for without an address.', '3.5.3', 'source'),
  dynamicTarget: typeRule('dynamic-target-address', 'A target that is to be made dynamically is asked for without an address.', '3.5.4', 'target'),
  dynamicProperties: typeRule('dynamic-node-properties', 'Dynamic-node-properties stand with dynamic only.', '3.5.3', 'source'),

  transferRole: typeRule('transfer-role', 'Transfers are sent by the link’s sender.', '2.7.5', 'transfer'),
  firstTransfer: typeRule('first-transfer', 'The first transfer of a delivery has delivery-id, delivery-tag and message-format.', '2.7.5', 'transfer'),
  continuation: typeRule('continuation', 'The later transfers of a delivery repeat its delivery-id, delivery-tag and message-format, or leave them out.', '2.7.5', 'transfer'),
  deliveryIdInUse: typeRule('delivery-id-in-use', 'A delivery-id is used by one unsettled delivery at a time.', '2.7.5', 'transfer'),
  deliveryTagInUse: rule('delivery-tag-in-use', 'A delivery-tag is unique among the unsettled deliveries of its link.', '2.6.12', links),
  settledMode: typeRule('settled-mode', 'A delivery is settled by its sender as the link’s snd-settle-mode says.', '2.7.5', 'transfer'),
  transferSettleMode: typeRule('transfer-settle-mode', 'A transfer asks for rcv-settle-mode second only where the link has it.', '2.7.5', 'transfer'),

  dispositionRange: typeRule('disposition-range', 'A disposition’s first is not after its last.', '2.7.6', 'disposition'),
  dispositionUnknown: typeRule('disposition-unknown', 'A disposition speaks of deliveries that were sent.', '2.7.6', 'disposition'),
  outcomeOffered: typeRule('outcome-offered', 'An outcome is one that the link’s source offers.', '3.5.3', 'source', 'warning'),

  coordinatorMessage: typeRule('coordinator-message', 'A coordinator is sent declare and discharge, nothing else.', '4.5.1', 'coordinator'),
  coordinatorSettled: rule('coordinator-settled', 'Declare and discharge are sent unsettled.', '4.2', 'section-txn-work'),
  transactionUnknown: typeRule('transaction-unknown', 'A txn-id is one that was declared and is not discharged yet.', '4.5.8', 'transaction-error'),
} as const satisfies Readonly<Record<string, Rule>>;

import type { DecodedFrame } from '../decode/index.ts';
import { isHeadless } from './gap.ts';
import type { Delivery, LinkHalf, PeerVisibility, SessionHalf } from './model.ts';
import type { ReportRule } from './report.ts';
import { serialAdd, serialDistance } from './serial.ts';
import { showTag, tagKey, type TransferFields } from './transfer-fields.ts';

const settledMode = 1;
const unsettledMode = 0;
const secondMode = 1;

/** A transfer's place in its delivery. */
export interface DeliveryPlace {
  readonly link: string;
  readonly id: number;
  /** Frames and payload bytes so far. */
  readonly frames: number;
  readonly size: number;
  /** The delivery is complete with this frame. */
  readonly complete: boolean;
  readonly aborted: boolean;
}

/** The same, with what the conversation keeps of the delivery. */
export interface TransferFacts extends DeliveryPlace {
  readonly delivery: Delivery;
}

/** Transfer (AMQP 1.0, 2.6.12, 2.6.14, 2.7.5). */
export function takeTransfer(
  link: LinkHalf,
  fields: Readonly<TransferFields>,
  known: PeerVisibility,
  frame: DecodedFrame,
  report: ReportRule,
): TransferFacts | undefined {
  const { session } = link;
  countFrame(session, report);
  if (link.role !== 'sender') {
    if (!link.unsure)
      report(
        'transferRole',
        `This side is the receiver of the link “${link.name}”; the other one sends its transfers.`,
        'handle',
      );
    return undefined;
  }
  if (link.headless !== 'no') {
    const headless = isHeadless(link, fields, frame);
    link.headless = headless && fields.more && !fields.aborted ? 'yes' : 'no';
    if (headless) return undefined;
  }
  const delivery =
    link.current === undefined
      ? beginDelivery(link, known, fields, frame, report)
      : continueDelivery(link.current, fields, frame, report);
  if (delivery === undefined) return undefined;
  delivery.frames++;
  delivery.size += frame.payloadSize;
  if (fields.settled) delivery.settled = true;
  const receiver = link.peer;
  if (receiver !== undefined && receiver.maxMessageSize > 0n && BigInt(delivery.size) > receiver.maxMessageSize) {
    report(
      'maxMessageSize',
      `The delivery has ${delivery.size} bytes so far; the receiver takes at most ${receiver.maxMessageSize} (its max-message-size).`,
    );
  }
  const mayBeSecond = receiver === undefined ? known.gaps : receiver.rcvSettleMode === secondMode;
  if (fields.rcvSettleMode === secondMode && link.rcvSettleMode !== secondMode && !mayBeSecond) {
    report(
      'transferSettleMode',
      'The transfer asks for rcv-settle-mode second; the link has first.',
      'rcv-settle-mode',
    );
  }
  const { aborted } = fields;
  const complete = aborted || !fields.more;
  link.current = complete ? undefined : delivery;
  if (complete) endDelivery(delivery, aborted, known, report);
  else session.maybePartial = true;
  return {
    link: link.name,
    id: delivery.id,
    frames: delivery.frames,
    size: delivery.size,
    complete,
    aborted,
    delivery,
  };
}

/** Every transfer frame takes one place of the peer's window (2.5.6). */
function countFrame(session: SessionHalf, report: ReportRule): void {
  if (session.limit !== undefined && serialDistance(session.nextOutgoingId, session.limit) <= 0) {
    report(
      'sessionWindow',
      `The peer's incoming-window is used up: it takes transfers up to number ${serialAdd(session.limit, -1)}, and this is number ${session.nextOutgoingId}.`,
    );
  }
  session.nextOutgoingId = serialAdd(session.nextOutgoingId, 1);
}

function beginDelivery(
  link: LinkHalf,
  known: PeerVisibility,
  fields: Readonly<TransferFields>,
  frame: DecodedFrame,
  report: ReportRule,
): Delivery | undefined {
  const { session } = link;
  const { deliveryId: id, tagStart, tagEnd, messageFormat: format } = fields;
  const tagged = tagStart >= 0;
  if (id === undefined || !tagged || format === undefined) {
    const missing = [
      id === undefined ? 'delivery-id' : '',
      tagged ? '' : 'delivery-tag',
      format === undefined ? 'message-format' : '',
    ].filter((name) => name !== '');
    if (!known.partial)
      report('firstTransfer', `This transfer begins a delivery, and has no ${missing.join(' and no ')}.`);
  }
  if (id === undefined) {
    if (known.lossy !== true) return undefined;
    session.unnumbered = true;
    checkCredit(link, known, report);
    link.deliveryCount = serialAdd(link.deliveryCount, 1);
    link.headless = fields.more ? 'yes' : 'no';
    return undefined;
  }
  const { unsettled } = session;
  if (unsettled.size > 0 && unsettled.has(id) && !known.gaps && session.settling === 'known')
    report('deliveryIdInUse', `Delivery-id ${id} belongs to a delivery that is not settled yet.`, 'delivery-id');
  const atOnce = fields.settled && !fields.more;
  // The tag is needed only where it can meet another one.
  const key = !tagged || (atOnce && link.tags.size === 0) ? '' : tagKey(frame.bytes, tagStart, tagEnd);
  const other =
    known.both && !known.gaps && session.settling === 'known' && tagged && link.tags.size > 0
      ? link.tags.get(key)
      : undefined;
  if (other !== undefined && !fields.resume) {
    report(
      'deliveryTagInUse',
      `Delivery-tag ${showTag(key)} belongs to delivery ${other.id} of this link, which is not settled yet.`,
      'delivery-tag',
    );
  }
  checkCredit(link, known, report);
  link.deliveryCount = serialAdd(link.deliveryCount, 1);
  link.deliveries++;
  session.lastDeliveryId = id;
  const delivery: Delivery = {
    link,
    id,
    tag: key,
    format: format ?? 0,
    tracked: !atOnce,
    settled: false,
    frames: 0,
    size: 0,
    unit: undefined,
  };
  if (atOnce) return delivery; // settled at once: its id and tag are free again
  unsettled.set(id, delivery);
  link.tags.set(delivery.tag, delivery);
  return delivery;
}

/** A delivery needs a credit (2.6.7). Nothing is known of it where the receiver's frames are not seen. */
function checkCredit(link: LinkHalf, known: PeerVisibility, report: ReportRule): void {
  if (!known.both || known.partial || link.uncounted === 'credit') return;
  if (link.creditLimit === undefined) {
    report('linkCredit', `The receiver of the link “${link.name}” has given no credit yet.`);
  } else if (link.uncounted === 'no' && serialDistance(link.deliveryCount, link.creditLimit) <= 0) {
    report(
      'linkCredit',
      `The credit of the link “${link.name}” is used up: the receiver takes deliveries up to count ${serialAdd(link.creditLimit, -1)}, and this is ${link.deliveryCount}.`,
    );
  }
}

function continueDelivery(
  delivery: Delivery,
  fields: Readonly<TransferFields>,
  frame: DecodedFrame,
  report: ReportRule,
): Delivery {
  const { deliveryId: id, messageFormat: format } = fields;
  const tag = fields.tagStart < 0 ? undefined : tagKey(frame.bytes, fields.tagStart, fields.tagEnd);
  const rest = `delivery ${delivery.id} goes on, of which the frame before said more`;
  if (id !== undefined && id !== delivery.id)
    report('continuation', `The delivery-id is ${id}, but ${rest}.`, 'delivery-id');
  if (tag !== undefined && tag !== delivery.tag)
    report(
      'continuation',
      `The delivery-tag is ${showTag(tag)} instead of ${showTag(delivery.tag)}, but ${rest}.`,
      'delivery-tag',
    );
  if (format !== undefined && format !== delivery.format)
    report(
      'continuation',
      `The message-format is ${format} instead of ${delivery.format}, but ${rest}.`,
      'message-format',
    );
  return delivery;
}

/** How the sender settles (2.7.5), which all frames of a delivery decide together. */
function endDelivery(delivery: Delivery, aborted: boolean, known: PeerVisibility, report: ReportRule): void {
  const { link } = delivery;
  if (!aborted && link.sndSettleMode === settledMode && !delivery.settled && known.lossy !== true)
    report('settledMode', 'The delivery is unsettled, but the link has snd-settle-mode settled.', 'settled');
  if (!aborted && link.sndSettleMode === unsettledMode && delivery.settled)
    report('settledMode', 'The delivery is settled, but the link has snd-settle-mode unsettled.', 'settled');
  if (delivery.settled || aborted) forget(delivery);
}

/** A settled delivery frees its id and its tag. */
export function forget(delivery: Delivery): void {
  if (!delivery.tracked) return;
  delivery.link.session.unsettled.delete(delivery.id);
  if (delivery.link.tags.get(delivery.tag) === delivery) delivery.link.tags.delete(delivery.tag);
}

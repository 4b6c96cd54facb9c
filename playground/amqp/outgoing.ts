import { serialAdd, serialDistance, serialLimit } from '../../protocols/amqp/conversation/index.ts';
import { maxUnsettled } from './limits.ts';
import type { StoredMessage } from './message.ts';
import type { Output } from './output.ts';
import type { Told } from './settlement.ts';
import { binary, bool, uint, type Fields } from './values.ts';

/** What a transfer's performative takes at most, with the frame's head. */
const transferHead = 64;

/** The link that a delivery goes out on. */
export interface Deliverer {
  readonly handle: number;
  readonly presettled: boolean;
  readonly ended: boolean;
  /** The delivery is written whole. */
  sent(delivery: OutgoingDelivery): void;
  /** Takes what the client says of a delivery. */
  told(delivery: OutgoingDelivery, told: Told): void;
}

/** The client that deliveries go to. */
export interface OutgoingClient {
  readonly output: Output;
  /** Bytes of the largest frame that the client takes. */
  readonly maxFrameSize: number;
  /** Deliveries that the client has not settled, on all sessions. */
  unsettled: number;
}

/** Writes a frame on the session. */
type Send = (name: string, fields: Fields, payload?: Uint8Array) => void;

/** One message on its way to a client, until both sides have settled it. */
export class OutgoingDelivery {
  readonly link: Deliverer;
  /** Undefined when it is written whole: the queue has it, where it may come back. */
  message: StoredMessage | undefined;
  /** Its delivery-id; −1 before its first transfer. */
  id = -1;
  /** Bytes that are written. */
  offset = 0;
  /** The client has settled it. */
  settledByClient = false;

  constructor(link: Deliverer, message: StoredMessage) {
    this.link = link;
    this.message = message;
  }
}

/** The deliveries of one session to its client: one is being written at most, the others are written and not settled. */
export class Outgoing {
  readonly #send: Send;
  readonly #client: OutgoingClient;
  readonly #unsettled = new Map<number, OutgoingDelivery>();
  #writing: OutgoingDelivery | undefined;
  #nextId = 0;
  #nextTransfer = 0;
  #stopped = false;
  /** Transfers that the client takes (2.5.6). */
  #window: number;

  constructor(send: Send, client: OutgoingClient, incomingWindow: number) {
    this.#send = send;
    this.#client = client;
    this.#window = Math.min(incomingWindow, 0x7fffffff);
  }

  /** For the flow: the number of the next transfer. */
  get nextTransfer(): number {
    return this.#nextTransfer;
  }

  /** Whether a message can be sent at once. */
  get ready(): boolean {
    if (this.#stopped) return false;
    return (
      this.#writing === undefined &&
      this.#window > 0 &&
      !this.#client.output.congested &&
      this.#client.unsettled < maxUnsettled
    );
  }

  /** Nothing is sent any more: what one link gives back when it ends must not go to another that ends with it. */
  stop(): void {
    this.#stopped = true;
  }

  send(delivery: OutgoingDelivery): void {
    this.#writing = delivery;
    this.write();
  }

  /** Takes what the client's flow says of its window; without a next-incoming-id it has seen nothing yet. */
  flow(nextIncoming: number | undefined, window: number): void {
    this.#window = Math.max(0, serialDistance(this.#nextTransfer, serialLimit(nextIncoming ?? 0, window)));
  }

  /** Writes as much of the delivery at hand as the client takes now. */
  write(): void {
    for (let { output } = this.#client, delivery = this.#writing; delivery !== undefined; delivery = this.#writing) {
      if (this.#window === 0 || output.congested) return;
      this.#writePart(delivery);
    }
  }

  /** The delivery with that id that is not settled. */
  find(id: number): OutgoingDelivery | undefined {
    return this.#unsettled.get(id);
  }

  /** Ids of unsettled deliveries from `first` to `last`, whatever the range: no more than there are. */
  idsIn(first: number, last: number): number[] {
    const span = (last - first) >>> 0;
    if (span < this.#unsettled.size) return Array.from({ length: span + 1 }, (_, index) => serialAdd(first, index));
    return [...this.#unsettled.keys()].filter((id) => (id - first) >>> 0 <= span);
  }

  forget(delivery: OutgoingDelivery): void {
    if (this.#writing === delivery) this.#writing = undefined;
    if (this.#unsettled.delete(delivery.id)) this.#client.unsettled--;
  }

  #writePart(delivery: OutgoingDelivery): void {
    const { link, message } = delivery;
    if (message === undefined) return;
    const isFirst = delivery.id < 0;
    if (isFirst) this.#begin(delivery);
    const end = Math.min(message.bytes.length, delivery.offset + this.#client.maxFrameSize - transferHead);
    const part = message.bytes.subarray(delivery.offset, end);
    const more = end < message.bytes.length;
    delivery.offset = end;
    this.#window--;
    this.#nextTransfer = serialAdd(this.#nextTransfer, 1);
    const first = isFirst
      ? {
          'delivery-id': uint(delivery.id),
          'delivery-tag': tagOf(delivery.id),
          'message-format': uint(message.format),
          settled: bool(link.presettled),
        }
      : {};
    this.#send('transfer', { handle: uint(link.handle), ...first, ...(more ? { more: bool(true) } : {}) }, part);
    this.#client.output.countTransfer();
    if (more) return;
    this.#writing = undefined;
    delivery.message = undefined;
    link.sent(delivery);
  }

  #begin(delivery: OutgoingDelivery): void {
    delivery.id = this.#nextId;
    this.#nextId = serialAdd(this.#nextId, 1);
    if (delivery.link.presettled) return;
    this.#unsettled.set(delivery.id, delivery);
    this.#client.unsettled++;
  }
}

function tagOf(id: number): ReturnType<typeof binary> {
  const tag = Buffer.alloc(4);
  tag.writeUInt32BE(id);
  return binary(tag);
}

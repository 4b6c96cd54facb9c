import type { BoundedMap, Side, UnitPlace } from '../../core/index.ts';

/** What a side's open said (AMQP 1.0, 2.7.1). */
export interface OpenFacts {
  readonly containerId: string;
  readonly hostname: string | undefined;
  readonly maxFrameSize: number;
  readonly channelMax: number;
  /** Milliseconds. */
  readonly idleTimeOut: number | undefined;
}

/** One side of a connection. */
export interface ConnectionHalf {
  readonly side: Side;
  /** `start` before the first header; `sasl` between a SASL header and the outcome; `unknown` where bytes are missing. */
  layer: 'start' | 'sasl' | 'tls' | 'header' | 'amqp' | 'unknown';
  /** Whether the SASL exchange has been spoken. */
  authenticated: boolean;
  open: OpenFacts | undefined;
  closed: boolean;
  /** Its headers are not in the log, which begins with an open or with SASL. */
  headless: boolean;
  /** Time of the latest unit in milliseconds, where times are known. */
  lastTime: number | undefined;
  readonly sessions: Map<number, SessionHalf>;
}

/** One side of a session: from its begin to its end. */
export interface SessionHalf {
  readonly side: Side;
  readonly channel: number;
  /** Where units of the session are, outside of its links. */
  readonly place: UnitPlace;
  /** The other half, once both begins were seen and belong together. */
  peer: SessionHalf | undefined;
  /** Whether this begin answered one. */
  readonly answers: boolean;
  readonly handleMax: number;
  ended: boolean;
  /** Frames of this side are missing since its begin: it may have ended, and begun again, unseen. */
  unsure: boolean;
  /** The transfer-id of the next transfer frame (2.5.6). */
  nextOutgoingId: number;
  /** The first transfer-id that may not be sent, by the peer's widest promise; undefined until the peer's begin was seen. */
  limit: number | undefined;
  /** A log did not tell the transfer-ids or window of its begin: transfers are not counted. */
  readonly uncounted: boolean;
  /** A log did not tell the delivery-id of a transfer: others may have been sent than are known. */
  unnumbered: boolean;
  /** A log told of dispositions, and not whether they settle: deliveries may be settled that seem not to be. */
  settling: 'known' | 'unknown';
  /** As announced in begin and flow, for people. */
  incomingWindow: number;
  outgoingWindow: number;
  readonly handles: Map<number, LinkHalf>;
  /** A link of it may have a delivery of which more frames are to come; false tells that none has. */
  maybePartial: boolean;
  /** The newest delivery-id that this side used. */
  lastDeliveryId: number | undefined;
  /** Deliveries of this side that nobody has settled, by delivery-id. */
  readonly unsettled: Map<number, Delivery>;
  /** Units of this side that wait for an answer: its begin, its end, its attaches and detaches by role and link name. */
  beginUnit: number | undefined;
  endUnit: number | undefined;
  readonly attachUnits: BoundedMap<string, number>;
  readonly detachUnits: BoundedMap<string, number>;
  /** Units of transfers that are part of no delivery, or of one whose link has ended, by delivery-id, and the newest of these ids. */
  readonly strays: BoundedMap<number, number | undefined>;
  lastStrayId: number | undefined;
}

/** One side of a link. */
export interface LinkHalf {
  readonly session: SessionHalf;
  readonly handle: number;
  readonly name: string;
  readonly role: 'sender' | 'receiver';
  /** Where units of the link are: the same for both halves. */
  place: UnitPlace;
  peer: LinkHalf | undefined;
  readonly source: string | undefined;
  readonly target: string | undefined;
  /** The target is a transaction coordinator (4.5.1). */
  readonly coordinator: boolean;
  readonly sndSettleMode: number;
  readonly rcvSettleMode: number;
  /** Outcomes that the source offers, as descriptors; empty where it does not say. */
  readonly outcomes: readonly string[];
  /** Bytes; 0 where there is no limit. */
  readonly maxMessageSize: bigint;
  detached: boolean;
  /** Frames of this side are missing since its attach: it may have been detached, and the handle attached again, unseen. */
  unsure: boolean;
  /** Frames are missing, so that the next transfer may go on, or does, with a delivery whose beginning was not seen. */
  headless: 'no' | 'perhaps' | 'yes';
  /** Sender: count of the next delivery (2.6.7). */
  deliveryCount: number;
  /** Sender: the first count that may not be sent, by the receiver's widest promise; undefined until a flow was seen. */
  creditLimit: number | undefined;
  /** A log did not tell the count that credit is counted from, or a credit: how much there is is not known. */
  uncounted: 'no' | 'count' | 'credit';
  /** As the receiver announced last, for people. */
  credit: number;
  /** A flow for the link was sent by this side. */
  flowed: boolean;
  drain: boolean;
  deliveries: number;
  /** The delivery of which more frames are to come. */
  current: Delivery | undefined;
  /** Tags of this sender's unsettled deliveries. */
  readonly tags: Map<string, Delivery>;
  readonly secrecy: LinkSecrecy;
}

export interface Delivery {
  readonly link: LinkHalf;
  readonly id: number;
  /** One character a byte. */
  readonly tag: string;
  readonly format: number;
  /** It stands among the unsettled ones; false for a delivery that is settled with its only frame. */
  readonly tracked: boolean;
  settled: boolean;
  frames: number;
  /** Payload so far, in bytes. */
  size: number;
  /** The unit of the first transfer, while it waits for a disposition. */
  unit: number | undefined;
}

/** What is known of both sides together. */
export interface Transactions {
  /** Declared and not discharged, hex. */
  readonly live: Set<string>;
  /** Declares that the coordinator has not answered yet. */
  readonly declares: Set<Delivery>;
  /** Discharges that the coordinator has not answered yet, with the transaction that each ends, hex. */
  readonly discharges: Map<Delivery, string>;
  /** A log did not tell what a coordinator was sent: transactions may live that were not seen. */
  unsure: boolean;
}

/** What of a link's deliveries is secret (Claims-based Security). */
export interface LinkSecrecy {
  /** One end's source or target is a node that takes tokens: all deliveries are secret. */
  readonly tokens: boolean;
  /** The sender names no target: each message names its own (`to`). */
  readonly anonymous: boolean;
  /** The delivery of which more frames are to come; `undecided` while the request for a token may still come in them. */
  partial: 'none' | 'open' | 'undecided' | 'secret';
  /** The last bytes of an undecided delivery: the request may be cut. */
  tail: string;
}

/** What is known besides the frame: whether both directions are seen, from their beginning, and whether frames may be late or missing in between. */
export interface PeerVisibility {
  readonly both: boolean;
  readonly partial: boolean;
  /** Never without `partial`. */
  readonly gaps: boolean;
  /** The frame at hand is made of what a log tells: what it lacks is not known. */
  readonly lossy?: boolean;
}

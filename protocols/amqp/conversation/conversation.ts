import {
  noIssues,
  noNumbers,
  otherSide,
  type Issue,
  type Lossy,
  type Secrecy,
  type Side,
  type UnitPlace,
} from '../../core/index.ts';
import { decodeFrame, type DecodedFrame, type FrameOptions } from '../decode/index.ts';
import { takeDisposition } from './disposition.ts';
import { takeTransfer, type DeliveryPlace } from './delivery.ts';
import { forgetDeliveries, forgetOwn, forgetPromises } from './gap.ts';
import { linkOf, takeAttach, takeDetach } from './link.ts';
import type { ConnectionHalf, LinkHalf, PeerVisibility, SessionHalf, Transactions } from './model.ts';
import {
  ConnectionPairs,
  noteStray,
  pairAttach,
  pairBegin,
  pairDetach,
  pairDisposition,
  pairEnd,
  type UnitNumber,
} from './pairs.ts';
import { Shown } from './left-out.ts';
import { isBlank, isExcerpt } from './lossy.ts';
import { booleanOf, numberOf } from './reading.ts';
import { Reporter, type ReportRule, type RuleName } from './report.ts';
import { secrecyOf } from './secrecy.ts';
import { sessionOf, takeBegin, takeEnd, takeLinkFlow, takeSessionFlow } from './session.ts';
import { checkTransactionalState, takeCoordinatorAnswer, takeCoordinatorTransfer } from './transaction.ts';
import { transferFields } from './transfer-fields.ts';
import {
  checkConnection,
  checkLayer,
  checkLimits,
  checkSilence,
  takeHeader,
  takeOpen,
  takeSasl,
  type SaslFacts,
} from './transport.ts';

export interface ConversationOptions {
  /**
   * Which sides are fed. Where only one is, nothing is supposed of what the other one said: no credit, window or limit.
   * The default is both.
   */
  readonly sides?: 'both' | Side;
  /**
   * The beginning was missed (a capture of a running connection): nothing that may lie before it is asked for. `headers`: what was
   * missed are headers at most, and perhaps SASL, as in a log without them: all else is followed from its beginning.
   */
  readonly partial?: boolean | 'headers';
  /** Passed to the decoder: own types, limits. */
  readonly decode?: FrameOptions;
}

/** A unit with all that is known of it. */
export class FollowedFrame {
  readonly frame: DecodedFrame;
  /** What the unit breaks of the conversation; its bytes' own findings are the frame's. */
  readonly found: readonly Issue[];
  readonly delivery: DeliveryPlace | undefined;
  /** The numbers of the units that it answers; a disposition may answer many transfers. */
  readonly answers: readonly number[];
  /** What of the unit is secret by its place. */
  readonly secrecy: Secrecy | undefined;
  /** The payload continues a delivery: it is not the beginning of a message, and was not looked into. */
  readonly opaque: boolean;
  /** Session and link, where they are known. */
  readonly place: UnitPlace | undefined;

  constructor(
    frame: DecodedFrame,
    found: readonly Issue[],
    delivery: DeliveryPlace | undefined,
    answers: readonly number[],
    secrecy: Secrecy | undefined,
    opaque: boolean,
    place: UnitPlace | undefined,
  ) {
    this.frame = frame;
    this.found = found;
    this.delivery = delivery;
    this.answers = answers;
    this.secrecy = secrecy;
    this.opaque = opaque;
    this.place = place;
  }

  /** What the unit breaks, hints included: of its bytes first, then of the conversation. */
  get issues(): readonly Issue[] {
    return this.found.length === 0 ? this.frame.issues : [...this.frame.issues, ...this.found];
  }

  /** The same without hints, which cost something to find. */
  get findings(): readonly Issue[] {
    return this.found.length === 0 ? this.frame.findings : [...this.frame.findings, ...this.found];
  }
}

/** All that can be known, made once. */
const knowledge = {
  both: { both: true, partial: false, gaps: false },
  one: { both: false, partial: false, gaps: false },
  bothPartial: { both: true, partial: true, gaps: false },
  onePartial: { both: false, partial: true, gaps: false },
  bothGaps: { both: true, partial: true, gaps: true },
  oneGaps: { both: false, partial: true, gaps: true },
} as const satisfies Record<string, PeerVisibility>;

function newHalf(side: Side): ConnectionHalf {
  return {
    side,
    layer: 'start',
    authenticated: false,
    open: undefined,
    closed: false,
    headless: false,
    lastTime: undefined,
    sessions: new Map(),
  };
}

/**
 * One AMQP connection, followed from both ends (AMQP 1.0, parts 2, 4 and 5): fed with units in the order in which they were
 * seen, it tells of each what it breaks, with section. A script in the editor, live traffic and a capture feed it alike.
 * What a side did is judged by what was seen before from its peer, and in doubt in its favour: frames cross on the wire.
 */
export class Conversation {
  readonly client: ConnectionHalf = newHalf('client');
  readonly server: ConnectionHalf = newHalf('server');
  readonly transactions: Transactions = { live: new Set(), declares: new Set(), discharges: new Map(), unsure: false };
  readonly sasl: SaslFacts = { offered: undefined, chosen: undefined, outcome: undefined };
  readonly #report = new Reporter();
  readonly #pairs = new ConnectionPairs();
  /** The unit at hand: its number, and what it answers. */
  #unit: UnitNumber;
  #answers: readonly number[] = noNumbers;
  #place: UnitPlace | undefined;
  /** How many sessions there have been. */
  readonly #sessions = { count: 0 };
  readonly #both: boolean;
  #partial: boolean;
  #gaps = false;
  #lossy = false;
  /** What a log of values has shown; undefined where the frames are those that crossed. */
  #shown: Shown | undefined;
  readonly #decode: FrameOptions;

  get #opaque(): FrameOptions {
    return { ...this.#decode, payload: 'opaque' };
  }

  constructor(options: ConversationOptions = {}) {
    this.#both = (options.sides ?? 'both') === 'both';
    this.#partial = options.partial === true;
    this.#decode = options.decode ?? {};
    const headless = options.partial === 'headers';
    for (const half of [this.client, this.server]) {
      half.headless = headless;
      if (headless || this.#partial) half.layer = 'unknown';
    }
  }

  /** What may be supposed of the peer of a side: nothing, where it was never heard (a capture of one direction). */
  #known(side: Side): PeerVisibility {
    const known = this.#visible(this.half(otherSide(side)));
    return this.#lossy ? { ...known, lossy: true } : known;
  }

  /** Whether all is there from the beginning of both sides on. */
  #isWhole(): boolean {
    const isBegun = ({ layer, headless }: ConnectionHalf): boolean =>
      layer !== 'start' && !(layer === 'unknown' && headless);
    return !this.#partial && isBegun(this.client) && isBegun(this.server);
  }

  #visible(peer: ConnectionHalf): PeerVisibility {
    const both = this.#both && peer.layer !== 'start' && !(peer.layer === 'unknown' && peer.headless);
    if (!this.#partial) return both ? knowledge.both : knowledge.one;
    if (this.#gaps) return both ? knowledge.bothGaps : knowledge.oneGaps;
    return both ? knowledge.bothPartial : knowledge.onePartial;
  }

  /** One side's half. */
  half(side: Side): ConnectionHalf {
    return side === 'client' ? this.client : this.server;
  }

  /**
   * Units are late here, as seen from the other side's, or missing: then `lost` is the side that sent them. From here on nothing that
   * they may have said is asked for; windows and credit are unknown until they are told again, and deliveries that the lost units
   * belong to are given up.
   */
  gap(lost?: Side): void {
    this.#partial = true;
    this.#gaps = true;
    for (const half of [this.client, this.server]) {
      forgetPromises(half);
      if (lost !== undefined) forgetDeliveries(half);
    }
    if (lost !== undefined) forgetOwn(this.half(lost));
  }

  /**
   * Takes the next unit of a side.
   * @param bytes one unit as a framer cut it: a protocol header, a frame, a heartbeat, garbage
   * @param time milliseconds, from any start; without it, silence is not judged
   * @param unit the number by which `answers` of later units name this one; left out where it is not recorded
   * @param lossy the bytes are made of what a log tells: what it leaves out is not known
   */
  feed(side: Side, bytes: Uint8Array, time?: number, unit?: number, lossy?: Lossy): FollowedFrame {
    const half = this.half(side);
    const session = bytes.length < 8 ? undefined : half.sessions.get(((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0));
    const options = lossy === 'cut' ? this.#opaque : this.#options(session, bytes);
    this.#lossy = lossy !== undefined;
    const frame = decodeFrame(bytes, options);
    if (isExcerpt(half, frame, lossy !== undefined)) {
      half.headless = false; // nothing is asked of its beginning
      this.gap(side);
    }
    const report = this.#report;
    const shown = lossy === undefined ? this.#shown : (this.#shown ??= new Shown());
    report.begin(frame, shown === undefined ? undefined : this.#certainty(shown, side));
    checkSilence(half, this.half(otherSide(side)), time, report.report);
    this.#unit = unit;
    this.#answers = this.#pairs.take(side, frame, unit);
    const secrecy = secrecyOf(half, session, frame);
    this.#place = undefined;
    const delivery = this.#take(half, session, frame, report.report);
    if (lossy !== undefined && isBlank(frame, lossy)) this.gap(side);
    // What seems wrong shows that the log leaves frames out.
    if (report.isUnsure) this.#partial = this.#gaps = true;
    shown?.take(side, frame);
    const opaque = options.payload === 'opaque';
    return new FollowedFrame(frame, report.found ?? noIssues, delivery, this.#answers, secrecy, opaque, this.#place);
  }

  /** Whether a frame breaks a rule for certain, by what a log has shown. A function of its own, since each call makes a closure. */
  #certainty(shown: Shown, side: Side): (rule: RuleName) => boolean {
    return (rule) => shown.breaks(rule, side, this.#isWhole());
  }

  /** A transfer that goes on with a delivery carries bytes that are no beginning of a message. */
  #options(session: SessionHalf | undefined, bytes: Uint8Array): FrameOptions {
    if (session === undefined || !hasPartialDelivery(session)) return this.#decode;
    const handle = numberOf(decodeFrame(bytes, { ...this.#decode, payload: 'skip' }), 'handle');
    const link = handle === undefined ? undefined : session.handles.get(handle);
    return link?.current === undefined ? this.#decode : this.#opaque;
  }

  /** `channel`: the session of the unit's channel, if it has one. */
  #take(
    half: ConnectionHalf,
    channel: SessionHalf | undefined,
    frame: DecodedFrame,
    report: ReportRule,
  ): DeliveryPlace | undefined {
    const known = this.#known(half.side);
    if (frame.kind === 'header') {
      takeHeader(half, this.sasl, known, frame, report);
      return undefined;
    }
    if (frame.kind === 'garbage' || !checkLayer(half, known, frame, report)) return undefined;
    if (frame.frameType === 'sasl') {
      takeSasl(half, this.sasl, known, frame, report);
      half.authenticated = true;
      return undefined;
    }
    if (frame.kind === 'frame' && frame.performativeName === undefined) return undefined; // the decoder has said why
    if (half.closed || frame.kind === 'frame') {
      if (!checkConnection(half, frame, report)) return undefined;
    }
    checkLimits(this.half(otherSide(half.side)), frame, report);
    return frame.kind === 'frame' ? this.#performative(half, channel, known, frame, report) : undefined;
  }

  #performative(
    half: ConnectionHalf,
    channel: SessionHalf | undefined,
    known: PeerVisibility,
    frame: DecodedFrame,
    report: ReportRule,
  ): DeliveryPlace | undefined {
    switch (frame.performativeName) {
      case 'open':
        takeOpen(half, frame, report);
        return undefined;
      case 'close':
        half.closed = true;
        return undefined;
      case 'begin':
        {
          const other = this.half(otherSide(half.side));
          const session = takeBegin(half, other, known, frame, report, this.#sessions);
          this.#place = session.place;
          this.#answers = pairBegin(session, this.#unit);
        }
        return undefined;
      default: {
        const session =
          channel?.ended === false ? channel : sessionOf(half, this.half(otherSide(half.side)), known, frame, report);
        this.#place = session?.place;
        return session === undefined ? undefined : this.#inSession(session, known, frame, report);
      }
    }
  }

  #inSession(
    session: SessionHalf,
    known: PeerVisibility,
    frame: DecodedFrame,
    report: ReportRule,
  ): DeliveryPlace | undefined {
    if (frame.performativeName === 'transfer') return this.#transfer(session, known, frame, report);
    switch (frame.performativeName) {
      case 'end':
        takeEnd(session);
        this.#answers = pairEnd(session, this.#unit);
        return undefined;
      case 'attach':
        {
          const link = takeAttach(session, known, frame, report);
          this.#place = link.place;
          this.#answers = pairAttach(link, this.#unit);
        }
        return undefined;
      case 'detach': {
        const found = this.#link(session, known, frame, report);
        if (found === undefined) return undefined;
        takeDetach(found, booleanOf(frame, 'closed') === true);
        this.#answers = pairDetach(found, this.#unit);
        return undefined;
      }
      case 'flow':
        this.#flow(session, known, frame, report);
        return undefined;
      case 'disposition': {
        // Answers may still be on their way when the peer ends the session; what they are about is forgotten then.
        if (session.peer?.ended !== true)
          checkTransactionalState(this.transactions, session.side, known, frame, report);
        const deliveries = takeDisposition(session, known, frame, report);
        takeCoordinatorAnswer(this.transactions, deliveries, frame);
        this.#answers = pairDisposition(session, frame, deliveries);
        return undefined;
      }
      default:
        return undefined; // the decoder has said that this is not a performative
    }
  }

  /** The link that a frame names, or handle 0. */
  #link(session: SessionHalf, known: PeerVisibility, frame: DecodedFrame, report: ReportRule): LinkHalf | undefined {
    const link = linkOf(session, numberOf(frame, 'handle') ?? 0, known, frame, report);
    if (link !== undefined) this.#place = link.place;
    return link;
  }

  // A function of its own, since each call makes a closure.
  #flow(session: SessionHalf, known: PeerVisibility, frame: DecodedFrame, report: ReportRule): void {
    takeSessionFlow(session, known, frame, report);
    takeLinkFlow(session, () => this.#link(session, known, frame, report), known, frame, report);
  }

  #transfer(
    session: SessionHalf,
    known: PeerVisibility,
    frame: DecodedFrame,
    report: ReportRule,
  ): DeliveryPlace | undefined {
    const fields = transferFields(frame);
    const link = linkOf(session, fields.handle ?? 0, known, frame, report);
    if (link !== undefined) this.#place = link.place;
    const facts = link === undefined ? undefined : takeTransfer(link, fields, known, frame, report);
    if (link?.role !== 'sender') noteStray(session, fields.deliveryId, this.#unit);
    if (link === undefined || facts === undefined) return undefined;
    if (facts.frames === 1) facts.delivery.unit = this.#unit;
    if (link.coordinator) takeCoordinatorTransfer(this.transactions, facts, known, frame, report);
    else if (fields.state) checkTransactionalState(this.transactions, session.side, known, frame, report);
    return facts;
  }
}

function hasPartialDelivery(session: SessionHalf): boolean {
  if (!session.maybePartial) return false;
  for (const link of session.handles.values()) if (link.current !== undefined) return true;
  session.maybePartial = false;
  return false;
}

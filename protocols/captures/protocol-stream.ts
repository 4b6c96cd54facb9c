import type { FramedUnit, Framer, ProtocolName, Side } from '../core/index.ts';
import { joinBytes, otherSide } from '../core/index.ts';
import type { Follows, StreamEvent } from './beginning.ts';
import type { CapturedConnection } from './connections.ts';
import { explainForeign } from './explain-foreign.ts';
import {
  BoshSessions,
  HttpConnection,
  HttpStream,
  looksLikeHttp,
  type BoshSession,
  type Carried,
} from './http/index.ts';
import { knownPort } from './ports.ts';
import { isResumable, isTelling, looksLikeTls, recogniseProtocol } from './recognise.ts';
import { examine } from './recognition/examine.ts';
import { isBeginning, isOther, type Verdict } from './recognition/recogniser.ts';
import { isProtocolSign, type Sign } from './recognition/sign.ts';
import type { ConnectionFacts, StreamContext } from './stream-context.ts';
import type { StreamSink } from './tcp-stream.ts';
import { TlsStream } from './tls.ts';

export type { ConnectionFacts, StreamContext } from './stream-context.ts';

const nothing = new Uint8Array(0);
/** No more is held back of a direction until it is known what it begins with. */
const longestStart = 8192;

/** White space keeps a connection of XMPP alive. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}

/** What a stream is inside of. `encrypted` is left out where that is not known: behind a proxy, a WebSocket in clear had TLS in front of it. */
interface Within {
  readonly websocket?: boolean;
  readonly encrypted?: boolean;
  /** The ends were found to be the other way round before. */
  readonly swapped?: boolean;
  /** What a subprotocol says that is spoken. */
  readonly protocol?: ProtocolName;
}

/**
 * One direction of a connection from its first byte: finds out what is spoken (AMQP 1.0, AMQP 0-9-1, XMPP, a WebSocket that
 * carries one of them, TLS around any of them) and cuts it into units. In a capture both directions decide together what that is, by
 * their first bytes; elsewhere the bytes are known to be of something that is read. TLS that begins in the middle (STARTTLS, AMQP's
 * TLS header) is followed.
 */
export class ProtocolStream implements StreamSink, Follows {
  readonly #connection: CapturedConnection;
  /** As the capture’s first packet made believe. */
  readonly #guess: Side;
  readonly #facts: ConnectionFacts;
  readonly #context: StreamContext;
  readonly #within: Within;
  #framer: Framer | undefined;
  #below: StreamSink | undefined;
  /** Bytes of units that earlier framers gave out, or that are lost. */
  #base = 0;
  #pushed = 0;
  /** The first bytes, while they are too few to tell the protocol. */
  #first = nothing;
  /** What the direction begins with, when that is known. */
  #sign: Sign | undefined;
  #inTheMiddle = false;
  #isExplained = false;
  /** The connection was announced. */
  #isTold = false;
  /** The only direction of the input began with bytes that are nothing: where its pieces end tells no more. */
  #isNothing = false;
  /** It was said that what is here is listed with another connection. */
  #isElsewhere = false;

  constructor(
    connection: CapturedConnection,
    side: Side,
    facts: ConnectionFacts,
    context: StreamContext,
    within: Within = facts.network === true ? { encrypted: false } : {},
  ) {
    this.#connection = connection;
    this.#guess = side;
    this.#facts = facts;
    this.#context = context;
    this.#within = within;
  }

  get #side(): Side {
    return this.#facts.swapped === true ? otherSide(this.#guess) : this.#guess;
  }

  /** Whether the client is the end that the capture’s first packet made take for the server. */
  get #isSwapped(): boolean {
    return this.#within.swapped ?? this.#facts.swapped === true;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#below !== undefined) return this.#below.data(bytes, time);
    if (this.#framer !== undefined) return this.#follow(this.#framer, bytes, time);
    this.#facts.hasBytes = true;
    const { beginning } = this.#facts;
    if (beginning === undefined) this.#collect(bytes, time);
    else beginning.take(this, this.#guess, { what: 'data', bytes, time });
  }

  /** So many bytes in front of the first ones belong to no unit. */
  pass(length: number): void {
    this.#base += length;
  }

  /** What comes next is not the connection's beginning, which the capture missed. */
  inTheMiddle(): void {
    this.#pass({ what: 'middle' });
  }

  late(): void {
    this.#pass({ what: 'late' });
  }

  gap(length: number, time: number): void {
    this.#pass({ what: 'gap', length, time });
  }

  end(time: number): void {
    this.#pass({ what: 'end', time });
  }

  #pass(event: StreamEvent): void {
    const { beginning } = this.#facts;
    if (beginning === undefined) this.apply(event);
    else beginning.take(this, this.#guess, event);
  }

  /** Takes what comes when it is known what the connection carries. */
  apply(event: StreamEvent): void {
    switch (event.what) {
      case 'data':
        return this.#carry(event.bytes, event.time);
      case 'gap':
        return this.#gap(event.length, event.time);
      case 'late':
        return this.#late();
      case 'middle':
        this.#inTheMiddle = true;
        return;
      case 'end':
        return this.#end(event.time);
    }
  }

  #carry(bytes: Uint8Array, time: number): void {
    if (this.#below !== undefined) return this.#below.data(bytes, time);
    if (this.#framer !== undefined) return this.#follow(this.#framer, bytes, time);
    const verdict = this.#facts.beginning?.verdict;
    if (verdict === undefined) this.#collect(bytes, time);
    else this.#begin(verdict, bytes, time);
  }

  /** The first bytes of a direction, and all behind them that are not read, when it is known what the connection carries. */
  #begin(verdict: Verdict, bytes: Uint8Array, time: number, final = false): void {
    const isForeign = verdict.kind === 'foreign' && this.#facts.protocol === undefined;
    // From its beginning on it is another protocol.
    if (isForeign && !this.#inTheMiddle) return this.#foreign(bytes, time);
    const start = this.#first.length === 0 ? bytes : joinBytes([this.#first, bytes]);
    const spoken = this.#facts.protocol ?? verdict.protocol;
    const expected = spoken === undefined ? (knownPort(this.#port)?.clear ?? []) : [spoken];
    const sign = examine(start, { missed: this.#inTheMiddle || this.#sign !== undefined, expected, final });
    if (sign === 'more' && !final && start.length < longestStart && !(spoken !== undefined && isBlank(start))) {
      // A copy: the piece that it comes in may be used again.
      this.#first = new Uint8Array(start);
      return;
    }
    this.#first = nothing;
    this.#sign ??= sign;
    if (verdict.kind === 'http') return this.#layer(this.#http(), start, time);
    if (verdict.kind === 'tls' && sign === 'tls') return this.#layer(this.#tls(), start, time);
    this.#framer = this.#fresh(this.#protocolOf(sign, spoken));
    if (this.#framer === undefined) return this.#foreign(start, time);
    if (this.#inTheMiddle && !isBeginning(sign)) this.#late(this.#side);
    this.#push(this.#framer, start, time);
  }

  /** What a direction speaks that goes on so; undefined where it is not read. */
  #protocolOf(sign: Sign, spoken: ProtocolName | undefined): ProtocolName | undefined {
    // In answer to what is read, only what is known to be something else is not read.
    const isRead = isProtocolSign(sign) && (sign.beginning || sign.weight >= 1 || sign.protocol === spoken);
    if (isRead) return (this.#facts.protocol = sign.beginning ? sign.protocol : (spoken ?? sign.protocol));
    if (spoken !== undefined) this.#facts.protocol = spoken;
    return isOther(this.#sign) && !this.#inTheMiddle ? undefined : spoken;
  }

  #foreign(bytes: Uint8Array, time: number, explanation = this.#explain(bytes)): void {
    this.#isExplained = true;
    this.#undecoded('foreign', bytes, time, explanation);
  }

  /** Once for each direction. */
  #explain(bytes: Uint8Array): string | undefined {
    const verdict = this.#facts.beginning?.verdict;
    if (this.#isExplained || verdict === undefined) return undefined;
    const { first, protocol } = verdict;
    return explainForeign(bytes, {
      side: this.#side,
      first: first[this.#guess] ?? this.#sign,
      other: first[otherSide(this.#guess)],
      spoken: protocol,
      port: this.#port,
    });
  }

  get #port(): number {
    const { clientPort, serverPort } = this.#connection;
    return this.#facts.swapped === true ? clientPort : serverPort;
  }

  #follow(framer: Framer, bytes: Uint8Array, time: number): void {
    // Where the pieces of an input end that has one direction says nothing.
    if (this.#facts.alone === undefined && looksLikeTls(bytes)) this.#layer(this.#tls(), bytes, time);
    else this.#push(framer, bytes, time);
  }

  /** Bytes that are of something that is read. */
  #collect(bytes: Uint8Array, time: number): void {
    if (this.#isNothing) return this.#undecoded('garbage', bytes, time);
    const first = this.#first.length === 0 ? bytes : joinBytes([this.#first, bytes]);
    // A copy: the piece that it comes in may be used again.
    if (isTelling(first)) this.#start(first, time);
    else this.#first = new Uint8Array(first);
  }

  #start(bytes: Uint8Array, time: number): void {
    this.#first = nothing;
    if (looksLikeTls(bytes)) return this.#layer(this.#tls(), bytes, time);
    if (looksLikeHttp(bytes)) return this.#layer(this.#http(), bytes, time);
    this.#framer = this.#recognise(bytes);
    if (this.#facts.http !== undefined) {
      // The middle of a message, or another protocol in answer to HTTP.
      if (this.#framer === undefined) return this.#layer(this.#http(), bytes, time);
      if (this.#side === 'server') this.#facts.http.serverIsOther();
    }
    if (this.#framer === undefined) {
      this.#isNothing = this.#facts.alone !== undefined;
      this.#undecoded('garbage', bytes, time);
    } else this.#push(this.#framer, bytes, time);
  }

  #push(framer: Framer, bytes: Uint8Array, time: number): void {
    this.#pushed += bytes.length;
    for (const unit of framer.push(bytes)) this.#emit(unit, time);
  }

  #late(lost?: Side, bytes?: number): void {
    this.#admitted(() => {
      this.#announce();
      this.#context.late?.(this.#connection, lost, bytes);
    });
  }

  /** Says what is known about the connection before the first thing that is given out of it. */
  #announce(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    const framing = this.#within.websocket === true ? 'message' : 'stream';
    this.#context.begins?.(this.#connection, { swapped: this.#isSwapped, framing });
  }

  #gap(length: number, time: number): void {
    if (this.#below !== undefined) {
      this.#late(this.#side);
      return this.#below.gap(length, time);
    }
    this.#late(this.#side, length);
    this.#note(`${length} bytes are missing from the capture`);
    this.#finish(time);
    this.#base += this.#pushed + length;
    this.#pushed = 0;
    this.#inTheMiddle = true;
    // The framer begins again, and finds the next unit where that is possible.
    if (this.#framer !== undefined) this.#framer = this.#fresh(this.#facts.protocol);
  }

  #end(time: number): void {
    if (this.#below !== undefined) this.#below.end(time);
    else this.#finish(time);
    if (this.#side === 'server') this.#facts.http?.serverIsSilent();
  }

  #finish(time: number): void {
    const verdict = this.#facts.beginning?.verdict;
    const first = this.#first;
    this.#first = nothing;
    if (first.length > 0 && verdict !== undefined) this.#begin(verdict, first, time, true);
    else if (first.length > 0) this.#start(first, time);
    for (const unit of this.#framer?.end() ?? []) this.#emit(unit, time);
  }

  #emit(unit: FramedUnit, time: number): void {
    this.#facts.admission?.admit();
    this.#announce();
    const placed = this.#base === 0 ? unit : { ...unit, offset: unit.offset + this.#base };
    const { crossing } = this.#connection;
    const isLossy = crossing === 'values' || crossing === 'cut';
    this.#context.unit(
      this.#connection,
      this.#side,
      time,
      isLossy ? { ...placed, lossy: crossing } : placed,
      this.#encrypted,
    );
  }

  /** Whether what comes crossed inside of TLS, where that is known. */
  get #encrypted(): boolean | undefined {
    const { crossing } = this.#connection;
    if (crossing === undefined) return this.#within.encrypted;
    return crossing === 'tls' ? true : crossing === 'clear' ? false : undefined;
  }

  #undecoded(kind: 'garbage' | 'foreign', bytes: Uint8Array, time: number, explanation?: string): void {
    const { length: size } = bytes;
    const unit = { protocol: 'unknown', kind, offset: this.#base, size, bytes, explanation } as const;
    this.#admitted(() => {
      this.#announce();
      this.#context.unit(this.#connection, this.#side, time, unit, this.#encrypted);
    }, size);
    this.#base += bytes.length;
  }

  /** Gives something out as soon as the connection is one that is shown. */
  #admitted(give: () => void, bytes?: number): void {
    const { admission } = this.#facts;
    if (admission === undefined) give();
    else admission.pass(give, bytes);
  }

  readonly #note = (text: string): void => this.#admitted(() => this.#context.note(this.#connection, this.#side, text));

  #layer(layer: StreamSink, bytes: Uint8Array, time: number): void {
    this.#finish(time);
    this.#below = layer;
    layer.data(bytes, time);
  }

  #tls(): StreamSink {
    const { within } = this.#facts;
    // What went over to TLS goes on with its protocol.
    const isFirst = this.#framer === undefined && within !== undefined;
    const port = knownPort(this.#port);
    const facts = isFirst ? (this.#facts.inside ??= within(port?.inTls ?? [])) : this.#facts;
    const inner = new ProtocolStream(this.#connection, this.#side, facts, this.#context, {
      ...this.#within,
      swapped: this.#isSwapped,
      encrypted: true,
    });
    inner.#base = this.#base + this.#pushed;
    return new TlsStream(inner, this.#side, this.#facts.tls, this.#context.keyLog, this.#context.crypto, this.#note);
  }

  /**
   * Takes HTTP, and finds what it carries. `other` gets the bytes of what carries neither XMPP nor AMQP, when that is known and not
   * before: of a connection that has nothing else, all of them.
   */
  #http(): StreamSink {
    const facts = this.#facts;
    return new HttpStream(this.#side, (facts.http ??= this.#httpConnection()), {
      inner: (carried) => this.#carried(carried),
      other: (bytes, time, explanation) => this.#foreign(bytes, time, explanation),
      body: (content, time, session, isWhole) => this.#body(content, time, session, isWhole),
      note: this.#note,
    });
  }

  #httpConnection(): HttpConnection {
    const { alone, bosh = new BoshSessions() } = this.#facts;
    return new HttpConnection(this.#connection, bosh, alone);
  }

  /** A body belongs to the conversation of its session, which may have begun on another connection. */
  #body(bytes: Uint8Array, time: number, { home, sent }: BoshSession, isWhole: boolean): void {
    if (home !== this.#connection && !this.#isElsewhere) {
      this.#isElsewhere = true;
      this.#note(
        `Requests and responses here belong to the BOSH session that began on connection ${home.number}, and are listed there`,
      );
    }
    this.#facts.admission?.admit();
    if (home === this.#connection) this.#announce();
    if (!isWhole) this.#context.late?.(home, this.#side);
    const { length: size } = bytes;
    const unit = {
      protocol: 'xmpp',
      kind: isWhole ? 'body' : 'garbage',
      offset: sent[this.#side],
      size,
      bytes,
    } as const;
    sent[this.#side] += size;
    // Clear HTTP may have TLS in front of it.
    this.#context.unit(home, this.#side, time, unit, this.#encrypted === true ? true : undefined);
  }

  #carried(carried: Carried): StreamSink {
    const { network, alone, within, admission, bosh } = this.#facts;
    const facts = (this.#facts.carried ??=
      carried.protocol === undefined && within !== undefined
        ? within([])
        : {
            tls: {},
            ...(network !== undefined && { network }),
            ...(alone !== undefined && { alone }),
            ...(admission !== undefined && { admission }),
            ...(bosh !== undefined && { bosh }),
          });
    const { encrypted } = this.#within;
    const isClear = encrypted === false && !carried.websocket;
    return new ProtocolStream(this.#connection, this.#side, facts, this.#context, {
      ...carried,
      swapped: this.#isSwapped,
      ...((encrypted === true || isClear) && { encrypted }),
    });
  }

  /** Which protocol begins with these bytes; a server that does not begin with a header speaks what its client does. */
  #recognise(bytes: Uint8Array): Framer | undefined {
    const found = recogniseProtocol(bytes);
    if (found?.beginning === true) this.#facts.protocol = found.protocol;
    else {
      const protocol = found?.protocol ?? this.#within.protocol;
      if (protocol !== undefined) this.#facts.protocol ??= protocol;
      if (this.#inTheMiddle && isResumable(this.#facts.protocol)) this.#context.late?.(this.#connection, this.#side);
    }
    return this.#fresh(this.#facts.protocol);
  }

  #fresh(protocol: ProtocolName | undefined): Framer | undefined {
    if (protocol === undefined) return undefined;
    const framing = this.#within.websocket === true ? 'message' : 'stream';
    return this.#context.framer(protocol, { side: this.#side, framing });
  }
}

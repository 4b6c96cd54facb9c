import type { CreateFramer, FramedUnit, Framer, ProtocolName } from '../core/index.ts';
import type { Side } from '../core/index.ts';
import type { CapturedConnection } from './connections.ts';
import {
  BoshSessions,
  HttpConnection,
  HttpStream,
  looksLikeHttp,
  type BoshSession,
  type Carried,
} from './http/index.ts';
import { isResumable, isTelling, looksLikeTls, recogniseProtocol } from './recognise.ts';
import type { StreamSink } from './tcp-stream.ts';
import { TlsStream, type KeyLog, type TlsCrypto, type TlsSession } from './tls.ts';

export interface StreamContext {
  /** Makes a framer, so that this folder knows no protocol. */
  readonly framer: (protocol: ProtocolName, options: Parameters<CreateFramer>[0]) => Framer;
  readonly keyLog: KeyLog;
  readonly crypto?: TlsCrypto;
  /** `encrypted`: whether the unit crossed inside TLS; undefined where that is not known. */
  unit(
    connection: CapturedConnection,
    side: Side,
    time: number,
    unit: FramedUnit,
    encrypted: boolean | undefined,
  ): void;
  /** Bytes of a connection are late, or lost by `lost`: what the other side answers meanwhile may answer them. */
  late?(connection: CapturedConnection, lost?: Side): void;
  /** Something about a connection that people should know: encrypted, compressed, bytes missing. */
  note(connection: CapturedConnection, side: Side, text: string): void;
}

/** What both directions of one connection share. */
export interface ConnectionFacts {
  readonly tls: TlsSession;
  /** The bytes are those of a network's packets: what is read outside of TLS crossed it in clear. */
  readonly network?: boolean;
  protocol?: ProtocolName;
  /** The only direction that the input has, where it does not have both. */
  readonly alone?: Side;
  /** Those of the whole input. */
  readonly bosh?: BoshSessions;
  /** Set as soon as one direction begins with HTTP. */
  http?: HttpConnection;
  /** What a WebSocket or a tunnel of HTTP carries is a connection of its own. */
  carried?: ConnectionFacts;
}

function joined(first: Uint8Array, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + rest.length);
  whole.set(first);
  whole.set(rest, first.length);
  return whole;
}

/** What a stream is inside of. `encrypted` is left out where that is not known: behind a proxy, a WebSocket in clear had TLS in front of it. */
interface Within {
  readonly websocket?: boolean;
  readonly encrypted?: boolean;
  /** What a subprotocol says that is spoken. */
  readonly protocol?: ProtocolName;
}

/**
 * One direction of a connection from its first byte: finds out what is spoken (AMQP 1.0, AMQP 0-9-1, XMPP, a WebSocket that
 * carries one of them, TLS around any of them) and cuts it into units. AMQP is known in the middle of a connection, too. TLS that
 * begins in the middle (STARTTLS, AMQP's TLS header) is followed.
 */
export class ProtocolStream implements StreamSink {
  readonly #connection: CapturedConnection;
  readonly #side: Side;
  readonly #facts: ConnectionFacts;
  readonly #context: StreamContext;
  readonly #within: Within;
  #framer: Framer | undefined;
  #below: StreamSink | undefined;
  /** Bytes of units that earlier framers gave out, or that are lost. */
  #base = 0;
  #pushed = 0;
  /** The first bytes, while they are too few to tell the protocol. */
  #first = new Uint8Array(0);
  #inTheMiddle = false;
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
    this.#side = side;
    this.#facts = facts;
    this.#context = context;
    this.#within = within;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#below !== undefined) return this.#below.data(bytes, time);
    if (this.#framer !== undefined)
      return looksLikeTls(bytes) ? this.#layer(this.#tls(), bytes, time) : this.#push(this.#framer, bytes, time);
    const first = this.#first.length === 0 ? bytes : joined(this.#first, bytes);
    // A copy: the piece that it comes in may be used again.
    if (isTelling(first)) this.#start(first, time);
    else this.#first = first.slice();
  }

  /** What comes next is not the connection's beginning, which the capture missed. */
  inTheMiddle(): void {
    this.#inTheMiddle = true;
  }

  #start(bytes: Uint8Array, time: number): void {
    this.#first = new Uint8Array(0);
    if (looksLikeTls(bytes)) return this.#layer(this.#tls(), bytes, time);
    if (looksLikeHttp(bytes)) return this.#layer(this.#http(), bytes, time);
    this.#framer = this.#recognise(bytes);
    if (this.#facts.http !== undefined) {
      // The middle of a message, or another protocol in answer to HTTP.
      if (this.#framer === undefined) return this.#layer(this.#http(), bytes, time);
      if (this.#side === 'server') this.#facts.http.serverIsOther();
    }
    if (this.#framer === undefined) this.#garbage(bytes, time);
    else this.#push(this.#framer, bytes, time);
  }

  #push(framer: Framer, bytes: Uint8Array, time: number): void {
    this.#pushed += bytes.length;
    for (const unit of framer.push(bytes)) this.#emit(unit, time);
  }

  late(): void {
    this.#context.late?.(this.#connection);
  }

  gap(length: number, time: number): void {
    this.#context.late?.(this.#connection, this.#side);
    if (this.#below !== undefined) return this.#below.gap(length, time);
    this.#note(`${length} bytes are missing from the capture`);
    this.#finish(time);
    this.#base += this.#pushed + length;
    this.#pushed = 0;
    // The framer begins again, and finds the next unit where that is possible.
    if (this.#framer !== undefined) this.#framer = this.#fresh(this.#facts.protocol);
  }

  end(time: number): void {
    if (this.#below !== undefined) this.#below.end(time);
    else this.#finish(time);
    if (this.#side === 'server') this.#facts.http?.serverIsSilent();
  }

  #finish(time: number): void {
    if (this.#first.length > 0) this.#start(this.#first, time);
    for (const unit of this.#framer?.end() ?? []) this.#emit(unit, time);
  }

  #emit(unit: FramedUnit, time: number): void {
    const placed = this.#base === 0 ? unit : { ...unit, offset: unit.offset + this.#base };
    this.#context.unit(this.#connection, this.#side, time, placed, this.#within.encrypted);
  }

  #garbage(bytes: Uint8Array, time: number): void {
    this.#undecoded('garbage', bytes, time);
  }

  #undecoded(kind: 'garbage' | 'foreign', bytes: Uint8Array, time: number, explanation?: string): void {
    const { length: size } = bytes;
    const unit = { protocol: 'unknown', kind, offset: this.#base, size, bytes, explanation } as const;
    this.#context.unit(this.#connection, this.#side, time, unit, this.#within.encrypted);
    this.#base += bytes.length;
  }

  readonly #note = (text: string): void => this.#context.note(this.#connection, this.#side, text);

  #layer(layer: StreamSink, bytes: Uint8Array, time: number): void {
    this.#finish(time);
    this.#below = layer;
    layer.data(bytes, time);
  }

  #tls(): StreamSink {
    const inner = new ProtocolStream(this.#connection, this.#side, this.#facts, this.#context, {
      ...this.#within,
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
      other: (bytes, time, explanation) => this.#undecoded('foreign', bytes, time, explanation),
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
    this.#context.unit(home, this.#side, time, unit, this.#within.encrypted === true ? true : undefined);
  }

  #carried(carried: Carried): StreamSink {
    const { network, alone, bosh } = this.#facts;
    const facts = (this.#facts.carried ??= {
      tls: {},
      ...(network !== undefined && { network }),
      ...(alone !== undefined && { alone }),
      ...(bosh !== undefined && { bosh }),
    });
    const { encrypted } = this.#within;
    const isClear = encrypted === false && !carried.websocket;
    return new ProtocolStream(this.#connection, this.#side, facts, this.#context, {
      ...carried,
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

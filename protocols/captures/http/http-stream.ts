import { ByteQueue, type Side } from '../../core/index.ts';
import type { StreamSink } from '../tcp-stream.ts';
import { outcomeOf } from './answer.ts';
import { assumedOf, type Exchange, type HttpConnection, type Outcome } from './exchanges.ts';
import { BodyMessage } from './body-message.ts';
import { bodyOf, codingsOf } from './framing.ts';
import { upgradeOf } from './handshake.ts';
import { headLength, longestHead, looksLikeHttp, parseHead, type Head } from './head.ts';
import type { BodyReader, HttpOutlets } from './model.ts';
import { RawPieces } from './raw-pieces.ts';
import { refusalOf, unlikeBody } from './refusal.ts';
import { WebSocketStream } from './websocket.ts';

/** Behind a request to leave HTTP so much waits for its response, in bytes. */
const mostWaiting = 1024 * 1024;

/** Takes what a connection goes on with, and nothing of HTTP. */
class Opaque implements StreamSink {
  readonly #pieces: RawPieces;

  constructor({ other }: HttpOutlets) {
    this.#pieces = new RawPieces(other);
  }

  data(bytes: Uint8Array, time: number): void {
    this.#pieces.add(bytes, time);
  }

  gap(): void {
    this.#pieces.flush();
  }

  end(): void {
    this.#pieces.flush();
  }
}

/** A message that may be one of BOSH, and the request that it is of, or that it answers. */
interface Message {
  readonly head: Head;
  readonly exchange: Exchange | undefined;
  readonly content: BodyMessage;
}

/**
 * One direction of a connection over HTTP/1.0 or 1.1 (RFC 9112), from the beginning of a message: cuts it into messages, finds
 * those that carry XMPP or AMQP, and leaves HTTP where a WebSocket or a tunnel begins. What goes out is described at HttpOutlets.
 */
export class HttpStream implements StreamSink {
  readonly #side: Side;
  readonly #connection: HttpConnection;
  readonly #outlets: HttpOutlets;
  readonly #queue = new ByteQueue();
  readonly #raw: RawPieces;
  /** Bytes of the head that were searched for its end. */
  #searched = 0;
  #body: BodyReader | undefined;
  /** `wait`: for the response to a request to leave HTTP; `lost`: where a message begins is not known. */
  #state: 'head' | 'body' | 'wait' | 'lost' = 'lost';
  /** The request that waits. */
  #exchange: Exchange | undefined;
  /** The message whose body comes; undefined where that is none of BOSH. */
  #message: Message | undefined;
  /** What holds for it as soon as something comes behind it: its response will not come. */
  #assumed: Outcome | undefined;
  /** Goes on with HTTP behind the request that waits. */
  #refused: () => void = () => undefined;
  /** What came behind it. */
  #waiting: (readonly [bytes: Uint8Array, time: number])[] = [];
  #waitingBytes = 0;
  #ended: number | undefined;
  /** What comes behind HTTP. */
  #after: StreamSink | undefined;

  constructor(side: Side, connection: HttpConnection, outlets: HttpOutlets) {
    this.#side = side;
    this.#connection = connection;
    this.#outlets = outlets;
    this.#raw = new RawPieces(outlets.other);
  }

  data(bytes: Uint8Array, time: number): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#after !== undefined) return this.#after.data(rest, time);
      if (this.#state === 'wait') return this.#hold(rest, time);
      rest = this.#state === 'body' ? this.#read(rest, time) : this.#begin(rest, time);
    }
  }

  gap(length: number, time: number): void {
    if (this.#after === undefined && this.#state === 'wait') this.#decide();
    this.#skip(length, time);
  }

  #skip(length: number, time: number): void {
    if (this.#after !== undefined) return this.#after.gap(length, time);
    if (this.#message === undefined) this.#raw.flush();
    else {
      this.#message.content.lose();
      if (this.#message.content.tag === undefined) this.#passOver();
      else this.#outlets.note(`${length} bytes are missing from the capture`);
    }
    if (this.#body?.skip(length) !== true) this.#lose(time);
    else if (this.#body.state === 'done') this.#endMessage(time, true);
  }

  late(): void {
    this.#after?.late?.();
  }

  end(time: number): void {
    this.#ended ??= time;
    if (this.#after !== undefined) this.#after.end(time);
    else if (this.#state !== 'wait') this.#lose(time);
    else if (this.#assumed !== undefined) this.#settle({ kind: 'http' });
    if (this.#side === 'server') this.#connection.serverIsSilent();
  }

  /** Bytes of a head, or of nothing that is known; gives what is behind the head. */
  #begin(bytes: Uint8Array, time: number): Uint8Array {
    const none = bytes.subarray(0, 0);
    if (this.#state === 'lost') {
      if (!looksLikeHttp(bytes)) {
        this.#raw.add(bytes, time);
        return none;
      }
      this.#raw.flush();
      this.#state = 'head';
    }
    this.#queue.push(bytes);
    const known = this.#queue.peek();
    // Empty lines before a message are passed over (RFC 9112, 2.2).
    let lead = 0;
    while (known[lead] === 13 || known[lead] === 10) lead++;
    const end = headLength(known.subarray(lead), this.#searched);
    if (end < 0 || end > longestHead) {
      this.#searched = known.length - lead;
      if (known.length > longestHead) this.#lose(time);
      return none;
    }
    this.#searched = 0;
    const whole = this.#queue.take(lead + end);
    const head = parseHead(whole.subarray(lead));
    this.#raw.add(whole, time);
    const isOurs = head !== undefined && (this.#side === 'client' ? head.request : head.response) !== undefined;
    if (isOurs) this.#head(head, time);
    else this.#lose(time);
    return this.#queue.take(this.#queue.length);
  }

  #head(head: Head, time: number): void {
    if (head.request !== undefined) return this.#request(head, head.request.method, time);
    const status = head.response?.status ?? 0;
    const isFinal = status >= 200 || status === 101;
    const exchange = isFinal ? this.#connection.answer() : undefined;
    const outcome: Outcome = isFinal ? outcomeOf(head, exchange) : { kind: 'http' };
    if (outcome.kind !== 'http' && exchange === undefined) this.#connection.leave(outcome);
    exchange?.settle?.(outcome);
    if (outcome.kind !== 'carries') this.#raw.explanation = refusalOf(head, exchange?.upgrade);
    if (outcome.kind === 'http') this.#beginBody(head, exchange, time);
    else this.#leave(outcome);
  }

  #request(head: Head, method: string, time: number): void {
    const upgrade = upgradeOf(head);
    if (upgrade === undefined && method !== 'CONNECT') {
      const exchange = { method };
      this.#connection.ask(exchange);
      return this.#beginBody(head, exchange, time);
    }
    this.#state = 'wait';
    this.#exchange = {
      method,
      upgrade,
      settle: (outcome) => {
        if (outcome.kind === 'carries' && outcome.assumed) this.#assume(outcome);
        else this.#settle(outcome);
      },
    };
    this.#refused = () => this.#beginBody(head, { method }, time);
    this.#connection.ask(this.#exchange);
  }

  /** Without its response, a request was accepted if the client goes on behind it. */
  #assume(outcome: Outcome): void {
    if (this.#waiting.length > 0) this.#settle(outcome);
    else if (this.#ended !== undefined) this.#settle({ kind: 'http' });
    else this.#assumed = outcome;
  }

  #settle(outcome: Outcome): void {
    if (this.#exchange === undefined) return;
    this.#exchange = undefined;
    this.#assumed = undefined;
    if (outcome.kind === 'http') this.#refused();
    else this.#leave(outcome);
    this.#release();
  }

  /** @param exchange the request that this is, or that it answers */
  #beginBody(head: Head, exchange: Exchange | undefined, time: number): void {
    this.#body = bodyOf(head, exchange?.method);
    this.#message = { head, exchange, content: new BodyMessage(codingsOf(head)) };
    this.#state = 'body';
    this.#raw.mode = 'hold';
    if (this.#body === undefined) this.#lose(time);
    else if (this.#body.state === 'done') this.#endMessage(time, true);
  }

  /** Reads the body; gives what is behind it. */
  #read(bytes: Uint8Array, time: number): Uint8Array {
    const body = this.#body;
    const content = this.#message?.content;
    const used = body?.read(bytes, (piece) => content?.push(piece)) ?? 0;
    this.#raw.add(bytes.subarray(0, used), time);
    if (content?.tag === undefined || this.#raw.size > mostWaiting) this.#passOver();
    else if (content.tag !== 'more') this.#raw.drop();
    if (body?.state === 'done') this.#endMessage(time, true);
    else if (body?.state !== 'more') this.#lose(time);
    return bytes.subarray(used);
  }

  /** The message is none of BOSH. */
  #passOver(): void {
    if (this.#message !== undefined) this.#raw.explanation ??= unlikeBody(this.#message);
    this.#message = undefined;
    this.#raw.release();
  }

  #endMessage(time: number, isWhole: boolean): void {
    const message = this.#message;
    this.#body = undefined;
    this.#state = 'head';
    const tag = message?.content.tag;
    if (message === undefined || tag === undefined || tag === 'more') this.#passOver();
    else {
      const { content, exchange } = message;
      const session = this.#connection.sessionOf(tag, exchange);
      if (content.problem !== undefined) this.#outlets.note(content.problem);
      this.#outlets.body(content.content(), time, session, isWhole && content.isWhole);
    }
    this.#message = undefined;
    this.#raw.flush();
  }

  /** Where a message begins is not known from here on, until one is recognized. */
  #lose(time: number): void {
    const rest = this.#queue.take(this.#queue.length);
    this.#searched = 0;
    this.#endMessage(time, this.#body?.endsWithConnection === true && this.#ended !== undefined);
    this.#state = 'lost';
    this.#raw.add(rest, time);
    this.#raw.flush();
    // Responses may be among what is lost.
    if (this.#side === 'server') this.#connection.lose();
  }

  #leave(outcome: Outcome): void {
    const { note } = this.#outlets;
    if (outcome.kind !== 'carries') {
      this.#raw.flush();
      this.#after = new Opaque(this.#outlets);
      return;
    }
    this.#raw.drop();
    this.#raw.flush();
    const { carried, assumed, deflate } = outcome;
    const inner = this.#outlets.inner(carried);
    if (assumed && carried.websocket)
      note(
        `The ${this.#side === 'client' ? 'response to' : 'request for'} a WebSocket is not in the capture; its subprotocol says that it carries ${carried.protocol ?? 'something else'}`,
      );
    this.#after = carried.websocket ? new WebSocketStream(inner, note, deflate?.[this.#side]) : inner;
  }

  #hold(bytes: Uint8Array, time: number): void {
    this.#waiting.push([bytes, time]);
    this.#waitingBytes += bytes.length;
    if (this.#assumed !== undefined) this.#settle(this.#assumed);
    else if (this.#waitingBytes > mostWaiting) this.#decide();
  }

  /** The response does not come in time. */
  #decide(): void {
    if (this.#exchange !== undefined) this.#settle(assumedOf(this.#exchange));
  }

  /** Takes what waited. */
  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const [bytes, time] of waiting) this.data(bytes, time);
    if (this.#ended !== undefined) this.end(this.#ended);
  }
}

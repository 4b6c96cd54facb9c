import type { Side } from '../../core/index.ts';
import type { CapturedConnection } from '../connections.ts';
import type { BodyTag } from './body-tag.ts';
import { carriedBy, type Deflate, type Upgrade } from './handshake.ts';
import type { Carried } from './model.ts';
import type { BoshSession, BoshSessions } from './sessions.ts';

/** What a connection does behind a request to leave HTTP. */
export type Outcome =
  /** It goes on with HTTP: the request was refused. */
  | { readonly kind: 'http' }
  /** It goes on with something that is not read. */
  | { readonly kind: 'opaque' }
  /** `assumed`: the response is not in the capture. */
  | {
      readonly kind: 'carries';
      readonly carried: Carried;
      readonly deflate?: Deflate | undefined;
      readonly assumed: boolean;
    };

/** A request whose response has not come. */
export interface Exchange {
  readonly method: string;
  /** The request to open a WebSocket that it is. */
  readonly upgrade?: Upgrade | undefined;
  /** Called once, where the request asks to leave HTTP. */
  readonly settle?: ((outcome: Outcome) => void) | undefined;
  /** The BOSH session that its content belongs to, as soon as that is known. */
  session?: BoshSession;
}

/** More requests without a response than this are not remembered. */
const mostPending = 1000;

/** What both directions of a connection over HTTP share: requests wait for their responses, in order (RFC 9112, 9.3.2). */
export class HttpConnection {
  readonly #pending: Exchange[] = [];
  /** How the server left HTTP, where its response came before the request. */
  #left: Outcome | undefined;
  #isServerSilent: boolean;

  readonly #connection: CapturedConnection;
  readonly #sessions: BoshSessions;

  /** @param alone the only direction that the input has, where it does not have both */
  constructor(connection: CapturedConnection, sessions: BoshSessions, alone?: Side) {
    this.#connection = connection;
    this.#sessions = sessions;
    this.#isServerSilent = alone === 'client';
  }

  /** A request has come as far as its head. */
  ask(exchange: Exchange): void {
    const { settle } = exchange;
    if (settle !== undefined && this.#left !== undefined) settle(this.#left);
    else if (settle !== undefined && this.#isServerSilent) settle(assumedOf(exchange));
    else if (this.#pending.length < mostPending) this.#pending.push(exchange);
    else settle?.({ kind: 'opaque' });
  }

  /** Takes the request that the next response answers; undefined where it is not in the capture. */
  answer(): Exchange | undefined {
    return this.#pending.shift();
  }

  /** The server has left HTTP, by a response whose request may still come. */
  leave(outcome: Outcome): void {
    this.#left = outcome;
  }

  /**
   * The BOSH session that a `<body/>` belongs to.
   * @param exchange the request that it is of, or that it answers
   */
  sessionOf({ sid }: BodyTag, exchange: Exchange | undefined): BoshSession {
    const session = exchange?.session ?? this.#sessions.of(this.#connection, sid);
    if (sid !== undefined) this.#sessions.name(session, this.#connection, sid);
    if (exchange !== undefined) exchange.session = session;
    return session;
  }

  /** Responses to what was asked so far may be missing. */
  lose(): void {
    for (const exchange of this.#pending.splice(0)) exchange.settle?.(assumedOf(exchange));
  }

  /** No response comes any more. */
  serverIsSilent(): void {
    this.#isServerSilent = true;
    this.lose();
  }

  /** The server answers with something other than HTTP. */
  serverIsOther(): void {
    for (const exchange of this.#pending.splice(0)) exchange.settle?.({ kind: 'http' });
  }
}

/** What is taken as the answer to a request whose response is not there: its subprotocol tells what is carried. */
export function assumedOf({ method, upgrade }: Exchange): Outcome {
  if (method === 'CONNECT') return { kind: 'carries', carried: { websocket: false }, assumed: true };
  const protocol = carriedBy(upgrade?.protocols ?? []);
  if (upgrade === undefined || protocol === undefined) return { kind: 'opaque' };
  return { kind: 'carries', carried: { websocket: true, protocol }, deflate: upgrade.deflate, assumed: true };
}

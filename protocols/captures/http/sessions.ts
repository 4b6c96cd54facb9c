import { BoundedMap, type Side } from '../../core/index.ts';
import type { CapturedConnection } from '../connections.ts';

const mostSessions = 10_000;

/** The conversation of a BOSH session: the connection that it began on, and how much of its content each side has sent. */
export interface BoshSession {
  readonly home: CapturedConnection;
  readonly sent: Record<Side, number>;
}

/** The BOSH sessions of a capture: the requests of one may come over any number of connections (XEP-0124, 4). */
export class BoshSessions {
  readonly #byId = new BoundedMap<string, BoshSession>(mostSessions);
  readonly #byConnection = new BoundedMap<number, BoshSession>(mostSessions);

  /** The session that content on a connection belongs to, by its id where it has one. Sessions on different server ports are different, too. */
  of(connection: CapturedConnection, sid: string | undefined): BoshSession {
    return (sid === undefined ? undefined : this.#byId.get(keyOf(connection, sid))) ?? this.#own(connection);
  }

  /** A session has an id from here on. */
  name(session: BoshSession, connection: CapturedConnection, sid: string): void {
    const key = keyOf(connection, sid);
    if (!this.#byId.has(key)) this.#byId.set(key, session);
  }

  #own(connection: CapturedConnection): BoshSession {
    let session = this.#byConnection.get(connection.number);
    if (session === undefined) {
      session = { home: connection, sent: { client: 0, server: 0 } };
      this.#byConnection.set(connection.number, session);
    }
    return session;
  }
}

const longestSid = 1024;

function keyOf({ serverPort }: CapturedConnection, sid: string): string {
  return `${serverPort} ${sid.slice(0, longestSid)}`;
}

import { otherSide, type ProtocolName, type Side } from '../core/index.ts';
import { Admission } from './admission.ts';
import { BehindProxy, proxyNote } from './behind-proxy.ts';
import { Beginning, Undecided, type Decided } from './beginning.ts';
import type { CapturedConnection } from './connections.ts';
import { BoshSessions } from './http/index.ts';
import { knownPort } from './ports.ts';
import { ProtocolStream } from './protocol-stream.ts';
import { clientSide, goesOnWithTls, hasKeys } from './first-events.ts';
import type { ConnectionFacts, StreamContext } from './stream-context.ts';
import type { StreamSink } from './tcp-stream.ts';

/** Makes the streams of a capture’s connections, and knows at the end which of them are left out. */
export class CaptureStreams {
  readonly #context: StreamContext;
  readonly #undecided = new Undecided();
  readonly #bosh = new BoshSessions();
  readonly #connections = new Map<number, ConnectionFacts>();
  #count = 0;
  /** Connections that ended, and are left out. */
  readonly #leftOut: number[] = [];

  constructor(context: StreamContext) {
    this.#context = context;
  }

  /** Opens one direction of a connection. */
  readonly open = (connection: CapturedConnection, side: Side): StreamSink => {
    let facts = this.#connections.get(connection.number);
    if (facts === undefined) {
      this.#count++;
      this.#connections.set(connection.number, (facts = this.#factsOf(connection)));
    }
    const { admission } = facts;
    const note = (): void => this.#context.note(connection, side, proxyNote);
    const passed = (): void => {
      if (admission === undefined) note();
      else admission.pass(note);
    };
    const stream = new ProtocolStream(connection, side, facts, this.#context);
    return new BehindProxy(stream, passed, { ended: () => this.#release(connection, facts) });
  };

  /** A side closed its direction of a connection, as the capture’s first packet made believe. */
  readonly closed = (connection: CapturedConnection, side: Side, time: number): void => {
    const swapped = this.#connections.get(connection.number)?.swapped === true;
    this.#context.ended?.(connection, swapped ? otherSide(side) : side, time);
  };

  /** The capture ended, and all its streams. */
  readonly end = (): void => {
    for (const [number, facts] of this.#connections) this.#note(number, facts);
    this.#leftOut.sort((a, b) => a - b);
    this.#context.connections?.(this.#count, this.#leftOut);
  };

  /** One direction ended: when both have, nothing is kept but whether the connection is left out. */
  #release({ number }: CapturedConnection, facts: ConnectionFacts): void {
    facts.ended = (facts.ended ?? 0) + 1;
    if (facts.ended < 2) return;
    this.#connections.delete(number);
    this.#note(number, facts);
  }

  #note(number: number, { admission, hasBytes }: ConnectionFacts): void {
    if (hasBytes === true && admission?.isShown === false) this.#leftOut.push(number);
  }

  #factsOf(connection: CapturedConnection): ConnectionFacts {
    const { all = false, keyLog } = this.#context;
    const admission = new Admission(all, (bytes) =>
      this.#context.note(connection, 'client', `${bytes} bytes before what is recognized are left out`),
    );
    const bosh = this.#bosh;
    const network = connection.loopback !== true;
    const isExpected = knownPort(connection.serverPort) !== undefined;
    const decided: Decided = (verdict, events) => {
      if (!connection.isCertain) facts.swapped = clientSide(events, connection) === 'server';
      if (verdict.kind === 'protocol' || isExpected) admission.admit();
      // What cannot be opened, on a port that tells nothing, is another protocol’s.
      if (verdict.kind === 'tls')
        return isExpected || hasKeys(events, keyLog) ? verdict : { ...verdict, kind: 'foreign' };
      const isTls = verdict.kind === 'foreign' && isExpected && goesOnWithTls(events);
      return isTls ? { ...verdict, kind: 'tls' } : verdict;
    };
    const within = (expected: readonly ProtocolName[]): ConnectionFacts => {
      const beginning = new Beginning(expected, this.#undecided, (verdict) => {
        if (verdict.kind === 'protocol') admission.admit();
        return verdict;
      });
      return { tls: {}, network, bosh, admission, within, beginning };
    };
    const expected = knownPort(connection.serverPort)?.clear ?? [];
    const beginning = new Beginning(expected, this.#undecided, decided);
    const facts: ConnectionFacts = { tls: {}, network, bosh, admission, within, beginning };
    return facts;
  }
}

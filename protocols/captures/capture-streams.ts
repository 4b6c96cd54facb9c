import type { ProtocolName, Side } from '../core/index.ts';
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

  constructor(context: StreamContext) {
    this.#context = context;
  }

  /** Opens one direction of a connection. */
  readonly open = (connection: CapturedConnection, side: Side): StreamSink => {
    let facts = this.#connections.get(connection.number);
    if (facts === undefined) this.#connections.set(connection.number, (facts = this.#factsOf(connection)));
    const { admission } = facts;
    const note = (): void => this.#context.note(connection, side, proxyNote);
    return new BehindProxy(new ProtocolStream(connection, side, facts, this.#context), () => {
      if (admission === undefined) note();
      else admission.pass(note);
    });
  };

  /** The capture ended, and all its streams. */
  readonly end = (): void => {
    const leftOut: number[] = [];
    for (const [number, { admission, hasBytes }] of this.#connections)
      if (hasBytes === true && admission?.isShown === false) leftOut.push(number);
    this.#context.connections?.(this.#connections.size, leftOut);
  };

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

import type { Side } from '../../protocols/core/index.ts';
import { streamsTo, type UnitSink } from '../../protocols/captures/input/index.ts';
import { CaptureStreams } from '../../protocols/captures/capture-streams.ts';
import type { CapturedConnection } from '../../protocols/captures/connections.ts';
import type { StreamSink } from '../../protocols/captures/tcp-stream.ts';
import { createFramer } from '../../protocols/framers.ts';
import { readService, type ServiceAddress, type ServiceProtocol } from '../../protocols/project/index.ts';

/** What all connections of a tap share: BOSH has one session over several. */
export class TapRecording {
  readonly #sink: UnitSink;
  readonly #streams: CaptureStreams;
  readonly #port: number;

  constructor(sink: UnitSink, protocol: ServiceProtocol, { transport }: ServiceAddress) {
    this.#sink = sink;
    // By its standard port the reader of streams knows what is expected.
    const scheme = transport === 'tcp' ? protocol : 'ws';
    this.#port = readService(`${scheme}://localhost`, protocol)?.port ?? 0;
    this.#streams = new CaptureStreams(streamsTo(sink, { framer: createFramer, keyLog: new Map(), all: true }));
  }

  /** @param number the connection's, from 0 */
  open(
    number: number,
    details: { readonly name: string; readonly client: string; readonly server: string },
  ): ConnectionRecording {
    this.#sink.begin(number, { sides: 'both' });
    this.#sink.details?.(number, details);
    // Loopback: whether the units cross a network in clear is not known.
    const connection = { number, clientPort: 0, serverPort: this.#port, loopback: true, isCertain: true };
    return new ConnectionRecording(this.#sink, this.#streams, connection);
  }
}

/** Records what crosses one connection of a tap, as both ends of it see it. */
export class ConnectionRecording {
  readonly #sink: UnitSink;
  readonly #connection: CapturedConnection;
  readonly #streams: Readonly<Record<Side, StreamSink>>;
  readonly #ended = new Set<Side>();
  readonly #closed: (side: Side) => void;

  constructor(sink: UnitSink, streams: CaptureStreams, connection: CapturedConnection) {
    this.#sink = sink;
    this.#connection = connection;
    this.#streams = { client: streams.open(connection, 'client'), server: streams.open(connection, 'server') };
    this.#closed = (side) => streams.closed(connection, side, now());
  }

  /** TLS begins, or began with the connection, on either side of the tap. */
  encrypted(): void {
    this.#connection.crossing = 'tls';
  }

  /** Bytes of a side, in the order of both. */
  data(side: Side, bytes: Uint8Array): void {
    this.#streams[side].data(bytes, now());
  }

  /** A side sends nothing more. */
  end(side: Side): void {
    if (this.#ended.has(side)) return;
    this.#ended.add(side);
    const time = now();
    this.#streams[side].end(time);
    this.#closed(side);
  }

  /** @param text a sentence without its full stop */
  note(text: string): void {
    this.#sink.note(this.#connection.number, undefined, text);
  }
}

/** Milliseconds since 1970. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

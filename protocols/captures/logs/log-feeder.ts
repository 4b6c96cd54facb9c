import { otherSide, plural, type FramedUnit, type Framer, type Side } from '../../core/index.ts';
import type { InputContext } from '../input/model.ts';
import { ProtocolStream, type StreamContext } from '../protocol-stream.ts';
import { missingBefore } from './beginning.ts';
import { leavesOut } from './left-out-lines.ts';
import { longestLine } from './lines.ts';
import { MixedLogs } from './mixed-logs.ts';
import type { Direction, GapEntry, LogEntry, LogFormat, StreamEntry, UnitEntry, XmlEntry } from './model.ts';
import { writerBy } from './writer.ts';
import { isWebSocket, lossWithoutHeader, xmlKind } from './xml-units.ts';

/** What is kept of one direction of a connection. */
interface Half {
  /** Bytes of the units so far. */
  offset: number;
  stream?: ProtocolStream;
  /** Whether a header of an XMPP stream was seen, which declares what prefixes mean. */
  header: boolean;
  /** Its last unit was a header of AMQP. */
  greeted: boolean;
}

/** Bytes that are framed at a time. */
const pieceSize = 64 * 1024;

/** How many connections of a log are kept at a time: beyond that, the one of which nothing came for longest ends. */
const mostKept = 4096;

interface Connection {
  readonly name: string;
  /** The log that it is in. */
  readonly format: LogFormat;
  readonly number: number;
  /** Which end the log's program is. */
  writer: Side | undefined;
  begun: boolean;
  /** Its units are printed as XML, without what is not XML. */
  printed: boolean;
  /** What both sides know of their TLS. */
  readonly tls: ConstructorParameters<typeof ProtocolStream>[2]['tls'];
  /** How many places there were before its last unit where somebody left lines out. */
  breaks: number;
  readonly client: Half;
  readonly server: Half;
}

/** Turns the entries of the readers of an input’s logs into the units of connections. */
export class LogFeeder {
  readonly #context: InputContext;
  readonly #streams: StreamContext;
  readonly #logs: MixedLogs;
  /** The one that was used last is the last one. */
  readonly #connections = new Map<string, Connection>();
  readonly #byNumber = new Map<number, Connection>();
  #latest: Connection | undefined;
  #count = 0;
  #isTold = false;
  #lossy = 0;
  /** Places where somebody left lines out. */
  #breaks = 0;

  /**
   * @param format the log that the input has, or begins with
   * @param others the formats that its other logs may have
   */
  constructor(format: LogFormat, context: InputContext, others: readonly LogFormat[] = []) {
    this.#context = context;
    this.#streams = {
      ...context.streams,
      unit: ({ number }, side, time, unit, encrypted) => this.#unit(this.#known(number), side, time, unit, encrypted),
    };
    this.#logs = new MixedLogs(
      format,
      others,
      (entry, of) => this.#take(entry, of),
      ({ name }, line) => context.sink.tell(`Line ${line}: A log of another format begins here: ${name}.`),
    );
  }

  /** Whether a line is recognized as one of its logs. */
  recognises(line: string, before: string): boolean {
    return this.#logs.recognises(line, before);
  }

  line(text: string, number: number, cut: boolean): void {
    if (leavesOut(text)) this.#breaks++;
    if (cut) this.#context.sink.problem(`Line ${number}: It is longer than ${longestLine >> 20} MiB, and not read.`);
    else this.#logs.line(text, number);
  }

  end(): void {
    this.#logs.end();
    for (const connection of this.#connections.values()) this.#close(connection);
    if (this.#lossy > 0)
      this.#context.sink.tell(
        `This log has values rather than bytes for ${plural(this.#lossy, 'unit')}: they are written again, so that encodings and sizes may differ from what crossed the wire, and what the log leaves out is not known.`,
      );
  }

  #take(entry: LogEntry, format: LogFormat): void {
    const connection = this.#connection(entry.connection, format);
    switch (entry.what) {
      case 'role':
        connection.writer ??= entry.side;
        return;
      case 'end':
        this.#leave(connection);
        return;
      case 'gap':
        return this.#gap(connection, entry);
      default: {
        connection.writer ??= writerBy(entry) ?? format.writer;
        this.#give(connection, sideOf(entry.direction, this.#context.perspective ?? connection.writer), entry);
      }
    }
  }

  #gap(connection: Connection, { direction, why, line }: GapEntry): void {
    const { perspective, sink } = this.#context;
    if (!connection.begun) this.#begin(connection, true);
    const writer = perspective ?? connection.writer ?? connection.format.writer;
    sink.late(connection.number, direction === undefined ? undefined : sideOf(direction, writer));
    if (why !== undefined) sink.problem(`Line ${line}: ${why}.`, connection.number);
  }

  #give(connection: Connection, side: Side, entry: StreamEntry | UnitEntry | XmlEntry): void {
    const half = connection[side];
    const { time = 0 } = entry;
    switch (entry.what) {
      case 'stream':
        half.stream ??= new ProtocolStream(
          { number: connection.number, clientPort: 0, serverPort: 0 },
          side,
          { tls: connection.tls },
          this.#streams,
        );
        half.stream.data(entry.bytes, time);
        half.offset += entry.bytes.length;
        return;
      case 'unit': {
        const { protocol, kind, bytes, lossy, printed = false } = entry;
        // Many programs do not print SASL, whose frames are between two headers.
        if (kind === 'header' && half.greeted && printed) this.#context.sink.late(connection.number, side);
        half.greeted = kind === 'header';
        this.#unit(connection, side, time, { protocol, kind, offset: half.offset, size: bytes.length, bytes, lossy });
        half.offset += bytes.length;
        return;
      }
      case 'xml':
        this.#xml(connection, side, entry);
    }
  }

  /** What is written at once is whole: what is left of it belongs to nothing that comes later. */
  #xml(connection: Connection, side: Side, { text, time = 0, lossy }: XmlEntry): void {
    connection.printed = true;
    const half = connection[side];
    const lost = lossy ?? (half.header ? undefined : lossWithoutHeader(text));
    const framer = this.#context.streams.framer('xmpp', { side, framing: isWebSocket(text) ? 'message' : 'stream' });
    for (const framed of framedBy(framer, text)) {
      if (framed.kind === 'keepalive') continue;
      const kind = xmlKind(framed, lost);
      if (kind === 'stream') half.header = true;
      const { protocol, size, bytes } = framed;
      this.#unit(connection, side, time, { protocol, kind, offset: half.offset, size, bytes, lossy: lost });
      half.offset += size;
    }
  }

  #unit(connection: Connection, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    if (!connection.begun) this.#begin(connection, missingBefore(unit));
    else if (connection.breaks < this.#breaks) this.#context.sink.late(connection.number);
    connection.breaks = this.#breaks;
    if (unit.lossy !== undefined) this.#lossy++;
    this.#context.sink.unit(connection.number, side, time, unit, encrypted);
  }

  #begin(connection: Connection, partial: boolean | 'headers' | undefined): void {
    connection.begun = true;
    this.#context.sink.begin(connection.number, {
      sides: 'both',
      ...(partial === undefined ? {} : { partial }),
      ...(connection.printed ? { printed: true } : {}),
    });
  }

  #close({ client, server }: Connection): void {
    client.stream?.end(0);
    server.stream?.end(0);
  }

  #connection(told: string, format: LogFormat): Connection {
    const name = `${format.name} ${told}`;
    if (this.#latest?.name === name) return this.#latest;
    let known = this.#connections.get(name);
    if (known === undefined) {
      if (this.#connections.size >= mostKept) this.#leaveOldest();
      const number = this.#count++;
      known = {
        name,
        format,
        number,
        writer: undefined,
        begun: false,
        printed: false,
        tls: {},
        client: { offset: 0, header: false, greeted: false },
        server: { offset: 0, header: false, greeted: false },
        breaks: this.#breaks,
      };
      this.#byNumber.set(number, known);
    } else this.#connections.delete(name);
    this.#connections.set(name, known);
    return (this.#latest = known);
  }

  #leaveOldest(): void {
    const [oldest] = this.#connections.values();
    if (oldest !== undefined) this.#leave(oldest);
    if (this.#isTold) return;
    this.#isTold = true;
    this.#context.sink.tell(
      `This log has more than ${mostKept} connections. Where one of which nothing came for longest goes on, it has another number, and what came before is not known.`,
    );
  }

  /** What comes under its name next is another connection. */
  #leave(connection: Connection): void {
    this.#close(connection);
    this.#connections.delete(connection.name);
    this.#byNumber.delete(connection.number);
    if (this.#latest === connection) this.#latest = undefined;
  }

  #known(number: number): Connection {
    const connection = this.#byNumber.get(number);
    if (connection === undefined) throw new Error('A unit came of a connection that did not begin.');
    return connection;
  }
}

function sideOf(direction: Direction, writer: Side): Side {
  return direction === 'sent' ? writer : otherSide(writer);
}

/** Frames a text piece by piece: one line may have millions of units. */
function* framedBy(framer: Framer, text: string): Generator<FramedUnit> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += pieceSize) yield* framer.push(bytes.subarray(at, at + pieceSize));
  yield* framer.end();
}

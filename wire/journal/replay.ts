import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConnectionDetails, UnitSink } from '../../protocols/captures/input/index.ts';
import { WlcapFeeder } from '../../protocols/captures/wlcap/index.ts';
import { joinBytes, noProject, plural, type Side } from '../../protocols/core/index.ts';
import { readAhead } from '../../workspace/read-ahead.ts';
import type { RecordedConnections } from '../captures/recorded-connections.ts';
import { UnitRecorder } from '../captures/unit-recorder.ts';
import type { TrafficStore } from '../store/store.ts';
import type { Segment } from './segment.ts';

const pieceSize = 1 << 18;
const lineFeed = 0x0a;
const nothing = (): void => undefined;

/** What is told while files are read. Places are in bytes from the beginning of the file. */
export interface ReplayListener {
  /** A connection begins, or goes on in another file. */
  connection(number: number, details: ConnectionDetails, isPartial: boolean): void;
  /** Bytes of a side are missing before the unit that comes next; of none: what comes next may answer what comes later. */
  late(connection: number, lost: Side | undefined, bytes: number | undefined): void;
  /** The store gets a unit next, whose line is there. */
  unit(connection: number, position: number): void;
  /** So much is read. */
  read(bytes: number): void;
}

/** Reads the files of a session back into the store, in their order. */
export class Replay {
  readonly #recorder: UnitRecorder;
  readonly #listener: ReplayListener;
  readonly #begun = new Set<number>();
  #problems = 0;
  #cut = 0;

  #position = 0;
  /** Whether the connection that the line begins has begun in an earlier file. */
  #isPartial = false;

  constructor(store: TrafficStore, connections: RecordedConnections, listener: ReplayListener) {
    this.#recorder = new UnitRecorder(store, connections, noProject, nothing);
    this.#listener = listener;
  }

  /** What people should know about what was read: sentences. */
  get notices(): readonly string[] {
    const cut =
      this.#cut === 0
        ? []
        : [
            `The recorded traffic of the last session ended within a unit: ${plural(this.#cut, 'byte')} of its file are cut off.`,
          ];
    const problems =
      this.#problems === 0
        ? []
        : [`${plural(this.#problems, 'line')} of the recorded traffic of the last session cannot be read.`];
    return [...cut, ...problems];
  }

  /** Reads one file. What is behind its last whole line is cut off. @throws Error of the file system */
  async read(segment: Segment): Promise<void> {
    const feeder = new WlcapFeeder(this.#sink());
    // The beginning of a line, whose end is not read yet.
    let held: Uint8Array[] = [];
    let start = 0;
    for await (const piece of readAhead(segment.path, pieceSize)) {
      if (!piece.includes(lineFeed)) {
        held.push(piece);
        continue;
      }
      const bytes = joinBytes([...held, piece]);
      let from = 0;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, from)) {
        this.#position = start + from;
        feeder.push(bytes.subarray(from, end + 1));
        from = end + 1;
      }
      held = from === bytes.length ? [] : [bytes.subarray(from)];
      start += from;
      this.#listener.read(start);
      await nextTurn();
    }
    if (held.length === 0) return;
    this.#cut += segment.size - start;
    segment.cut(start);
  }

  #sink(): UnitSink {
    const connections = this.#begun;
    return {
      begin: (connection, how) => {
        this.#isPartial = how.partial === true;
        // It goes on from the file before.
        if (connections.has(connection)) return;
        connections.add(connection);
        this.#recorder.begin(connection, how);
      },
      details: (connection, details) => {
        this.#recorder.connections.describe(connection, details);
        this.#listener.connection(connection, details, this.#isPartial);
      },
      unit: (connection, side, time, unit, encrypted) => {
        this.#listener.unit(connection, this.#position);
        this.#recorder.record(connection, side, time, unit, encrypted);
      },
      late: (connection, lost, bytes) => {
        this.#listener.late(connection, lost, bytes);
        this.#recorder.late(connection, lost, bytes);
      },
      problem: () => {
        this.#problems++;
      },
      note: nothing,
      tell: nothing,
      flush: () => Promise.resolve(),
    };
  }
}

import type { ConnectionEnd, ConnectionStart } from '../../protocols/captures/input/index.ts';
import type { FramedUnit, ProjectContext, ProtocolName, Side } from '../../protocols/core/index.ts';
import { UnitDecoder } from '../../protocols/decoding/index.ts';
import type { ConversationResult } from '../protocol.ts';
import type { TrafficStore } from '../store/store.ts';
import type { RecordedConnections } from './recorded-connections.ts';

/** How many sessions or contacts, and how many links or resources in all, are reported. */
const mostListed = 200;

/** Follows the connections of a file, and keeps their units in a store as the recorder of live traffic does. */
export class UnitRecorder extends UnitDecoder {
  readonly #store: TrafficStore;
  readonly connections: RecordedConnections;

  /** @param forgot told once, a sentence, where there are more connections than can be followed */
  constructor(
    store: TrafficStore,
    connections: RecordedConnections,
    project: ProjectContext | (() => ProjectContext),
    forgot: (text: string) => void,
  ) {
    super(project, forgot, () => store.last + 1);
    this.#store = store;
    this.connections = connections;
  }

  override begin(inFile: number, start: ConnectionStart): void {
    super.begin(inFile, start);
    this.connections.begin(inFile, start);
  }

  /** @param bytes how many are lost, where that is known */
  override late(inFile: number, lost?: Side, bytes?: number): void {
    super.late(inFile, lost);
    const connection = this.connections.known(inFile);
    if (connection === undefined) this.connections.isCut(inFile);
    else
      this.#store.marks.add({
        before: this.#store.last + 1,
        connection,
        what: lost === undefined ? { kind: 'late' } : { kind: 'lost', side: lost, bytes },
      });
  }

  /** A side of a connection sends nothing more. */
  ended(inFile: number, end: ConnectionEnd, time: number, reason: string | undefined): void {
    const connection = this.connections.known(inFile);
    if (connection !== undefined)
      this.#store.marks.add({ before: this.#store.last + 1, connection, what: { kind: 'end', end, time, reason } });
  }

  /** Takes the next unit of a connection. `time`: milliseconds since 1970; 0 where it is not known. */
  record(inFile: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    const decoded = this.decode(inFile, side, time, unit, encrypted);
    const { opened, answers, placed, notes, delivery } = decoded;
    const { protocol, kind, lossy, bytes } = unit;
    const seq = this.#store.add({
      time,
      side,
      connection: this.connections.numberOf(inFile, protocol),
      protocol,
      kind,
      name: opened.name,
      channel: opened.channel,
      context: opened.context,
      failed: opened.failure() !== undefined,
      delivery,
      lossy,
      encrypted,
      bytes,
    });
    if (seq !== undefined) {
      this.#store.pair(answers, seq);
      this.#store.remark(seq, { issues: placed, notes });
      this.#store.marks.remark(seq, { explanation: unit.explanation, fault: unit.fault });
    }
    opened.forget?.();
  }

  /** What a connection has come to. */
  conversation(inFile: number, protocol: ProtocolName): ConversationResult | undefined {
    const found = this.state(inFile, protocol, mostListed);
    return found === undefined ? undefined : { ...found.state, version: found.version };
  }
}

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
    project: ProjectContext,
    forgot: (text: string) => void,
  ) {
    super(project, forgot, () => store.last + 1);
    this.#store = store;
    this.connections = connections;
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
    }
    opened.forget?.();
  }

  /** What a connection has come to. */
  conversation(inFile: number, protocol: ProtocolName): ConversationResult | undefined {
    const found = this.state(inFile, protocol, mostListed);
    return found === undefined ? undefined : { ...found.state, version: found.version };
  }
}

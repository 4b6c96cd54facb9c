import type { TrafficRow } from '../../protocols/core/inspect/index.ts';
import { gravest, maskIssues, withSettings, type Issue, type RuleSettings } from '../../protocols/core/index.ts';
import type {
  ChangedParams,
  ProjectContextParams,
  OwnTypes,
  RowFilter,
  RowsParams,
  RowsResult,
  UnitResult,
} from '../protocol.ts';
import { digest, findIssues, secretRanges, type AnyUnit, type Digest } from '../record/protocols.ts';
import type { UnitRecord } from './columns.ts';
import { compileFilter, sameFilter, selectsAll } from './filter.ts';
import { everything, MatchIndex, type Matches } from './matches.ts';
import type { TrafficStore } from './store.ts';

/** How long a `rows` request waits for a scan, in milliseconds; the rest is told by `changed`. */
const patience = 50;
/** Indexes that are kept beside the one that is shown: one for each open list, in practice. */
const keptIndexes = 4;
/** What a secret byte is replaced by. */
const star = 0x2a;

/** What the units of a connection are looked at by; left out where its project says nothing. */
interface Known {
  readonly types?: OwnTypes;
  readonly rules?: RuleSettings;
}

const nothing: Known = {};

/** Answers what a list view asks of the store. Units are decoded here, when somebody looks, and not kept decoded. */
export class TrafficView {
  readonly #store: TrafficStore;
  readonly #grew: () => void;
  /** What the projects of connections define and set, by the connection's name. */
  readonly #known = new Map<string, Known>();
  /** The latest used comes last. */
  #indexes: { readonly filter: RowFilter; readonly index: Matches }[] = [];

  /** `grew` is called when a background scan has found more. */
  constructor(store: TrafficStore, grew: () => void) {
    this.#store = store;
    this.#grew = grew;
  }

  /** A stretch of the rows that match. A first scan of much traffic may still go on: `matching` then grows. */
  async rows({ filter, from, count }: RowsParams): Promise<RowsResult> {
    const index = this.#indexOf(filter);
    await index.settle(patience);
    const rows = index.slice(from, count).flatMap((seq) => {
      const record = this.#store.get(seq);
      return record === undefined ? [] : [this.#row(record)];
    });
    return { rows, matching: index.length, counts: this.#store.counts };
  }

  /** The counts now, with the matches of the filter asked for last. */
  changed(): ChangedParams {
    const latest = this.#indexes.at(-1)?.index;
    latest?.advance();
    const { counts } = this.#store;
    return { counts, matching: latest?.length ?? counts.kept };
  }

  /** One unit; secret bytes are replaced by asterisks unless asked for. Null when it is no longer kept. */
  unit(seq: number, secrets: boolean): UnitResult | null {
    const record = this.#store.get(seq);
    if (record === undefined) return null;
    const bytes = this.#store.bytes(record).slice();
    const whole = this.#whole(record);
    const ranges = secretRanges(whole);
    const found = [...findIssues(whole), ...this.#remarks(record)];
    if (!secrets) for (const [start, end] of ranges) bytes.fill(star, start, end);
    return {
      row: this.#row(record),
      connectionName: this.#store.connection(record.connection)?.name ?? '',
      bytes,
      masked: !secrets && ranges.length > 0,
      issues: secrets ? found : maskIssues(found, ranges),
      ...(whole.secrecy === undefined ? {} : { secrecy: whole.secrecy }),
      ...(whole.namespaces === undefined ? {} : { namespaces: whole.namespaces }),
    };
  }

  /** Looks at what crossed a connection by its project's own types and severities from now on; what lists have found is looked at again. */
  setProjectContext({ connection, types, rules = {} }: ProjectContextParams): void {
    const known = {
      ...(types.amqpDefinitions.length + types.xmppSchemas.length === 0 ? {} : { types }),
      ...(Object.keys(rules).length === 0 ? {} : { rules }),
    };
    if (Object.keys(known).length === 0) this.#known.delete(connection);
    else this.#known.set(connection, known);
    this.dispose();
  }

  /** The index of a unit among the rows that match, or −1. */
  indexOf(seq: number, filter: RowFilter): Promise<number> {
    return this.#indexOf(filter).indexOf(seq);
  }

  /** Forgets the scans, as after clearing. */
  dispose(): void {
    for (const { index } of this.#indexes) index.dispose();
    this.#indexes = [];
  }

  #indexOf(filter: RowFilter): Matches {
    const found = this.#indexes.find((one) => sameFilter(one.filter, filter));
    const entry = found ?? { filter, index: this.#createIndex(filter) };
    this.#indexes = [...this.#indexes.filter((one) => one !== entry), entry];
    if (this.#indexes.length > keptIndexes) this.#indexes.shift()?.index.dispose();
    return entry.index;
  }

  #createIndex(filter: RowFilter): Matches {
    if (selectsAll(filter)) return everything(this.#store);
    const test = compileFilter(filter);
    const matches = (seq: number): boolean => {
      const record = this.#store.get(seq);
      if (record === undefined) return false;
      return test({
        direction: record.direction,
        kind: record.kind,
        protocol: record.protocol,
        name: this.#store.nameOf(record),
        channel: record.channel,
        connectionName: this.#store.connection(record.connection)?.name ?? '',
        summary: () => this.#digest(record).summary,
        state: () => this.#digest(record).state,
      });
    };
    return new MatchIndex(this.#store, matches, this.#grew);
  }

  /** A unit with a view on its bytes, and what else it is decoded by. */
  #whole(record: UnitRecord): AnyUnit {
    const { protocol, kind, secrecy } = record;
    const namespaces = protocol === 'xmpp' ? this.#store.declared(record) : undefined;
    return { protocol, kind, bytes: this.#store.bytes(record), secrecy, namespaces, ...this.#knownOf(record) };
  }

  #knownOf({ connection }: UnitRecord): Known {
    return this.#known.size === 0
      ? nothing
      : (this.#known.get(this.#store.connection(connection)?.name ?? '') ?? nothing);
  }

  /** What a unit breaks in its place in the conversation. */
  #remarks(record: UnitRecord): readonly Issue[] {
    return withSettings(this.#store.remarks(record.seq), this.#knownOf(record).rules);
  }

  #digest(record: UnitRecord): Digest {
    const { summary, state } = digest(this.#whole(record));
    const found = this.#remarks(record);
    const worst = gravest(state === undefined ? found : [{ severity: state }, ...found]);
    return { summary, ...(worst === undefined ? {} : { state: worst }) };
  }

  #row(record: UnitRecord): TrafficRow {
    const { summary, state } = this.#digest(record);
    const peer = record.peer === 0 ? undefined : this.#store.get(record.peer);
    return {
      seq: record.seq,
      time: record.time,
      direction: record.direction,
      connection: record.connection,
      protocol: record.protocol,
      kind: record.kind,
      name: this.#store.nameOf(record),
      summary,
      size: record.size,
      ...(record.channel === undefined ? {} : { channel: record.channel }),
      ...(state === undefined ? {} : { state }),
      ...(peer === undefined ? {} : { peer: peer.seq, latency: Math.abs(record.time - peer.time) }),
    };
  }
}

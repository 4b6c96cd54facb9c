import type { TrafficRow } from '../../protocols/core/inspect/index.ts';
import { gravest, maskIssues, rangesOf, type Issue, type OpenUnit, type Severity } from '../../protocols/core/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { CompiledFilter, FilterProblem } from '../../protocols/filter/index.ts';
import {
  longestStretch,
  type ChangedParams,
  type FindParams,
  type FindResult,
  type IndexOfParams,
  type RowGroups,
  type RowFilter,
  type RowSort,
  type RowsParams,
  type RowsResult,
  type StretchParams,
  type StretchResult,
  type UnitResult,
} from '../protocol.ts';
import type { UnitRecord } from './columns.ts';
import { findUnit } from './find.ts';
import { compileRowFilter, sameFilter, selectsAll } from './filter.ts';
import { GroupedLists, type ListRows } from './grouped-lists.ts';
import { everything, MatchIndex, nothing, type Matches } from './matches.ts';
import { OpenedUnits } from './opened-units.ts';
import type { ProjectContexts } from './project-contexts.ts';
import type { TrafficStore } from './store.ts';
import { rowFacts } from './row-facts.ts';
import { mostSorted, SortedRows } from './sorted.ts';
import { StoredFacts, type UnitOpener } from './stored-facts.ts';

/** How long a `rows` request waits for a scan, in milliseconds; `changed` reports the rest. */
const patience = 50;
/** Indexes that are kept beside the one that is shown: one for each open list, in practice. */
const keptIndexes = 4;
/** What a secret byte is replaced by. */
const star = 0x2a;

/** What a filter selects. */
export interface Matcher {
  readonly matches: (seq: number) => boolean;
  /** Whether a unit matches depends on what answers it. */
  readonly needsAnswers: boolean;
}

/** Answers what a list view asks of the store. Units are opened here, when they are shown; of those, the latest stay open. */
export class TrafficView {
  readonly #store: TrafficStore;
  readonly #grew: () => void;
  readonly #opened: OpenedUnits;
  readonly #sorted: SortedRows;
  readonly #lists: GroupedLists;
  /** The latest used comes last. */
  #indexes: { readonly filter: RowFilter; readonly isGrouped: boolean; readonly index: Matches }[] = [];

  /** `grew` is called when a background scan has found more. */
  constructor(store: TrafficStore, projects: ProjectContexts, grew: () => void) {
    this.#store = store;
    this.#opened = new OpenedUnits(store, projects);
    this.#grew = grew;
    this.#sorted = new SortedRows(store, grew);
    this.#lists = new GroupedLists(store, this.#opener, grew);
    store.onPair = (requests) => {
      for (const { index } of this.#indexes) index.answered(requests);
    };
  }

  /** A stretch of the rows that match. A first scan of much traffic may still go on: `matching` then grows. */
  async rows({ filter, from, count, sort, groups }: RowsParams): Promise<RowsResult> {
    const index = this.#indexOf(filter, groups !== undefined);
    await index.settle(patience);
    const { rows: wanted, isSorted } = this.#listOf(index, sort, groups);
    const rows = wanted.slice(from, count).flatMap(({ seq, head }) => {
      const record = this.#store.get(seq);
      if (record === undefined) return [];
      const opened = this.#opened.open(record);
      const row = this.#row(record, opened, this.#issues(record, opened, 'information'));
      // Few of many rows are looked into.
      opened.forget?.();
      if (head !== undefined) return [{ ...row, head }];
      return [groups === undefined ? row : this.#lists.withGroup(row, wanted.isOpen(seq))];
    });
    const { problem } = index;
    const answer = { rows, matching: wanted.length, counts: this.#store.counts };
    if (!isSorted) return { ...answer, unsorted: mostSorted };
    return problem === undefined ? answer : { ...answer, problem };
  }

  /** The counts now, with the matches of the filter asked for last. */
  changed(): ChangedParams {
    const latest = this.#indexes.at(-1)?.index;
    latest?.advance();
    this.#opened.closeEvicted();
    const { counts } = this.#store;
    return { counts, matching: (latest === undefined ? undefined : this.#lists.lengthOf(latest)) ?? counts.kept };
  }

  /** One unit; secret bytes are replaced by asterisks unless asked for. Null when it is no longer kept. */
  unit(seq: number, secrets: boolean): UnitResult | null {
    const record = this.#store.get(seq);
    if (record === undefined) return null;
    const opened = this.#opened.open(record);
    const bytes = new Uint8Array(opened.unit.bytes);
    const ranges = opened.secrets();
    const found = this.#issues(record, opened, 'hint');
    const row = this.#row(record, opened, found);
    opened.forget?.();
    if (!secrets) for (const [start, end] of ranges) bytes.fill(star, start, end);
    return {
      row,
      connectionName: this.#store.connection(record.connection)?.name ?? '',
      bytes,
      masked: !secrets && ranges.length > 0,
      issues: secrets ? found : maskIssues(found, ranges),
      notes: this.#store.remarks(seq).notes,
      context: opened.context,
    };
  }

  /** The index of a unit among the rows that match, or −1. */
  async indexOf({ seq, filter, sort, groups }: Omit<IndexOfParams, 'source'>): Promise<number> {
    const index = this.#indexOf(filter, groups !== undefined);
    const at = await index.indexOf(seq);
    if (at < 0 || (sort === undefined && groups === undefined)) return at;
    return this.#listOf(index, sort, groups).rows.indexOf(seq);
  }

  /** The units of a stretch of the rows that match, or of all that have been found so far. */
  async stretch(params: StretchParams): Promise<StretchResult> {
    const { filter, sort, groups, from, to } = params;
    const index = this.#indexOf(filter, groups !== undefined);
    await index.settle(patience);
    const wanted = [from, to].filter((seq) => seq !== undefined);
    // Until the scan has come to both ends.
    for (const seq of wanted) await index.indexOf(seq);
    const { rows } = this.#listOf(index, sort, groups);
    const places = wanted.map((seq) => rows.indexOf(seq)).filter((at) => at >= 0);
    if (wanted.length > 0 && places.length === 0) return { units: [], rows: 0 };
    const first = wanted.length === 0 ? 0 : Math.min(...places);
    const count = wanted.length === 0 ? rows.length : Math.max(...places) - first + 1;
    const taken = rows.slice(first, Math.min(count, longestStretch));
    const units = groups === undefined ? taken.map(({ seq }) => seq) : this.#lists.unitsOf(taken, rows, longestStretch);
    return { units: rangesOf(units), rows: count };
  }

  /** The first unit of a unit's group. */
  groupOf(seq: number): Promise<number> {
    return this.#lists.groupOf(seq);
  }

  /** The next unit that a second filter selects among the rows of the list. */
  async find({ filter, what, from, backwards }: FindParams): Promise<FindResult> {
    const nothingFound = { seq: 0, at: 0 };
    const [list, wanted] = [compileRowFilter(filter), compileRowFilter({ text: what })];
    if (list.filter === undefined) return nothingFound;
    if (wanted.filter === undefined) {
      const [problem] = wanted.errors;
      return problem === undefined ? nothingFound : { ...nothingFound, problem };
    }
    const [isListed, isWanted] = [this.#predicate(list.filter, filter), this.#predicate(wanted.filter, filter)];
    return findUnit(this.#store, (seq) => isWanted(seq) && isListed(seq), from, backwards);
  }

  /** Forgets the scans and the open units, as after clearing. */
  dispose(): void {
    this.#opened.clear();
    this.#sorted.dispose();
    this.#lists.dispose();
    for (const { index } of this.#indexes) index.dispose();
    this.#indexes = [];
  }

  #indexOf(filter: RowFilter, isGrouped = false): Matches {
    const found = this.#indexes.find((one) => one.isGrouped === isGrouped && sameFilter(one.filter, filter));
    const create = (): Matches => {
      const index = this.#createIndex(filter);
      return isGrouped ? this.#lists.grouped(index) : index;
    };
    const entry = found ?? { filter, isGrouped, index: create() };
    this.#indexes = [...this.#indexes.filter((one) => one !== entry), entry];
    if (this.#indexes.length > keptIndexes) this.#indexes.shift()?.index.dispose();
    return entry.index;
  }

  /** The rows of a list in their order. */
  #listOf(
    index: Matches,
    sort: RowSort | undefined,
    groups: RowGroups | undefined,
  ): { rows: ListRows; isSorted: boolean } {
    const order = sort === undefined ? undefined : this.#sorted.of(index, sort);
    return { rows: this.#lists.rows(index, order, groups), isSorted: sort === undefined || order !== undefined };
  }

  #createIndex(filter: RowFilter): Matches {
    if (selectsAll(filter)) return everything(this.#store);
    const matcher = this.matcher(filter);
    if ('problem' in matcher) return nothing(matcher.problem);
    return new MatchIndex(this.#store, matcher.matches, this.#grew, matcher.needsAnswers);
  }

  /** Tells of each unit whether a filter selects it; or what is wrong with the filter. */
  matcher(filter: RowFilter): Matcher | { readonly problem: FilterProblem | undefined } {
    const { filter: compiled, errors } = compileRowFilter(filter);
    if (compiled === undefined) return { problem: errors[0] };
    return { matches: this.#predicate(compiled, filter), needsAnswers: compiled.needs.answers };
  }

  #predicate(compiled: CompiledFilter, { connection }: RowFilter): (seq: number) => boolean {
    const facts = new StoredFacts(this.#store, this.#opener);
    return (seq) => {
      if (!facts.seek(seq) || (connection !== undefined && facts.connection[0] !== connection)) return false;
      const matched = compiled.matches(facts);
      facts.close();
      return matched;
    };
  }

  /** What a unit breaks, and notes about it. */
  said(record: UnitRecord, opened: OpenUnit): Pick<UnitResult, 'issues' | 'notes'> {
    return { issues: this.#issues(record, opened, 'hint'), notes: this.#store.remarks(record.seq).notes };
  }

  /** Opens a unit that is not shown. */
  openOnce(record: UnitRecord): OpenUnit {
    return this.#opened.openOnce(record);
  }

  /** A scan opens each unit once, so that none is kept open for it. */
  readonly #opener: UnitOpener = {
    open: (record) => this.#opened.openOnce(record),
    issues: (record, opened, least) => this.#issues(record, opened, least),
  };

  /** What a unit breaks, by its own bytes and in its place. */
  #issues(record: UnitRecord, opened: OpenUnit, least: Severity): readonly Issue[] {
    const { judge } = protocolOf(record.protocol);
    const remarks = this.#store.remarks(record.seq).issues;
    const own = judge.issues(opened, least);
    return remarks.length === 0 ? own : [...own, ...judge.rate(remarks, opened.project)];
  }

  #row(record: UnitRecord, opened: OpenUnit, issues: readonly Issue[]): TrafficRow {
    const state = gravest(issues);
    const socket = this.#store.socketOf(record.connection);
    const failure = record.failed ? opened.failure()?.condition : undefined;
    const peer = record.peer === 0 ? undefined : this.#store.get(record.peer);
    return {
      seq: record.seq,
      time: record.time,
      side: record.side,
      connection: record.connection,
      ...(socket === undefined ? {} : { socket }),
      protocol: record.protocol,
      kind: record.kind,
      name: this.#store.nameOf(record),
      summary: opened.summary(),
      size: record.size,
      ...(record.channel === undefined ? {} : { channel: record.channel }),
      ...(state === undefined ? {} : { state }),
      ...(failure === undefined ? {} : { failure }),
      ...(peer === undefined ? {} : { peer: peer.seq, latency: Math.abs(record.time - peer.time) }),
      ...rowFacts(record, this.#store.nameOf(record), opened),
    };
  }
}

import type { TrafficRow } from '../../../../protocols/core/inspect/index.ts';
import type { PageRequest, PanelConnection, UnitAnswer } from '../../../../client/panel/messages.ts';
import { noSearch, rangesOf, type OpenUnit } from '../../../../protocols/core/index.ts';
import { compileFilter, type UnitFacts } from '../../../../protocols/filter/index.ts';
import { connectionNames, samples, type Sample } from './samples.ts';

/** Generated traffic: a store like wire's, of any size, without its bytes. */
export class GeneratedStore {
  rows: TrafficRow[] = [];
  evicted = 0;
  paused = false;
  capacity = Number.POSITIVE_INFINITY;
  /** Units that are not generated, by number. */
  readonly special = new Map<number, Sample>();
  connections: PanelConnection[] = connectionNames.map((name, i) => ({ name, numbers: [i + 1], state: 'connected' }));
  #next = 1;
  #time = Date.UTC(2026, 10, 22, 12, 0, 0);
  #query = '';
  #found: { key: string; at: number; rows: readonly TrafficRow[] } | null = null;

  add(count: number): void {
    for (let i = 0; i < count; i++) this.#push(this.#next);
    this.#evict();
  }

  /** As another worker begins: empty, with numbers from 1. */
  restart(): void {
    this.rows = [];
    this.evicted = 0;
    this.#next = 1;
    this.#found = null;
  }

  /** The next unit gets this number. */
  startAt(seq: number): void {
    this.#next = seq;
  }

  addUnit(sample: Sample): number {
    this.special.set(this.#next, sample);
    this.#push(this.#next);
    this.#evict();
    return this.#next - 1;
  }

  counts(): { matching: number; kept: number; first: number; evicted: number; paused: boolean } {
    return {
      matching: this.#matching(this.#query).length,
      kept: this.rows.length,
      first: this.rows[0]?.seq ?? this.#next,
      evicted: this.evicted,
      paused: this.paused,
    };
  }

  answer(request: PageRequest): unknown {
    switch (request.type) {
      case 'rows': {
        this.#query = JSON.stringify([request.filter, request.connection]);
        const rows = this.#rowsOf(request);
        return {
          rows: rows.slice(request.from, request.from + request.count),
          ...this.counts(),
          matching: rows.length,
        };
      }
      case 'indexOf':
        return this.#rowsOf(request).findIndex((row) => row.seq === request.seq);
      case 'groupOf':
        return headOf(this.rows.find((row) => row.seq === request.seq)) ?? request.seq;
      case 'stretch': {
        const { from, to } = request;
        const rows = this.#rowsOf(request);
        const ends = [from, to].flatMap((seq) => (seq === undefined ? [] : [rows.findIndex((row) => row.seq === seq)]));
        const [first = 0, last = rows.length - 1] = ends.sort((a, b) => a - b);
        const units = rows
          .slice(first, last + 1)
          .flatMap(({ seq, group }) => (group?.open === false ? [seq, seq + 1] : [seq]));
        return { units: rangesOf(units), rows: last + 1 - first };
      }
      case 'find': {
        const { what, from, backwards, filter, connection } = request;
        const { filter: wanted } = compileFilter(what, { zone: () => 0 });
        const rows = this.#matching(JSON.stringify([filter, connection])).filter(
          (row) =>
            wanted?.matches(factsOf(row, this.#sample(row.seq))) === true &&
            (backwards ? row.seq < from : row.seq > from),
        );
        const seq = (backwards ? rows.at(-1) : rows[0])?.seq ?? 0;
        return { seq, at: seq };
      }
      case 'unit':
        return this.#unit(request.seq, request.secrets);
      case 'clear':
        this.rows = [];
        this.evicted = 0;
        return null;
      case 'pause':
        this.paused = request.paused;
        return null;
      case 'connections':
        return this.connections;
    }
  }

  /** The rows of a list; in groups of two, those that are paired. */
  #rowsOf({ filter, connection, groups }: Omit<PageRequest<'stretch'>, 'type'>): readonly TrafficRow[] {
    const rows = this.#matching(JSON.stringify([filter, connection]));
    if (groups === undefined) return rows;
    return rows.flatMap((row) => {
      const head = headOf(row);
      if (head !== undefined) return groups.open.includes(head) ? [{ ...row, head }] : [];
      if (row.peer === undefined) return [row];
      const outcome = row.name === 'iq' ? 'result' : 'accepted';
      return [{ ...row, group: { units: 2, open: groups.open.includes(row.seq), outcome } }];
    });
  }

  #push(seq: number): void {
    this.#next = seq + 1;
    const { row, bytes } = this.#sample(seq);
    this.#time += 0.4 + (seq % 7) * 3.1 + (seq % 50 === 0 ? 1800 : 0);
    this.rows.push({ ...row, ...pairing(seq, row.name), seq, time: this.#time, size: bytes.length });
  }

  #evict(): void {
    const excess = this.rows.length - this.capacity;
    if (excess <= 0) return;
    this.rows = this.rows.slice(excess);
    this.evicted += excess;
  }

  #sample(seq: number): Sample {
    const sample = this.special.get(seq) ?? samples[(seq - 1) % samples.length];
    if (sample === undefined) throw new Error(`no sample for unit ${seq}`);
    return sample;
  }

  #unit(seq: number, secrets: boolean): UnitAnswer | null {
    const row = this.rows.find((one) => one.seq === seq);
    if (row === undefined) return null;
    const { bytes, masked, issues, notes = [] } = this.#sample(seq);
    const hide = masked !== undefined && !secrets;
    return {
      row,
      connectionName: connectionNames[row.connection - 1] ?? '',
      bytes: hide ? masked : bytes,
      masked: hide,
      issues,
      notes,
      context: {},
      types: { amqpDefinitions: [], xmppSchemas: [] },
    };
  }

  #matching(query: string): readonly TrafficRow[] {
    if (query === '') return this.rows;
    const at = this.#next + this.evicted * 1e9;
    if (this.#found?.key === query && this.#found.at === at && this.#found.rows.length <= this.rows.length)
      return this.#found.rows;
    const [text, connection] = JSON.parse(query) as [string, string | null];
    const { filter } = compileFilter(text, { zone: () => 0 });
    const rows = this.rows.filter(
      (row) =>
        filter?.matches(factsOf(row, this.#sample(row.seq))) === true &&
        (connection === null || connectionNames[row.connection - 1] === connection),
    );
    this.#found = { key: query, at, rows };
    return rows;
  }
}

/** The request that a unit answers. */
function headOf(row: TrafficRow | undefined): number | undefined {
  return row?.peer !== undefined && row.peer < row.seq ? row.peer : undefined;
}

function factsOf(row: TrafficRow, { bytes }: Sample): UnitFacts {
  const { channel, peer, latency, state } = row;
  return {
    ...row,
    number: row.seq,
    failed: row.failure !== undefined,
    connection: [connectionNames[row.connection - 1] ?? ''],
    connectionNumber: undefined,
    channel,
    peer,
    latency,
    place: () => undefined,
    delivery: undefined,
    bytes: () => new Uint8Array(row.size),
    open: () => ({ summary: () => row.summary }) as OpenUnit,
    search: { ...noSearch, named: (_unit, key) => (key === 'id' ? idsIn(bytes) : []) },
    issues: () => (state === undefined ? [] : [{ code: '', severity: state, message: '', offset: 0, length: 0 }]),
    notes: [],
    other: () => undefined,
  };
}

/** The ids of the elements of a stanza. */
function idsIn(bytes: Uint8Array): string[] {
  return [...new TextDecoder().decode(bytes).matchAll(/ id='([^']+)'/g)].map(([, id = '']) => id);
}

/** In each round of the samples the ping (third) is answered by its result (fourth), the transfer (7) by its disposition (8). */
function pairing(seq: number, name: string): Partial<TrafficRow> {
  const place = (seq - 1) % samples.length;
  if ((place === 2 && name === 'iq') || place === 6) return { peer: seq + 1, latency: 1.234 + (seq % 90) };
  if ((place === 3 && name === 'iq') || place === 7) return { peer: seq - 1, latency: 1.234 + ((seq - 1) % 90) };
  return {};
}

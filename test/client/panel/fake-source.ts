import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { RowsAnswer } from '../../../client/panel/messages.ts';
import type { Query, TrafficSource } from '../../../client/panel/model/traffic.ts';

/** A row of made-up traffic. */
export function makeRow(seq: number, more: Partial<TrafficRow> = {}): TrafficRow {
  return {
    seq,
    time: 1_700_000_000_000 + seq,
    side: seq % 2 === 0 ? 'server' : 'client',
    connection: 1,
    protocol: 'amqp',
    kind: 'frame',
    name: 'transfer',
    summary: `unit ${seq}`,
    size: 100,
    ...more,
  };
}

/** A store in memory that keeps at most `capacity` rows, and answers after a turn of the event loop. */
export class FakeSource implements TrafficSource {
  rowsKept: TrafficRow[] = [];
  evicted = 0;
  paused = false;
  readonly capacity: number;
  readonly asked: { readonly from: number; readonly count: number }[] = [];
  /** Called before each answer: what happens while a request is under way. */
  meanwhile: () => void = () => undefined;

  constructor(capacity = Number.POSITIVE_INFINITY) {
    this.capacity = capacity;
  }

  add(count: number): void {
    let seq = (this.rowsKept.at(-1)?.seq ?? this.evicted) + 1;
    for (let i = 0; i < count; i++) this.rowsKept.push(makeRow(seq++));
    const excess = Math.max(0, this.rowsKept.length - this.capacity);
    this.rowsKept = this.rowsKept.slice(excess);
    this.evicted += excess;
  }

  /** The filter `even` keeps even numbers, any other text keeps the rows whose summary holds it. */
  matching(query: Query): TrafficRow[] {
    return this.rowsKept.filter((row) =>
      query.filter === 'even' ? row.seq % 2 === 0 : row.summary.includes(query.filter),
    );
  }

  counts(query: Query): { matching: number; kept: number; first: number; evicted: number; paused: boolean } {
    return {
      matching: this.matching(query).length,
      kept: this.rowsKept.length,
      first: this.evicted + 1,
      evicted: this.evicted,
      paused: this.paused,
    };
  }

  async rows(query: Query, from: number, count: number): Promise<RowsAnswer> {
    this.asked.push({ from, count });
    await Promise.resolve();
    this.meanwhile();
    return { rows: this.matching(query).slice(from, from + count), ...this.counts(query) };
  }

  async indexOf(query: Query, seq: number): Promise<number> {
    await Promise.resolve();
    return this.matching(query).findIndex((row) => row.seq === seq);
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { noContext, type UnitContext } from '../../protocols/core/index.ts';
import type { RecordedConnections } from '../captures/recorded-connections.ts';
import type { TrafficStore } from '../store/store.ts';
import { blocksOf, type Block } from './index-block.ts';
import type { Positions } from './positions.ts';

/** Longest time before other work gets its turn, in milliseconds. */
const slice = 8;
/** Contexts that are known again; beyond that, the same one may be kept twice. */
const mostContexts = 10_000;

/** Fills a store with what the index of a capture file has of its units. */
export class IndexLoader {
  readonly #store: TrafficStore;
  readonly #connections: RecordedConnections;
  readonly #positions: Positions;
  readonly #contexts = new Map<string, UnitContext>();

  constructor(store: TrafficStore, connections: RecordedConnections, positions: Positions) {
    this.#store = store;
    this.#connections = connections;
    this.#positions = positions;
  }

  /** Takes a whole index. @param base where its capture file begins, in bytes from the beginning of the session */
  async load(index: Uint8Array, base: number): Promise<void> {
    let until = performance.now() + slice;
    for (const block of blocksOf(index)) {
      this.#take(block, base);
      if (performance.now() < until) continue;
      await nextTurn();
      until = performance.now() + slice;
    }
  }

  #take(block: Block, base: number): void {
    const { names, connections, gaps, pairs, remarks } = block;
    for (const [number, name, server, partial] of connections) {
      this.#connections.begin(number, { sides: 'both', partial });
      this.#connections.describe(number, { ...(name !== null && { name }), ...(server !== null && { server }) });
    }
    const contexts = block.contexts.map((context) => this.#interned(context));
    const first = this.#store.last + 1;
    for (let index = 0; index < block.units; index++) {
      const unit = block.unit(index);
      const seq = this.#store.addStored({
        ...unit,
        name: names[unit.name] ?? '',
        context: contexts[unit.context] ?? noContext,
        connection: this.#connections.numberOf(unit.connection, unit.protocol),
      });
      this.#positions.set(seq, base + unit.position);
    }
    for (const [unit, inFile, side, bytes] of gaps) {
      const connection = this.#connections.known(inFile);
      const what = { kind: 'lost', side, bytes: bytes ?? undefined } as const;
      if (connection !== undefined) this.#store.marks.add({ before: first + unit, connection, what });
    }
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const answer = first + (pairs[at] ?? 0);
      this.#store.pair([answer - (pairs[at + 1] ?? 0)], answer);
    }
    for (const [unit, issues, notes] of remarks) {
      const seq = first + unit;
      // A unit that is not there has a negative number, as one that was not recorded.
      const numbered = notes.map((note) => ({
        ...note,
        units: note.units.map((distance) => (distance === null || seq + distance < 1 ? -1 : seq + distance)),
      }));
      this.#store.remark(seq, { issues, notes: numbered });
    }
  }

  #interned(context: UnitContext): UnitContext {
    const key = JSON.stringify(context);
    if (key === '{}') return noContext;
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    if (this.#contexts.size >= mostContexts) this.#contexts.clear();
    this.#contexts.set(key, context);
    return context;
  }
}

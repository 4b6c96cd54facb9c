import type { OpenUnit } from '../../protocols/core/index.ts';
import { protocolOf } from '../../protocols/index.ts';
import type { UnitRecord } from './columns.ts';
import type { ProjectContexts } from './project-contexts.ts';
import type { TrafficStore } from './store.ts';

/** Open units that are kept: the rows of a few screens. */
const mostUnits = 256;
/** Their bytes together; what is larger is opened again. */
const mostBytes = 4 << 20;

/** Opens units of the store, each once while it is looked at: the list, the filter, the details and the findings share it. */
export class OpenedUnits {
  readonly #store: TrafficStore;
  readonly #projects: ProjectContexts;
  /** By number, the latest used last. */
  readonly #units = new Map<number, OpenUnit>();
  #bytes = 0;
  /** The oldest unit that the store kept when the units were looked through last. */
  #first = 0;

  constructor(store: TrafficStore, projects: ProjectContexts) {
    this.#store = store;
    this.#projects = projects;
  }

  open(record: UnitRecord): OpenUnit {
    const { seq } = record;
    const known = this.#units.get(seq);
    if (known !== undefined) {
      this.#units.delete(seq);
      this.#units.set(seq, known);
      return known;
    }
    this.closeEvicted();
    const opened = this.#open(record);
    this.#units.set(seq, opened);
    this.#bytes += opened.unit.bytes.length;
    this.#trim();
    return opened;
  }

  /** Opens a unit that need not stay open. */
  openOnce(record: UnitRecord): OpenUnit {
    return this.#units.get(record.seq) ?? this.#open(record);
  }

  #open(record: UnitRecord): OpenUnit {
    const { protocol, kind, connection, lossy } = record;
    const bytes = this.#store.bytes(record);
    const project = this.#projects.of(this.#store.connection(connection)?.name ?? '');
    return protocolOf(protocol).codec.open({ protocol, kind, bytes, lossy }, this.#store.contextOf(record), project);
  }

  /** Closes the units that the store has given up: each holds the bytes of all those that it shares a slab with. */
  closeEvicted(): void {
    const { first } = this.#store;
    if (first === this.#first) return;
    this.#first = first;
    for (const seq of this.#units.keys()) if (seq < first) this.#close(seq);
  }

  clear(): void {
    this.#units.clear();
    this.#bytes = 0;
  }

  #trim(): void {
    if (this.#units.size <= mostUnits && this.#bytes <= mostBytes) return;
    for (const seq of this.#units.keys()) {
      if (this.#units.size <= mostUnits && (this.#bytes <= mostBytes || this.#units.size === 1)) return;
      this.#close(seq);
    }
  }

  #close(seq: number): void {
    this.#bytes -= this.#units.get(seq)?.unit.bytes.length ?? 0;
    this.#units.delete(seq);
  }
}

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

  constructor(store: TrafficStore, projects: ProjectContexts) {
    this.#store = store;
    this.#projects = projects;
  }

  open(record: UnitRecord): OpenUnit {
    const { seq, protocol, kind, connection } = record;
    const known = this.#units.get(seq);
    if (known !== undefined) {
      this.#units.delete(seq);
      this.#units.set(seq, known);
      return known;
    }
    // A copy: the store may use the place of a unit again.
    const bytes = this.#store.bytes(record).slice();
    const project = this.#projects.of(this.#store.connection(connection)?.name ?? '');
    const opened = protocolOf(protocol).codec.open({ protocol, kind, bytes }, this.#store.contextOf(record), project);
    this.#units.set(seq, opened);
    this.#bytes += bytes.length;
    this.#trim();
    return opened;
  }

  clear(): void {
    this.#units.clear();
    this.#bytes = 0;
  }

  #trim(): void {
    for (const [seq, { unit }] of this.#units) {
      if (this.#units.size <= mostUnits && (this.#bytes <= mostBytes || this.#units.size === 1)) return;
      this.#units.delete(seq);
      this.#bytes -= unit.bytes.length;
    }
  }
}

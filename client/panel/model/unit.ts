import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { nodeById, nodeCovering, PlacedIssues } from '../../../protocols/core/inspect/index.ts';
import {
  formatCount,
  messageOf,
  noBodies,
  type OpenUnit,
  type UnitBody,
  type UnitSearch,
  type UnitTemplates,
} from '../../../protocols/core/index.ts';
import { loadViews, type UnitViews } from '../../../protocols/codecs.ts';
import type { UnitAnswer } from '../messages.ts';
import { undecoded } from './undecoded.ts';
import { Expansion } from './tree-rows.ts';

/** A unit as the details show it. */
export interface LoadedUnit {
  readonly row: TrafficRow;
  readonly connectionName: string;
  readonly bytes: Uint8Array;
  readonly masked: boolean;
  readonly secrets: boolean;
  readonly issues: UnitAnswer['issues'];
  readonly notes: UnitAnswer['notes'];
  readonly placed: PlacedIssues;
  readonly root: InspectNode;
  readonly opened: OpenUnit;
  readonly search: UnitSearch;
  readonly templates: UnitTemplates;
  /** What it carries for applications. */
  readonly bodies: readonly UnitBody[];
  readonly expansion: Expansion;
}

/** Bytes of the unit: from the first to before the last. */
export type ByteRange = readonly [start: number, end: number];

export interface UnitSource {
  unit(seq: number, secrets: boolean): Promise<UnitAnswer | null>;
}

/** Makes the tree of a unit. */
export type Draw = (opened: OpenUnit, secrets: boolean) => InspectNode;

/**
 * The unit that is selected, decoded, and the node or bytes selected in it. An answer that arrives after another
 * selection is dropped; until the new unit is there the old one stays, so that nothing flickers.
 */
export class UnitModel {
  readonly #source: UnitSource;
  readonly #changed: () => void;
  readonly #draw: Draw;
  #asked = 0;

  /** Another number after each change. */
  version = 0;

  /** Number of the selected unit. */
  seq: number | null = null;
  unit: LoadedUnit | null = null;
  /** The store has given the unit up since it was loaded: what is shown is the page's own copy. */
  evicted = false;
  /** Why there is no unit to show; a text for people. */
  problem: string | null = null;
  node: string | null = null;
  range: ByteRange | null = null;

  constructor(source: UnitSource, changed: () => void, draw: Draw = (opened, secrets) => opened.tree({ secrets })) {
    this.#source = source;
    this.#draw = draw;
    this.#changed = () => {
      this.version++;
      changed();
    };
  }

  get loading(): boolean {
    return this.seq !== null && this.problem === null && this.unit?.row.seq !== this.seq;
  }

  /** The selected node, when the tree has it. */
  get selectedNode(): InspectNode | undefined {
    return this.unit === null || this.node === null ? undefined : nodeById(this.unit.root, this.node);
  }

  /** Loads a unit. Secrets are masked again with each new one. @param node the node to select when it is there. */
  async select(seq: number | null, node: string | null = null): Promise<void> {
    if (seq !== this.seq) this.range = null;
    this.seq = seq;
    this.node = node;
    this.problem = null;
    this.evicted = false;
    if (seq === null) {
      this.#asked++;
      this.unit = null;
      this.#changed();
      return;
    }
    await this.#load(seq, false);
  }

  /** Loads the same unit with or without its secrets. */
  async showSecrets(secrets: boolean): Promise<void> {
    if (this.seq !== null) await this.#load(this.seq, secrets);
  }

  /** Loads the same unit again: what it is decoded by has changed. */
  async reload(): Promise<void> {
    if (this.seq !== null) await this.#load(this.seq, this.unit?.secrets ?? false);
  }

  /** The list has a new row of the unit: its reply may have come since the unit was loaded. */
  updateRow(row: TrafficRow): void {
    const { unit } = this;
    if (unit?.row.seq !== row.seq || (unit.row.peer === row.peer && unit.row.latency === row.latency)) return;
    this.unit = { ...unit, row };
    this.#changed();
  }

  /** The store keeps units from `first` on. */
  keepsFrom(first: number): void {
    const evicted = this.unit !== null && this.unit.row.seq < first;
    if (evicted === this.evicted) return;
    this.evicted = evicted;
    this.#changed();
  }

  selectNode(id: string): void {
    this.node = id;
    this.range = this.selectedNode?.range ?? null;
    this.#changed();
  }

  /** Selects bytes, and the innermost node that holds them all. */
  selectRange(range: ByteRange): void {
    this.range = range;
    if (this.unit !== null) this.node = nodeCovering(this.unit.root, range[0], range[1])?.id ?? null;
    this.#changed();
  }

  async #load(seq: number, secrets: boolean): Promise<void> {
    const asked = ++this.#asked;
    this.#changed();
    try {
      const answer = await this.#source.unit(seq, secrets);
      const viewed = answer === null ? null : await openUnit(answer);
      if (asked !== this.#asked) return;
      if (answer === null && this.unit?.row.seq === seq) this.evicted = true;
      else if (answer === null || viewed === null) this.#fail(evictedText(seq));
      else this.#take(answer, viewed, secrets);
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#fail(messageOf(error));
    }
    this.#changed();
  }

  #take(answer: UnitAnswer, { opened, search, templates }: ViewedUnit, secrets: boolean): void {
    const { row, connectionName, bytes, masked, issues, notes } = answer;
    const root = this.#tree(row, opened, secrets);
    const same = this.unit?.row.seq === row.seq ? this.unit : null;
    this.unit = {
      row,
      connectionName,
      bytes,
      masked,
      secrets,
      issues,
      notes,
      placed: new PlacedIssues(root, issues),
      root,
      opened,
      search,
      templates,
      bodies: this.#bodies(opened, secrets),
      expansion: same?.expansion ?? new Expansion(root),
    };
    this.problem = null;
    if (this.range !== null && this.node === null)
      this.node = nodeCovering(root, this.range[0], this.range[1])?.id ?? null;
    if (this.range === null && this.node !== null) this.range = this.selectedNode?.range ?? null;
  }

  #bodies(opened: OpenUnit, secrets: boolean): readonly UnitBody[] {
    try {
      return opened.bodies({ secrets });
    } catch {
      return noBodies; // the tree, which is made first, says what failed
    }
  }

  #tree(row: TrafficRow, opened: OpenUnit, secrets: boolean): InspectNode {
    try {
      return this.#draw(opened, secrets);
    } catch (error) {
      return undecoded(row, opened.unit.bytes, error);
    }
  }

  #fail(problem: string): void {
    this.unit = null;
    this.problem = problem;
  }
}

/** A unit that is open, and what looks into it and writes it. */
export type ViewedUnit = Omit<UnitViews, 'codec'> & { readonly opened: OpenUnit };

/** Opens a unit that the extension has answered with. */
export async function openUnit({ row: { protocol, kind }, bytes, context, types }: UnitAnswer): Promise<ViewedUnit> {
  const { codec, search, templates } = await loadViews(protocol);
  const opened = codec.open({ protocol, kind, bytes }, context, { ...types, rules: {} });
  return { opened, search, templates };
}

/** What has become of a unit that the store does not have any more. */
export function evictedText(seq: number): string {
  return `#${formatCount(seq)} was evicted: recorded traffic has reached its limit (the setting wireloupe.traffic.memoryLimit).`;
}

import { formatCount, plural } from '../../../protocols/core/index.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { FilterFault } from '../model/filters.ts';
import type { Counts } from '../model/traffic.ts';
import type { PanelConnection } from '../messages.ts';
import { tlsWarning } from './banners.ts';
import './filter-box.ts';
import type { FilterActions, FilterBox } from './filter-box.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

/** What the toolbar asks of its owner. */
export interface ToolbarActions extends FilterActions {
  setConnection(name: string): void;
  setFollow(follow: boolean): void;
  pause(paused: boolean): Promise<void>;
  clear(): Promise<void>;
  /** Shows units that belong together as one row, or each in its own. */
  setGrouped(on: boolean): void;
}

/** Pause, clear, follow; connection and filter; the counts. */
export class Toolbar extends LightElement {
  static override properties = {
    actions: { attribute: false },
    counts: { attribute: false },
    loaded: { attribute: false },
    filter: { attribute: false },
    connection: { attribute: false },
    connections: { attribute: false },
    follow: { attribute: false },
    unverified: { attribute: false },
    fault: { attribute: false },
    used: { attribute: false },
    saved: { attribute: false },
    isFile: { attribute: false },
    selected: { attribute: false },
    grouped: { attribute: false },
  };

  declare actions: ToolbarActions;
  declare counts: Counts;
  /** False until the counts are known. */
  declare loaded: boolean;
  declare filter: string;
  /** Name of the chosen connection; empty for all. */
  declare connection: string;
  declare connections: readonly PanelConnection[];
  declare follow: boolean;
  /** Names of connections whose TLS is not verified, where no banner says so. */
  declare unverified: string;
  declare fault: FilterFault | undefined;
  /** Filters that were used, the latest first, and those that are saved. */
  declare used: readonly string[];
  declare saved: readonly string[];
  /** A file has nothing to pause, clear or follow. */
  declare isFile: boolean;
  /** How many units are selected. */
  declare selected: number;
  /** Units that belong together are one row. */
  declare grouped: boolean;

  /** Puts the keyboard's focus into the filter. */
  focusFilter(): void {
    this.querySelector<FilterBox>('wl-filter')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="toolbar" role="toolbar" aria-label="Traffic">
      ${this.isFile ? nothing : this.#recording()}
      <button
        class="tool"
        aria-pressed=${this.grouped ? 'true' : 'false'}
        title="Show an iq with its answer, and a delivery with its outcome, as one row that opens"
        aria-label="Group rows that belong together"
        @click=${() => this.actions.setGrouped(!this.grouped)}
      >
        ${icon('list-tree')}
      </button>
      ${this.isFile ? nothing : html`<span class="divider"></span>`}
      <label class="picker" title="Show one connection, or all">
        <span class="hidden">Connection</span>
        <select id="connection" @change=${this.#onConnection}>
          <option value="" ?selected=${this.connection === ''}>All connections</option>
          ${this.#names().map((name) => html`<option value=${name} ?selected=${name === this.connection}>${name}${this.#state(name)}</option>`)}
        </select>
      </label>
      <wl-filter
        .actions=${this.actions}
        .filter=${this.filter}
        .fault=${this.fault}
        .used=${this.used}
        .saved=${this.saved}
      ></wl-filter>
      ${this.unverified === '' ? nothing : html`<span class="unverified severity-warning" title=${tlsWarning([this.unverified])}>${icon('unverified')}TLS not verified</span>`}
      ${this.#counts()}
    </div>`;
  }

  /** What is done with live traffic. */
  #recording(): TemplateResult {
    const { counts, follow } = this;
    return html`<button
        class="tool"
        aria-pressed=${counts.paused ? 'true' : 'false'}
        title=${counts.paused ? 'Resume recording' : 'Pause recording'}
        aria-label="Pause recording"
        @click=${() => void this.actions.pause(!counts.paused)}
      >
        ${icon(counts.paused ? 'debug-continue' : 'debug-pause')}
      </button>
      <button
        class="tool"
        title="Clear ${plural(counts.kept, 'recorded unit')}"
        aria-label="Clear"
        ?disabled=${counts.kept === 0}
        @click=${() => void this.actions.clear()}
      >
        ${icon('clear-all')}
      </button>
      <button
        class="tool"
        aria-pressed=${follow ? 'true' : 'false'}
        title=${follow ? 'Following the newest row' : 'Follow the newest row'}
        aria-label="Follow the newest row"
        @click=${() => this.actions.setFollow(!follow)}
      >
        ${icon('fold-down')}
      </button>`;
  }

  #counts(): TemplateResult | typeof nothing {
    if (!this.loaded) return nothing;
    const { matching, kept, evicted } = this.counts;
    const filtered = this.filter.trim() !== '' || this.connection !== '';
    return html`<span class="counts">
      ${this.selected > 1 ? html`<span title="Units that are selected"><b>${formatCount(this.selected)}</b> selected</span>` : nothing}
      ${filtered ? html`<span title="Rows that match the filter"><b>${formatCount(matching)}</b> matching</span>` : nothing}
      <span title=${this.isFile ? 'Units of the file' : 'Units in memory'}
        >${this.isFile ? 'units' : 'recorded'} <b>${formatCount(kept)}</b></span
      >
      ${evicted === 0 ? nothing : html`<span class="evicted" title="The oldest units were removed to stay within the memory limit">evicted <b>${formatCount(evicted)}</b></span>`}
    </span>`;
  }

  /** The chosen connection stays in the list even when it is gone. */
  #names(): readonly string[] {
    const names = this.connections.map(({ name }) => name);
    return this.connection === '' || names.includes(this.connection) ? names : [...names, this.connection];
  }

  #state(name: string): string {
    const state = this.connections.find((connection) => connection.name === name)?.state;
    return state === undefined || state === '' ? '' : ` (${state})`;
  }

  readonly #onConnection = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) this.actions.setConnection(event.target.value);
  };
}

customElements.define('wl-toolbar', Toolbar);

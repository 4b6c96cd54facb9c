import { formatCount, plural } from '../../../protocols/core/index.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { filterHint, filterSyntax } from '../model/filter-hints.ts';
import type { Counts } from '../model/traffic.ts';
import type { PanelConnection } from '../messages.ts';
import { tlsWarning } from './banners.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';

/** Milliseconds without typing after which the filter is applied. */
const typingPause = 150;

/** What the toolbar asks of its owner. */
export interface ToolbarActions {
  setFilter(filter: string): void;
  setConnection(name: string): void;
  setFollow(follow: boolean): void;
  pause(paused: boolean): Promise<void>;
  clear(): Promise<void>;
  focusList(): void;
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

  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Puts the keyboard's focus into the filter. */
  focusFilter(): void {
    const input = this.querySelector<HTMLInputElement>('#filter');
    input?.focus();
    input?.select();
  }

  protected override render(): TemplateResult {
    const { counts, follow } = this;
    const hint = filterHint(this.filter);
    return html`<div class="toolbar" role="toolbar" aria-label="Traffic">
      <button
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
      </button>
      <span class="divider"></span>
      <label class="picker" title="Show one connection, or all">
        <span class="hidden">Connection</span>
        <select id="connection" @change=${this.#onConnection}>
          <option value="" ?selected=${this.connection === ''}>All connections</option>
          ${this.#names().map((name) => html`<option value=${name} ?selected=${name === this.connection}>${name}${this.#state(name)}</option>`)}
        </select>
      </label>
      <div class="filter${hint === undefined ? '' : ' odd'}">
        ${icon('filter')}
        <input
          id="filter"
          type="text"
          aria-label="Filter"
          placeholder="Filter, for example name:iq -ping state:error"
          spellcheck="false"
          autocomplete="off"
          aria-describedby=${hint === undefined ? nothing : 'filter-hint'}
          .value=${this.filter}
          @input=${this.#onInput}
          @keydown=${this.#onKey}
        />
        ${this.filter === '' ? nothing : html`<button class="tool small" title="Clear the filter (Escape)" aria-label="Clear the filter" @click=${() => this.#apply('')}>${icon('close')}</button>`}
        <button
          class="tool small"
          title="What can be written here"
          aria-label="Filter syntax"
          popovertarget="filter-help"
        >
          ${icon('question')}
        </button>
      </div>
      ${hint === undefined ? nothing : html`<span class="hint" id="filter-hint" role="status">${hint}</span>`}
      ${this.unverified === '' ? nothing : html`<span class="unverified severity-warning" title=${tlsWarning([this.unverified])}>${icon('unverified')}TLS not verified</span>`}
      ${this.#counts()} ${filterHelp}
    </div>`;
  }

  #counts(): TemplateResult | typeof nothing {
    if (!this.loaded) return nothing;
    const { matching, kept, evicted } = this.counts;
    const filtered = this.filter.trim() !== '' || this.connection !== '';
    return html`<span class="counts">
      ${filtered ? html`<span title="Rows that match the filter"><b>${formatCount(matching)}</b> matching</span>` : nothing}
      <span title="Units in memory">recorded <b>${formatCount(kept)}</b></span>
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
    return state === undefined ? '' : ` (${state})`;
  }

  readonly #onConnection = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) this.actions.setConnection(event.target.value);
  };

  readonly #onInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { value } = event.target;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.actions.setFilter(value), typingPause);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      this.#apply(event.target.value);
      this.actions.focusList();
    } else if (event.key === 'Escape') this.#apply('');
    else return;
    event.preventDefault();
  };

  #apply(filter: string): void {
    clearTimeout(this.#timer);
    this.actions.setFilter(filter);
    // Set by hand as well: a filter that did not change is not drawn again.
    const input = this.querySelector<HTMLInputElement>('#filter');
    if (input !== null) input.value = filter;
  }
}

const filterHelp = html`<div class="help" id="filter-help" popover>
  <h2>Filter</h2>
  <p>Terms are separated by spaces, and all must hold. Upper and lower case are alike.</p>
  <dl>
    ${filterSyntax.map(
      ({ example, meaning }) =>
        html`<div>
          <dt><code>${example}</code></dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>
</div>`;

customElements.define('wl-toolbar', Toolbar);

import { formatCount, plural } from '../../../protocols/core/index.ts';
import { html, nothing, type TemplateResult, type PropertyValues } from 'lit';
import type { PanelSession } from '../app/session.ts';
import { banners } from './banners.ts';
import './details.ts';
import type { UnitDetails } from './details.ts';
import { emptyPanel } from './empty.ts';
import { unitMenu } from '../model/menu-context.ts';
import './find-box.ts';
import type { FindBox } from './find-box.ts';
import { emptyFile, fileBanners } from './file-banners.ts';
import { LightElement } from './light-element.ts';
import './list.ts';
import type { ListActions, TrafficList } from './list.ts';
import { SizeController } from './size-controller.ts';
import './splitter.ts';
import './toolbar.ts';
import type { Toolbar, ToolbarActions } from './toolbar.ts';

/** Pixels from which list and details stand side by side, and from which they do where there is not enough height for both. */
const roomSideways = 900;
const roomSidewaysLow = 560;
const lowPage = 420;

/** The whole page: toolbar, notes, list and details. */
export class TrafficPanel extends LightElement {
  static override properties = { session: { attribute: false }, wide: { state: true } };

  declare session: PanelSession;
  declare wide: boolean;

  #version = 0;

  constructor() {
    super();
    this.wide = false;
    new SizeController(
      this,
      ({ width, height }) => (this.wide = width >= (height < lowPage ? roomSidewaysLow : roomSideways)),
    );
  }

  /** The session has changed: draws again with the next frame. */
  refresh(): void {
    this.#version++;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { session } = this;
    const { traffic, state, unit } = session;
    const empty = traffic.loaded && traffic.counts.kept === 0 && unit.seq === null;
    return html`<main>
      <h1 class="hidden">${session.file?.name ?? 'Traffic'}</h1>
      <wl-toolbar
        .actions=${this.#toolbarActions}
        .counts=${traffic.counts}
        .loaded=${traffic.loaded}
        .filter=${state.filter}
        .connection=${state.connection}
        .connections=${session.connections}
        .follow=${traffic.follow}
        .fault=${session.filterFault}
        .used=${state.usedFilters}
        .saved=${state.savedFilters}
        .isFile=${session.isFile}
        .selected=${session.selection.count}
        .grouped=${state.grouped}
        .unverified=${session.unverified.filter((name) => state.tlsRead.includes(name)).join(', ')}
      ></wl-toolbar>
      ${banners({
        unverified: session.unverified.filter((name) => !state.tlsRead.includes(name)),
        paused: traffic.counts.paused,
        notes: session.notes,
        resume: () => void session.pause(false),
        closeTlsWarning: () => session.closeTlsWarning(),
      })}
      ${session.file === undefined ? nothing : fileBanners(session.file)}
      <div class="content" @keydown=${this.#onKey}>
        ${session.search.isOpen ? html`<wl-find .find=${session.search} .close=${this.#closeFind} .version=${this.#version}></wl-find>` : nothing}
        ${empty && session.isFile ? emptyFile(session.file) : empty ? emptyPanel(this.#connected(), (command) => session.command(command)) : this.#split()}
      </div>
      <div class="hidden" role="status" aria-live="polite">${session.announcer.text}</div>
    </main>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.#wantsDetails) return;
    const list = this.querySelector('wl-list');
    const details = this.querySelector<UnitDetails>('wl-details');
    if (list?.contains(document.activeElement) !== true) this.#wantsDetails = false;
    else if (details !== null) this.#focusDetails();
  }

  #split(): TemplateResult {
    const { session } = this;
    const { unit, state, traffic } = session;
    const layout = this.wide ? 'wide' : 'narrow';
    const share = state.split[layout];
    const open = unit.seq !== null;
    return html`<div class="split ${layout}${open ? ' open' : ''}" .style=${`--first: ${share * 100}%`}>
      <div class="list-pane">
        <wl-list
          .model=${traffic}
          .actions=${this.#listActions}
          .selected=${unit.seq}
          .chosen=${session.selection.units}
          .grouped=${state.grouped}
          .peer=${session.selectedRow?.peer}
          .widths=${state.widths}
          .hiddenColumns=${state.hidden}
          .sort=${state.sort}
          .connectionName=${session.connectionName}
          .page=${session.page}
          .marks=${state.marks}
          .reference=${state.reference}
          .compare=${state.compare}
          .version=${this.#version}
        ></wl-list>
        ${traffic.unsorted === undefined ? nothing : html`<p class="unsorted" role="status">More than ${formatCount(traffic.unsorted)} rows are not sorted. Filter them first.</p>`}
        ${traffic.length === 0 ? this.#noRows() : nothing}
      </div>
      ${
        open
          ? html`<wl-splitter
                .share=${share}
                .sideways=${this.wide}
                .label=${'Size of list and details'}
                .change=${this.#setSplit}
              ></wl-splitter>
              <wl-details
                data-vscode-context=${this.#unitMenu()}
                .model=${unit}
                .actions=${session}
                .view=${state.view}
                .raw=${state.raw}
                .shares=${state.detailsSplit}
                .fieldOpen=${state.fieldOpen}
                .version=${unit.version}
              ></wl-details>`
          : nothing
      }
    </div>`;
  }

  /** What menus on the details know of the unit. */
  #unitMenu(): string {
    const { session } = this;
    const { page, state, selectedRow: row } = session;
    if (row === undefined) return '{}';
    const { marks, reference, compare } = state;
    return unitMenu(page, row, {
      marked: marks.includes(row.seq),
      reference: reference === null ? 'none' : reference.seq === row.seq ? 'this' : 'other',
      comparable: compare !== null && compare !== row.seq,
      many: false,
    });
  }

  /** Why the list is empty: nothing is known yet, or the filter hides all of it. */
  #noRows(): TemplateResult | typeof nothing {
    const { session } = this;
    // Where loading has failed, a note says so.
    if (!session.traffic.loaded)
      return session.notes.all.some(({ severity }) => severity === 'error')
        ? nothing
        : html`<p class="nothing quiet loading" role="status">Loading …</p>`;
    if (session.traffic.counts.kept === 0) return nothing;
    return html`<div class="nothing">
      <p>No match in ${plural(session.traffic.counts.kept, 'row')}.</p>
      <button class="link" @click=${() => session.showAll()}>Show all rows</button>
    </div>`;
  }

  #connected(): boolean {
    return this.session.connections.some(({ state }) => state === 'connected');
  }

  // Fields, so that they are the same at each drawing: a part is drawn again only when what it shows has changed.
  readonly #setSplit = (share: number | undefined): void => this.session.setSplit(this.wide ? 'wide' : 'narrow', share);

  readonly #toolbarActions: ToolbarActions = {
    setFilter: (filter) => this.session.setFilter(filter),
    rememberFilter: (filter) => this.session.rememberFilter(filter),
    toggleSaved: (filter) => this.session.toggleSavedFilter(filter),
    seenValues: () => this.session.seenValues(),
    setConnection: (name) => this.session.setConnection(name),
    setFollow: (follow) => this.session.setFollow(follow),
    pause: (paused) => this.session.pause(paused),
    clear: () => this.session.clear(),
    focusList: () => this.#focusList(),
    setGrouped: (on) => {
      this.session.setGrouped(on);
      this.session.post({ type: 'group', on });
    },
  };

  /** The focus is to go into the details, as soon as there are some. */
  #wantsDetails = false;
  readonly #listActions: ListActions = {
    select: (seq, how) => this.session.select(seq, how),
    move: (rows, how) => this.session.move(rows, how),
    selectAll: () => this.session.selectAll(),
    jump: (seq) => this.session.jump(seq),
    jumpToPeer: () => this.session.jumpToPeer(),
    toggleGroup: (head) => this.session.toggleGroup(head),
    copyRow: () => void this.session.run('copyRow'),
    focusDetails: () => this.#focusDetails(),
    setSort: (sort) => this.session.setSort(sort),
    setWidth: (column, width) => this.session.setWidth(column, width),
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#wantsDetails = false;
    if (event.key === 'Escape' && (this.session.unit.seq !== null || this.session.selection.count > 1)) {
      this.session.back();
      this.#focusList();
    } else if (event.key === 'f' && (event.ctrlKey || event.metaKey)) this.#openFind(event);
    else if (event.key === 'F3') void this.session.run(event.shiftKey ? 'findPrevious' : 'findNext');
    else if (event.key === '/' && !isTyping(event)) this.querySelector<Toolbar>('wl-toolbar')?.focusFilter();
    else return;
    event.preventDefault();
  };

  /** Searches what has the focus. */
  #openFind(event: KeyboardEvent): void {
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest('wl-find') == null)
      this.session.search.open(
        at?.closest('wl-tree') != null ? 'fields' : at?.closest('wl-bytes') != null ? 'bytes' : 'rows',
      );
    this.querySelector<FindBox>('wl-find')?.focus();
  }

  readonly #closeFind = (): void => {
    const { place } = this.session.search;
    this.session.search.close();
    const parts = { rows: 'wl-list .grid', fields: 'wl-tree .tree', bytes: 'wl-bytes .bytes' } as const;
    const part = this.querySelector<HTMLElement>(parts[place]);
    if (part === null) this.#focusList();
    else part.focus();
  };

  /** A row that has just been selected has no details before the page is drawn again. */
  #focusDetails(): void {
    const details = this.querySelector<UnitDetails>('wl-details');
    this.#wantsDetails = details === null;
    details?.focus();
  }

  #focusList(): void {
    this.querySelector<TrafficList>('wl-list')?.focus();
  }
}

/** Whether a key is text for a field. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

customElements.define('wl-panel', TrafficPanel);

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { nodeAt, nodeById } from '../../../protocols/core/inspect/index.ts';
import { formatCount, type Issue } from '../../../protocols/core/index.ts';
import { formatDuration, formatSize, formatTime, formatTimestamp } from '../model/format.ts';
import type { View } from '../model/state.ts';
import { evictedText, type ByteRange, type LoadedUnit, type UnitModel } from '../model/unit.ts';
import { fieldDetails, issueList, noteList } from './field.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import { SizeController } from './size-controller.ts';
import { detailTabs } from './tabs.ts';
import { bytesFooter, languageTitles, textPanel, textTools } from './unit-views.ts';
import './bytes-view.ts';
import './splitter.ts';
import './tree.ts';

/** Pixels from which the bytes stand beside, or below, the tree or text instead of behind a tab. */
const roomBeside = 680;
const roomBelow = 520;

/** What the details ask of their owner. */
export interface DetailsActions {
  selectNode(id: string): void;
  selectRange(range: ByteRange): void;
  setView(view: View): void;
  setRaw(raw: boolean): void;
  setDetailsSplit(share: number | undefined): void;
  showSecrets(secrets: boolean): Promise<void>;
  jump(seq: number): Promise<void>;
  copy(text: string, what: string): void;
  close(): void;
}

/** The selected unit: its tree, its text and its bytes, linked. */
export class UnitDetails extends LightElement {
  static override properties = {
    model: { attribute: false },
    actions: { attribute: false },
    view: { attribute: false },
    raw: { attribute: false },
    split: { attribute: false },
    version: { attribute: false },
    hovered: { state: true },
    room: { state: true },
  };

  declare model: UnitModel;
  declare actions: DetailsActions;
  declare view: View;
  declare raw: boolean;
  /** Share of tree or text beside the bytes. */
  declare split: number;
  declare version: number;
  /** Id of the node under the pointer. */
  declare hovered: string | null;
  declare room: 'beside' | 'below' | 'none';

  /** The node whose findings were last brought into sight. */
  #revealed: string | null = null;

  constructor() {
    super();
    this.hovered = null;
    this.room = 'none';
    new SizeController(
      this,
      ({ width, height }) => (this.room = width >= roomBeside ? 'beside' : height >= roomBelow ? 'below' : 'none'),
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // Findings of the selected node are in sight where there are more than the list has room for.
    const { node } = this.model;
    if (node === this.#revealed) return;
    this.#revealed = node;
    const list = this.querySelector<HTMLElement>('.unit-issues');
    const first = this.querySelector<HTMLElement>('.issues [aria-current]');
    if (list !== null && first !== null) list.scrollTop = first.offsetTop - list.offsetTop;
  }

  /** Puts the keyboard's focus into the view that is shown. */
  override focus(): void {
    this.querySelector<HTMLElement>('[role=tree], .code, .bytes')?.focus();
  }

  protected override render(): TemplateResult {
    const { unit, problem } = this.model;
    if (problem !== null) return html`<p class="empty-details" role="status">${icon('warning')} ${problem}</p>`;
    if (unit === null)
      return html`<p class="empty-details" role="status">
        ${this.model.loading ? 'Loading …' : 'Select a row to see it decoded.'}
      </p>`;
    return html`${this.#heading(unit)}${this.#body(unit)}`;
  }

  #heading(unit: LoadedUnit): TemplateResult {
    const { row } = unit;
    const { peer, latency } = row;
    return html`<header class="unit-header">
        <strong>${row.name}</strong>
        <span
          >${icon(row.side === 'client' ? 'arrow-up' : 'arrow-down')} ${row.side === 'client' ? 'sent' : 'received'} on
          ${unit.connectionName}${row.socket === undefined ? '' : ` #${row.socket}`}</span
        >
        <span class="quiet" title=${formatTimestamp(row.time)}
          >#${formatCount(row.seq)} · ${formatSize(row.size)} · ${formatTime(row.time)}</span
        >
        ${
          peer === undefined
            ? nothing
            : html`<button class="link" title="Go to it (P in the list)" @click=${() => void this.actions.jump(peer)}>
                ${icon('arrow-swap')} ${peer > row.seq ? 'answered by' : 'answers'}
                #${formatCount(peer)}${latency === undefined ? '' : ` after ${formatDuration(latency)}`}
              </button>`
        }
        <button
          class="tool close"
          title="Close the details (Escape)"
          aria-label="Close the details"
          @click=${() => this.actions.close()}
        >
          ${icon('close')}
        </button>
      </header>
      ${this.model.evicted ? html`<div class="banner" role="status">${icon('info')}<span>${evictedText(row.seq)}</span></div>` : nothing}
      ${this.#secrets(unit)}
      ${unit.issues.length === 0 ? nothing : html`<div class="unit-issues" tabindex="0" role="region" aria-label="Findings">${issueList(unit.issues, this.#selectRange, this.#currentIssues(unit))}</div>`}
      ${unit.notes.length === 0 ? nothing : html`<div class="unit-issues" tabindex="0" role="region" aria-label="Notes">${noteList(unit.notes, row.seq, (seq) => void this.actions.jump(seq))}</div>`}`;
  }

  /** The findings of the selected node; none where they are all of them, or nothing is selected. */
  #currentIssues(unit: LoadedUnit): readonly Issue[] {
    const { node } = this.model;
    const current = node === null ? [] : unit.placed.at(node);
    return current.length === unit.issues.length ? [] : current;
  }

  #secrets(unit: LoadedUnit): TemplateResult | typeof nothing {
    if (!unit.masked && !unit.secrets) return nothing;
    return html`<div class="banner secrets" role="status">
      ${icon(unit.masked ? 'lock' : 'unlock')}
      <span
        >${unit.masked ? 'Secrets in this unit are masked with asterisks, in all views.' : 'This unit is shown with its secrets.'}</span
      >
      ${this.model.evicted ? nothing : html`<button class="link" @click=${() => void this.actions.showSecrets(unit.masked)}>${unit.masked ? 'Show secrets' : 'Mask secrets'}</button>`}
    </div>`;
  }

  #body(unit: LoadedUnit): TemplateResult {
    const apart = this.room !== 'none';
    const language = unit.opened.language;
    const views: readonly View[] = [
      'tree',
      ...(language === undefined ? [] : ['text' as const]),
      ...(apart ? [] : ['bytes' as const]),
    ];
    const view = views.includes(this.view) ? this.view : 'tree';
    const tabs = detailTabs({
      view,
      views,
      titles: { tree: 'Tree', text: language === undefined ? '' : languageTitles[language], bytes: 'Bytes' },
      select: (chosen) => this.actions.setView(chosen),
      tools: view === 'text' && language !== undefined ? textTools(unit, language, this.raw, this.actions) : nothing,
    });
    const main = html`<div class="pane main">
      ${tabs}
      <div class="tab-panel" role="tabpanel" id="details-panel" aria-labelledby="tab-${view}">
        ${this.#view(unit, view)}
      </div>
    </div>`;
    if (!apart) return html`<div class="details-body">${main}</div>`;
    return html`<div class="details-body ${this.room}" .style=${`--first: ${this.split * 100}%`}>
      ${main}
      <wl-splitter
        .share=${this.split}
        .sideways=${this.room === 'beside'}
        .label=${'Size of tree and bytes'}
        .change=${this.#setSplit}
      ></wl-splitter>
      <div class="pane bytes-pane">${this.#bytes(unit)}</div>
    </div>`;
  }

  #view(unit: LoadedUnit, view: View): TemplateResult {
    if (view === 'bytes') return this.#bytes(unit);
    const language = unit.opened.language;
    if (view === 'text' && language !== undefined)
      return textPanel(unit, language, this.model.range, this.raw, this.#selectRange);
    const node = this.model.selectedNode ?? unit.root;
    return html`<wl-tree
        .root=${unit.root}
        .expansion=${unit.expansion}
        .issues=${unit.placed}
        .node=${this.model.node}
        .hovered=${this.hovered}
        .select=${this.#selectNode}
        .hover=${this.#hoverNode}
      ></wl-tree>
      ${fieldDetails(unit, node, this.actions)}`;
  }

  #bytes(unit: LoadedUnit): TemplateResult {
    const hovered = this.hovered === null ? undefined : nodeById(unit.root, this.hovered)?.range;
    return html`<wl-bytes
        .bytes=${unit.bytes}
        .range=${this.model.range}
        .hovered=${hovered ?? null}
        .select=${this.#selectRange}
        .hover=${this.#hoverByte}
      ></wl-bytes>
      ${bytesFooter(unit, this.model.range, this.actions)}`;
  }

  // Fields, so that they are the same at each drawing: a view is drawn again only when what it shows has changed.
  readonly #selectNode = (id: string): void => this.actions.selectNode(id);
  readonly #selectRange = (range: ByteRange): void => this.actions.selectRange(range);
  readonly #setSplit = (share: number | undefined): void => this.actions.setDetailsSplit(share);

  readonly #hoverNode = (id: string | null): void => {
    this.hovered = id;
  };

  readonly #hoverByte = (offset: number | null): void => {
    const { unit } = this.model;
    this.hovered = offset === null || unit === null ? null : (nodeAt(unit.root, offset)?.id ?? null);
  };
}

customElements.define('wl-details', UnitDetails);

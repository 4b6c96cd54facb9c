import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { nodeAt, nodeById } from '../../../protocols/core/inspect/index.ts';
import type { Issue } from '../../../protocols/core/index.ts';
import { detailsLayout, type DetailsLayout, type DetailsShares } from '../model/details-layout.ts';
import { nodeTerm } from '../model/filter-terms.ts';
import type { View } from '../model/state.ts';
import type { ByteRange, LoadedUnit, UnitModel } from '../model/unit.ts';
import { fieldDetails, issueList, noteList } from './field.ts';
import { icon } from './icon.ts';
import { LightElement } from './light-element.ts';
import { SizeController } from './size-controller.ts';
import { detailTabs } from './tabs.ts';
import { unitBanners, unitHeader, type HeaderActions } from './unit-header.ts';
import { bytesFooter, languageTitles, textPanel, textTools } from './unit-views.ts';
import './body-view.ts';
import './bytes-view.ts';
import './splitter.ts';
import './tree.ts';

/** What the details ask of their owner. */
export interface DetailsActions extends HeaderActions {
  selectNode(id: string): void;
  selectRange(range: ByteRange): void;
  setView(view: View): void;
  setRaw(raw: boolean): void;
  setDetailsSplit(place: keyof DetailsShares, share: number | undefined): void;
  setFieldOpen(open: boolean): void;
  copy(text: string, what: string): void;
}

/** The selected unit: its tree, its text and its bytes, linked. */
export class UnitDetails extends LightElement {
  static override properties = {
    model: { attribute: false },
    actions: { attribute: false },
    view: { attribute: false },
    raw: { attribute: false },
    shares: { attribute: false },
    fieldOpen: { attribute: false },
    version: { attribute: false },
    hovered: { state: true },
    size: { state: true },
  };

  declare model: UnitModel;
  declare actions: DetailsActions;
  declare view: View;
  declare raw: boolean;
  /** Shares of tree or text beside and above the bytes, as the user has chosen them. */
  declare shares: DetailsShares;
  /** Whether the line that stands for the field is open. */
  declare fieldOpen: boolean;
  declare version: number;
  /** Id of the node under the pointer. */
  declare hovered: string | null;
  /** Pixels. */
  declare size: { readonly width: number; readonly height: number };

  /** The findings were asked for, and get the focus when they are drawn. */
  #focusFindings = false;
  /** What had the focus when it was to go into a view that is not drawn yet. */
  #focusFrom: Element | null = null;
  /** The node whose findings were last brought into sight. */
  #revealed: string | null = null;

  constructor() {
    super();
    this.hovered = null;
    this.size = { width: 0, height: 0 };
    new SizeController(this, ({ width, height }) => (this.size = { width, height }));
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const findings = this.#focusFindings ? this.querySelector<HTMLElement>('.unit-issues') : null;
    if (findings !== null) {
      findings.focus();
      this.#focusFindings = false;
    }
    if (this.#focusFrom !== null) void this.#focusWhenDrawn();
    // Findings of the selected node are in sight where there are more than the list has room for.
    const { node } = this.model;
    if (node === this.#revealed) return;
    this.#revealed = node;
    const first = this.querySelector<HTMLElement>('.issues [aria-current]');
    const list = first?.closest<HTMLElement>('.aside, .unit-issues');
    if (first != null && list != null) list.scrollTop = first.offsetTop - list.offsetTop;
  }

  /** Puts the keyboard's focus into the view that is shown: at once, or when the unit is drawn, unless the focus has moved meanwhile. */
  override focus(): void {
    if (!this.#focusView()) this.#focusFrom = document.activeElement;
  }

  #focusView(): boolean {
    const view = this.querySelector<HTMLElement>('[role=tree], .code, .picture, .bytes');
    view?.focus();
    return view !== null;
  }

  /** The parts of a unit draw themselves after it. */
  async #focusWhenDrawn(): Promise<void> {
    const parts = [...this.querySelectorAll<LightElement>('wl-tree, wl-bytes, wl-text, wl-body')];
    await Promise.all(parts.map((part) => part.updateComplete));
    if (this.#focusFrom === null) return;
    if (document.activeElement !== this.#focusFrom || this.#focusView()) this.#focusFrom = null;
  }

  protected override render(): TemplateResult {
    const { unit, problem } = this.model;
    if (problem !== null) return html`<p class="empty-details" role="status">${icon('warning')} ${problem}</p>`;
    if (unit === null)
      return html`<p class="empty-details" role="status">
        ${this.model.loading ? 'Loading …' : 'Select a row to see it decoded.'}
      </p>`;
    return this.#unit(unit);
  }

  #findings(unit: LoadedUnit): TemplateResult {
    const { seq } = unit.row;
    return html`${unit.issues.length === 0 ? nothing : html`<div class="unit-issues" tabindex="0" role="region" aria-label="Findings">${issueList(unit.issues, this.#selectRange, this.#currentIssues(unit))}</div>`}
    ${unit.notes.length === 0 ? nothing : html`<div class="unit-issues" tabindex="0" role="region" aria-label="Notes">${noteList(unit.notes, seq, (other) => void this.actions.jump(other))}</div>`}`;
  }

  /** The findings of the selected node; none where they are all of them, or nothing is selected. */
  #currentIssues(unit: LoadedUnit): readonly Issue[] {
    const { node } = this.model;
    const current = node === null ? [] : unit.placed.at(node);
    return current.length === unit.issues.length ? [] : current;
  }

  #unit(unit: LoadedUnit): TemplateResult {
    const layout = detailsLayout(this.size, this.shares);
    const { language } = unit.opened;
    const views: readonly View[] = [
      'tree',
      ...(language === undefined ? [] : ['text' as const]),
      ...(unit.bodies.length === 0 ? [] : ['body' as const]),
      ...(layout.bytes === 'tab' ? ['bytes' as const] : []),
    ];
    const view = views.includes(this.view) ? this.view : 'tree';
    const tabs = detailTabs({
      view,
      views,
      titles: {
        tree: 'Tree',
        text: language === undefined ? '' : languageTitles[language],
        body: 'Body',
        bytes: 'Bytes',
      },
      select: (chosen) => this.actions.setView(chosen),
      tools: view === 'text' && language !== undefined ? textTools(unit, language, this.raw, this.actions) : nothing,
    });
    const { low } = layout;
    return html`${unitHeader({
      unit,
      evicted: this.model.evicted,
      actions: this.actions,
      tabs: low ? tabs : undefined,
      showFindings: view === 'tree' && layout.field === 'beside' ? undefined : this.#showFindings,
    })}
    ${low ? nothing : html`${unitBanners(unit, this.model.evicted, this.actions)}${this.#findings(unit)}`}
    ${this.#panes(
      unit,
      layout,
      html`${low ? nothing : tabs}
        <div
          class="tab-panel${view === 'tree' ? ` field-${layout.field}` : ''}"
          role="tabpanel"
          id="details-panel"
          aria-labelledby="tab-${view}"
        >
          ${this.#view(unit, view, layout)}
        </div>`,
    )}`;
  }

  #panes(unit: LoadedUnit, { bytes, share }: DetailsLayout, main: TemplateResult): TemplateResult {
    if (bytes === 'tab') return html`<div class="details-body"><div class="pane main">${main}</div></div>`;
    return html`<div class="details-body ${bytes}" .style=${`--first: ${share * 100}%`}>
      <div class="pane main">${main}</div>
      <wl-splitter
        .share=${share}
        .sideways=${bytes === 'beside'}
        .label=${'Size of tree and bytes'}
        .change=${bytes === 'beside' ? this.#setBeside : this.#setBelow}
      ></wl-splitter>
      <div class="pane bytes-pane">${this.#bytes(unit)}</div>
    </div>`;
  }

  #view(unit: LoadedUnit, view: View, { low, field }: DetailsLayout): TemplateResult {
    if (view === 'bytes') return this.#bytes(unit);
    if (view === 'body')
      return html`<wl-body
        .bodies=${unit.bodies}
        .range=${this.model.range}
        .select=${this.#selectRange}
        .copy=${this.#copy}
      ></wl-body>`;
    const language = unit.opened.language;
    if (view === 'text' && language !== undefined)
      return textPanel(unit, language, this.model.range, this.raw, this.#selectRange);
    const node = this.model.selectedNode ?? unit.root;
    const line = field === 'line' ? { open: this.fieldOpen, toggle: this.#toggleField } : undefined;
    return html`<wl-tree
        .root=${unit.root}
        .expansion=${unit.expansion}
        .issues=${unit.placed}
        .node=${this.model.node}
        .filterable=${this.#isFilterable}
        .copy=${this.#copyNode}
        .hovered=${this.hovered}
        .select=${this.#selectNode}
        .hover=${this.#hoverNode}
      ></wl-tree>
      <div class="aside${line === undefined ? '' : line.open ? ' line open' : ' line'}">
        ${low && line?.open !== false ? this.#findings(unit) : nothing}${fieldDetails(unit, node, this.actions, line)}
      </div>`;
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

  readonly #isFilterable = (id: string): boolean => {
    const { unit } = this.model;
    if (unit === null) return false;
    return nodeTerm(unit.root, id, unit.opened, unit.search) !== undefined;
  };

  readonly #copyNode = (): void => {
    const node = this.model.selectedNode;
    if (node !== undefined) this.actions.copy(node.value ?? node.label, 'the value');
  };

  // Fields, so that they are the same at each drawing: a view is drawn again only when what it shows has changed.
  readonly #selectNode = (id: string): void => this.actions.selectNode(id);
  readonly #selectRange = (range: ByteRange): void => this.actions.selectRange(range);
  readonly #setBeside = (share: number | undefined): void => this.actions.setDetailsSplit('beside', share);
  readonly #setBelow = (share: number | undefined): void => this.actions.setDetailsSplit('below', share);
  readonly #toggleField = (): void => this.actions.setFieldOpen(!this.fieldOpen);

  /** The findings stand with the tree: it is shown, and they get the focus. */
  readonly #showFindings = (): void => {
    this.actions.setView('tree');
    this.actions.setFieldOpen(true);
    this.#focusFindings = true;
  };

  readonly #copy = (text: string, what: string): void => this.actions.copy(text, what);

  readonly #hoverNode = (id: string | null): void => {
    this.hovered = id;
  };

  readonly #hoverByte = (offset: number | null): void => {
    const { unit } = this.model;
    this.hovered = offset === null || unit === null ? null : (nodeAt(unit.root, offset)?.id ?? null);
  };
}

customElements.define('wl-details', UnitDetails);

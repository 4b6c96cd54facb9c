import { formatCount } from '../../../protocols/core/index.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fittingColumns, gridTemplate, type Column, type ColumnId, type ColumnWidths } from '../model/columns.ts';
import type { TrafficModel } from '../model/traffic.ts';
import { columnHeader } from './column-header.ts';
import { LightElement } from './light-element.ts';
import { trafficRow, type RowContext } from './row.ts';
import { Scroller } from './scroller.ts';
import { icon } from './icon.ts';
import { SizeController } from './size-controller.ts';

export const rowHeight = 22;
export const headerHeight = 24;

/** What the list asks of its owner. */
export interface ListActions {
  select(seq: number): void;
  /** Moves the selection by rows; the whole way with ±Infinity. */
  move(rows: number): Promise<void>;
  jump(seq: number): Promise<void>;
  jumpToPeer(): Promise<void>;
  focusDetails(): void;
  setWidth(column: ColumnId, width: number | undefined): void;
}

/** The list of units: a grid whose rows are drawn only where they are visible. */
export class TrafficList extends LightElement {
  static override properties = {
    model: { attribute: false },
    actions: { attribute: false },
    selected: { attribute: false },
    peer: { attribute: false },
    widths: { attribute: false },
    connectionName: { attribute: false },
    version: { attribute: false },
  };

  declare model: TrafficModel;
  declare actions: ListActions;
  declare selected: number | null;
  declare peer: number | undefined;
  declare widths: ColumnWidths;
  declare connectionName: (number: number) => string;
  /** Another number means that the model has changed. */
  declare version: number;

  readonly #scroller = new Scroller(rowHeight, headerHeight, {
    scrolled: (top) => this.model.scroll(top),
    resized: (visible) => this.#resize(visible),
  });
  #width = 0;

  constructor() {
    super();
    new SizeController(this, ({ width }) => {
      this.#width = width;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroller.detach();
  }

  protected override render(): TemplateResult {
    const { model } = this;
    this.#scroller.map.count = model.length;
    const { first: oldest, kept } = model.counts;
    const shown = fittingColumns(this.#width, this.widths, oldest + kept - 1);
    const { first, end, shift } = this.#scroller.slice(model.top);
    const active = model.fetchedIndex(this.selected ?? 0);
    const inSight = active >= first && active < end;
    return html`<div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label="Traffic"
        aria-rowcount=${model.length + 1}
        aria-colcount=${shown.length}
        aria-activedescendant=${inSight ? `unit-${this.selected ?? ''}` : nothing}
        .style=${`--columns: ${gridTemplate(shown, this.widths)}`}
        @keydown=${this.#onKey}
        @wheel=${this.#onWheel}
      >
        <div class="header" role="row" aria-rowindex="1">${shown.map((column) => this.#header(column, shown))}</div>
        <div class="box" role="presentation" .style=${this.#scroller.boxStyle}>
          <div class="window" role="presentation" .style=${this.#scroller.windowStyle}>
            <div class="rows" role="presentation" .style=${`transform: translateY(${shift}px)`}>
              ${this.#rows(first, end, shown)}
            </div>
          </div>
        </div>
      </div>
      ${model.unseen === 0 ? nothing : this.#pill(model.unseen)}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const grid = this.querySelector<HTMLElement>('.grid');
    if (grid === null) return;
    this.#scroller.attach(grid);
    this.#scroller.place(this.model.top);
  }

  /** A selected row that was in sight stays in sight when the list gets lower, as it does when the details open. */
  #resize(visible: number): void {
    const { model } = this;
    const selected = this.selected === null ? -1 : model.fetchedIndex(this.selected);
    const inSight = selected >= Math.floor(model.top) && selected < model.top + model.visible;
    model.resize(visible);
    if (inSight) void model.show(selected);
    this.requestUpdate();
  }

  /** Puts the keyboard's focus into the list. */
  override focus(): void {
    this.querySelector<HTMLElement>('.grid')?.focus();
  }

  #rows(first: number, end: number, shown: readonly Column[]): TemplateResult[] {
    const context: RowContext = {
      columns: shown,
      selected: this.selected,
      peer: this.peer,
      connectionName: this.connectionName,
      select: (seq) => this.actions.select(seq),
      jump: (seq) => void this.actions.jump(seq),
    };
    const rows: TemplateResult[] = [];
    for (let index = first; index < end; index++)
      rows.push(trafficRow(this.model.row(index), this.model.row(index - 1), index, context));
    return rows;
  }

  #header(column: Column, shown: readonly Column[]): TemplateResult {
    const atEnd = shown.indexOf(column) > shown.findIndex(({ id }) => id === 'summary');
    return columnHeader(column, {
      widths: this.widths,
      atEnd,
      setWidth: (width) => this.actions.setWidth(column.id, width),
    });
  }

  #pill(unseen: number): TemplateResult {
    return html`<button class="pill" title="Go to the newest row and follow" @click=${() => this.model.setFollow(true)}>
      ${formatCount(unseen)} new ${icon('arrow-down')}
    </button>`;
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (event.deltaY < 0 && this.model.top > 0) this.model.setFollow(false);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(this.#scroller.map.visible) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity,
    };
    const move = moves[event.key];
    if (move !== undefined) void this.actions.move(move);
    else if (event.key === 'Enter') this.actions.focusDetails();
    else if (event.key.toLowerCase() === 'p') void this.actions.jumpToPeer();
    else return;
    event.preventDefault();
  };
}

customElements.define('wl-list', TrafficList);

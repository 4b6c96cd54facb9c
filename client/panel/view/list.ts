import { countNumbers, formatCount, hasNumber, type NumberRanges } from '../../../protocols/core/index.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  fittingColumns,
  gridTemplate,
  type Sort,
  type Column,
  type ColumnId,
  type ColumnWidths,
} from '../model/columns.ts';
import type { Selecting } from '../app/selection.ts';
import type { TrafficModel } from '../model/traffic.ts';
import type { TrafficRow } from '../../../protocols/core/inspect/index.ts';
import { columnHeader } from './column-header.ts';
import { unitMenu } from '../model/menu-context.ts';
import type { TimeReference } from '../model/state.ts';
import { LightElement } from './light-element.ts';
import { isCopy, isSelectAll, openMenuAt } from './open-menu.ts';
import { trafficRow, type RowContext } from './row.ts';
import { Scroller } from './scroller.ts';
import { icon } from './icon.ts';
import { SizeController } from './size-controller.ts';

export const rowHeight = 22;
export const headerHeight = 24;

/** What the list asks of its owner. */
export interface ListActions {
  /** Inspects a unit, and selects it in one of the ways. */
  select(seq: number, how: Selecting): void;
  /** Moves by rows; the whole way with ±Infinity. */
  move(rows: number, how: Selecting): Promise<void>;
  selectAll(): Promise<void>;
  jump(seq: number): Promise<void>;
  jumpToPeer(): Promise<void>;
  focusDetails(): void;
  copyRow(): void;
  setWidth(column: ColumnId, width: number | undefined): void;
  setSort(sort: Sort | null): void;
  /** Opens or closes a group by its first unit. */
  toggleGroup(head: number): void;
}

/** The list of units: a grid whose rows are drawn only where they are visible. */
export class TrafficList extends LightElement {
  static override properties = {
    model: { attribute: false },
    actions: { attribute: false },
    selected: { attribute: false },
    chosen: { attribute: false },
    grouped: { attribute: false },
    peer: { attribute: false },
    widths: { attribute: false },
    hiddenColumns: { attribute: false },
    sort: { attribute: false },
    connectionName: { attribute: false },
    page: { attribute: false },
    marks: { attribute: false },
    reference: { attribute: false },
    compare: { attribute: false },
    cell: { state: true },
    version: { attribute: false },
  };

  declare model: TrafficModel;
  declare actions: ListActions;
  /** The unit that is inspected: the keyboard is on its row. */
  declare selected: number | null;
  /** Units that are selected. */
  declare chosen: NumberRanges;
  /** Units that belong together are one row. */
  declare grouped: boolean;
  declare peer: number | undefined;
  declare widths: ColumnWidths;
  declare hiddenColumns: readonly ColumnId[];
  declare sort: Sort | null;
  declare connectionName: (number: number) => string;
  /** Names the page in menus. */
  declare page: string;
  declare marks: readonly number[];
  declare reference: TimeReference | null;
  declare compare: number | null;
  /** The column of the cell that the keyboard is on; null for the row as a whole. */
  declare cell: ColumnId | null;
  /** Another number means that the model has changed. */
  declare version: number;

  readonly #scroller = new Scroller(rowHeight, headerHeight, {
    scrolled: (top) => this.model.scroll(top),
    resized: (visible) => this.#resize(visible),
  });
  #width = 0;

  constructor() {
    super();
    this.cell = null;
    this.chosen = [];
    this.grouped = false;
    new SizeController(this, ({ width }) => {
      this.#width = width;
      this.requestUpdate();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('selectstart', this.#onSelectAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('selectstart', this.#onSelectAll);
    this.#scroller.detach();
  }

  protected override render(): TemplateResult {
    const { model } = this;
    this.#scroller.map.count = model.length;
    const shown = this.#columns;
    const { first, end, shift } = this.#scroller.slice(model.top);
    const active = model.fetchedIndex(this.selected ?? 0);
    const inSight = active >= first && active < end;
    return html`<div
        class="grid"
        role=${this.grouped ? 'treegrid' : 'grid'}
        tabindex="0"
        aria-label="Traffic"
        aria-multiselectable="true"
        aria-rowcount=${model.length + 1}
        aria-colcount=${shown.length}
        aria-activedescendant=${inSight ? `${this.#active(shown) === null ? 'unit' : 'cell'}-${this.selected ?? ''}` : nothing}
        .style=${`--columns: ${gridTemplate(shown, this.widths)}`}
        @keydown=${this.#onKey}
        @wheel=${this.#onWheel}
        @contextmenu=${this.#onMenu}
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
    const { reference, compare, chosen } = this;
    const count = countNumbers(chosen);
    // A closed group that is selected alone is one row.
    const isMany = ({ seq, group }: TrafficRow): boolean =>
      count > (group?.open === false ? group.units : 1) && hasNumber(chosen, seq);
    const marks = new Set(this.marks);
    const context: RowContext = {
      columns: shown,
      marks,
      reference,
      cell: this.#active(shown),
      menu: (row) =>
        unitMenu(this.page, row, {
          marked: marks.has(row.seq),
          reference: reference === null ? 'none' : reference.seq === row.seq ? 'this' : 'other',
          comparable: compare !== null && compare !== row.seq,
          many: isMany(row),
        }),
      selected: this.selected,
      grouped: this.grouped,
      toggle: (head) => this.actions.toggleGroup(head),
      isChosen: (seq) => hasNumber(chosen, seq),
      peer: this.peer,
      connectionName: this.connectionName,
      select: (seq, how) => this.actions.select(seq, how),
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
      page: this.page,
      sort: this.sort,
      setSort: (sort) => this.actions.setSort(sort),
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

  /** The columns that there is room for. */
  get #columns(): readonly Column[] {
    const { first, kept } = this.model.counts;
    const icons = (this.marks.length > 0 ? 1 : 0) + (this.reference === null ? 0 : 1);
    return fittingColumns(this.#width, this.widths, first + kept - 1, icons, this.hiddenColumns);
  }

  /** The column of the keyboard's cell, where it is shown. */
  #active(shown: readonly Column[]): ColumnId | null {
    return shown.some(({ id }) => id === this.cell) ? this.cell : null;
  }

  /** From the keyboard a menu is of the selected row, and there of the keyboard's cell, or the name. */
  readonly #onMenu = (event: MouseEvent): void => {
    if (event.target !== event.currentTarget) return;
    const row = this.querySelector<HTMLElement>('.row.selected');
    openMenuAt(event, row?.querySelector<HTMLElement>('.cell.active, .cell.name') ?? row);
  };

  /** VS Code selects the whole text of the page at Ctrl+A, after the list has selected its rows. */
  readonly #onSelectAll = (event: Event): void => {
    if (event.target === document.body && document.activeElement === this.querySelector('.grid'))
      event.preventDefault();
  };

  get #selectedRow(): TrafficRow | undefined {
    return this.model.row(this.model.fetchedIndex(this.selected ?? 0));
  }

  /** Opens a closed group, else goes to the next cell. */
  #right(): void {
    const row = this.#selectedRow;
    if (this.cell === null && row?.group?.open === false) this.actions.toggleGroup(row.seq);
    else this.#moveCell(1);
  }

  /** Goes to the cell before; from the row as a whole, to the group's first row, which it closes then. */
  #left(): void {
    const row = this.#selectedRow;
    if (this.cell !== null || row === undefined) this.#moveCell(-1);
    else if (row.group?.open === true) this.actions.toggleGroup(row.seq);
    else if (row.head !== undefined) void this.actions.jump(row.head);
  }

  #moveCell(step: 1 | -1): void {
    const shown = this.#columns;
    const at = shown.findIndex(({ id }) => id === this.cell);
    this.cell = shown[Math.min(at + step, shown.length - 1)]?.id ?? null;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (isCopy(event) && document.getSelection()?.isCollapsed !== false) {
      this.actions.copyRow();
      event.preventDefault();
      return;
    }
    if (event.target !== event.currentTarget) return;
    if (isSelectAll(event)) {
      void this.actions.selectAll();
      event.preventDefault();
      return;
    }
    const withCtrl = event.ctrlKey || event.metaKey;
    if (event.altKey || (withCtrl && !['ArrowUp', 'ArrowDown', ' '].includes(event.key))) return;
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
    if (move !== undefined) void this.actions.move(move, event.shiftKey ? 'extend' : withCtrl ? 'keep' : 'only');
    else if (event.key === ' ' && this.selected !== null)
      this.actions.select(this.selected, event.shiftKey ? 'extend' : withCtrl ? 'toggle' : 'only');
    else if (event.key === 'ArrowRight') this.#right();
    else if (event.key === 'ArrowLeft') this.#left();
    else if (event.key === 'Enter') this.actions.focusDetails();
    else if (event.key.toLowerCase() === 'p') void this.actions.jumpToPeer();
    else return;
    event.preventDefault();
  };
}

customElements.define('wl-list', TrafficList);

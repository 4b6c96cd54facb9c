import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PlacedIssues } from '../../../protocols/core/inspect/index.ts';
import { treeRows, type Expansion, type TreeRow } from '../model/tree-rows.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';
import { icon, severityMark } from './icon.ts';
import { nodeMenu } from '../model/menu-context.ts';
import { LightElement } from './light-element.ts';
import { isCopy, openMenuAt } from './open-menu.ts';
import { Scroller } from './scroller.ts';

const rowHeight = 22;
/** Characters of a value that are put into a line: no line is wider. The field below the tree has all of it. */
const lineLength = 500;

/** The decoded unit as a tree. Only visible lines are drawn, so that a unit of a hundred thousand nodes is no burden. */
export class UnitTree extends LightElement {
  static override properties = {
    root: { attribute: false },
    expansion: { attribute: false },
    issues: { attribute: false },
    node: { attribute: false },
    hovered: { attribute: false },
    select: { attribute: false },
    hover: { attribute: false },
    filterable: { attribute: false },
    copy: { attribute: false },
    top: { state: true },
  };

  declare root: InspectNode;
  declare expansion: Expansion;
  declare issues: PlacedIssues;
  /** Id of the selected node. */
  declare node: string | null;
  /** Id of the node whose bytes the pointer is on. */
  declare hovered: string | null;
  declare select: (id: string) => void;
  declare hover: (id: string | null) => void;
  /** Whether a filter can select by the value of a node. */
  declare filterable: (id: string) => boolean;
  /** Copies the selected node. */
  declare copy: () => void;
  declare top: number;

  readonly #scroller = new Scroller(rowHeight, 0, {
    scrolled: (top) => (this.top = top),
    resized: () => this.requestUpdate(),
  });
  #rows: readonly TreeRow[] = [];
  /** Whether nodes were opened or closed since the lines were made. */
  #stale = false;
  #revealed: string | null = null;

  constructor() {
    super();
    this.top = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroller.detach();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('root')) this.top = 0;
    if (changed.has('node') || changed.has('root')) this.#openAncestors();
    if (this.#stale || changed.has('root')) this.#rows = treeRows(this.root, this.expansion);
    this.#stale = false;
    this.#scroller.map.count = this.#rows.length;
    if (this.node !== this.#revealed || changed.has('root')) this.#reveal();
    this.top = this.#scroller.map.clamp(this.top);
  }

  protected override render(): TemplateResult {
    const { first, end, shift } = this.#scroller.slice(this.top);
    const active = this.#rows.findIndex((row) => row.node.id === this.node);
    return html`<div
      class="tree"
      role="tree"
      tabindex="0"
      aria-label="Decoded unit"
      aria-activedescendant=${active >= first && active < end ? `node-${this.node ?? ''}` : nothing}
      @keydown=${this.#onKey}
      @contextmenu=${this.#onMenu}
      @mouseleave=${() => this.hover(null)}
    >
      <div role="presentation" .style=${this.#scroller.boxStyle}>
        <div class="window" role="presentation" .style=${this.#scroller.windowStyle}>
          <div class="rows" role="presentation" .style=${`transform: translateY(${shift}px)`}>
            ${this.#rows.slice(first, end).map((row) => this.#line(row))}
          </div>
        </div>
      </div>
    </div>`;
  }

  protected override updated(): void {
    const tree = this.querySelector<HTMLElement>('.tree');
    if (tree === null) return;
    this.#scroller.attach(tree);
    this.#scroller.place(this.top);
  }

  override focus(): void {
    this.querySelector<HTMLElement>('.tree')?.focus();
  }

  #line(row: TreeRow): TemplateResult {
    const { node, level, expanded } = row;
    const selected = node.id === this.node;
    const worst = this.issues.gravest(node.id, expanded === false);
    return html`<div
      class="line ${node.presence ?? 'present'}${selected ? ' selected' : ''}${node.id === this.hovered ? ' hovered' : ''}"
      id="node-${node.id}"
      role="treeitem"
      aria-level=${level}
      aria-posinset=${row.position}
      aria-setsize=${row.siblings}
      aria-selected=${selected ? 'true' : 'false'}
      aria-expanded=${expanded ?? nothing}
      .style=${`--level: ${level - 1}`}
      title=${tooltip(node)}
      data-vscode-context=${this.#menu(node)}
      @mousedown=${() => this.select(node.id)}
      @mouseenter=${() => this.hover(node.id)}
      @dblclick=${() => this.#toggle(row)}
    >
      <span class="twist" @mousedown=${(event: MouseEvent) => this.#onTwist(event, row)}
        >${expanded === undefined ? nothing : icon(expanded ? 'chevron-down' : 'chevron-right')}</span
      >
      <span class="label">${node.label}</span>
      ${node.value === undefined ? nothing : html`<span class="value">${node.value.slice(0, lineLength)}</span>`}
      ${presenceWord(node)}${worst === undefined ? nothing : severityMark(worst)}
      <span class="type">${node.type}</span>
    </div>`;
  }

  #menu({ id, value, range }: InspectNode): string {
    const filter = value !== undefined && this.filterable(id);
    return nodeMenu(id, { value: value !== undefined, range: range !== undefined, filter });
  }

  /** From the keyboard a menu is of the selected line. */
  readonly #onMenu = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) openMenuAt(event, this.querySelector('.line.selected'));
  };

  #onTwist(event: MouseEvent, row: TreeRow): void {
    if (row.expanded === undefined) return;
    event.stopPropagation();
    this.#toggle(row);
  }

  #toggle(row: TreeRow): void {
    if (row.expanded === undefined) return;
    this.#open(row.node.id, !row.expanded);
    this.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (isCopy(event) && this.node !== null && document.getSelection()?.isCollapsed !== false) {
      this.copy();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#rows.findIndex((row) => row.node.id === this.node);
    const row = this.#rows[at];
    const page = Math.max(1, Math.floor(this.#scroller.map.visible) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: this.#rows.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) this.#go(step);
    else if (row === undefined) return;
    else if (event.key === 'ArrowRight') {
      if (row.expanded === true) this.#go(at + 1);
      else this.#toggle(row);
    } else if (event.key === 'ArrowLeft') {
      if (row.expanded === true) this.#toggle(row);
      else if (row.parent >= 0) this.#go(row.parent);
    } else if (event.key === 'Enter' || event.key === ' ') this.#toggle(row);
    else if (event.key === '*') this.#openSiblings(row);
    else return;
    event.preventDefault();
  };

  #go(index: number): void {
    const row = this.#rows[Math.min(Math.max(index, 0), this.#rows.length - 1)];
    if (row !== undefined) this.select(row.node.id);
  }

  #openSiblings(row: TreeRow): void {
    for (const other of this.#rows)
      if (other.parent === row.parent && other.expanded === false) this.#open(other.node.id, true);
    this.requestUpdate();
  }

  /** A node that was selected elsewhere must be visible here. */
  #openAncestors(): void {
    if (this.node === null) return;
    const parts = this.node.split('.');
    for (let i = 1; i < parts.length; i++) this.#open(parts.slice(0, i).join('.'), true);
  }

  #open(id: string, open: boolean): void {
    this.expansion.set(id, open);
    this.#stale = true;
  }

  #reveal(): void {
    this.#revealed = this.node;
    const at = this.#rows.findIndex((row) => row.node.id === this.node);
    const { visible } = this.#scroller.map;
    if (at < 0 || visible === 0) return;
    if (at < this.top) this.top = at;
    else if (at > this.top + visible - 1) this.top = at - visible + 1;
  }
}

const presenceWords: Readonly<Partial<Record<string, string>>> = {
  null: 'null on the wire',
  default: 'default',
  absent: 'absent',
};

function presenceWord(node: InspectNode): TemplateResult | typeof nothing {
  const word = presenceWords[node.presence ?? 'present'];
  return word === undefined ? nothing : html`<span class="presence">${word}</span>`;
}

function tooltip(node: InspectNode): string {
  const parts = [`${node.label}${node.type === undefined ? '' : `: ${node.type}`}`, node.encoding, node.description];
  return parts.filter((part) => part !== undefined).join('\n');
}

customElements.define('wl-tree', UnitTree);

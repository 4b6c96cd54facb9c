import { asciiByte, hexByte, hexOffset } from '../../../protocols/core/index.ts';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { byteRows, cursorRange, moveCursor, type Cursor } from '../model/byte-layout.ts';
import type { ByteRange } from '../model/unit.ts';
import { mostFiltered } from '../model/filter-terms.ts';
import { bytesMenu } from '../model/menu-context.ts';
import { LightElement } from './light-element.ts';
import { openMenuAt } from './open-menu.ts';
import { Scroller } from './scroller.ts';
import { SizeController } from './size-controller.ts';

const rowHeight = 20;

/** The unit's bytes, as hex and ASCII; only visible rows are drawn. */
export class BytesView extends LightElement {
  static override properties = {
    bytes: { attribute: false },
    range: { attribute: false },
    hovered: { attribute: false },
    select: { attribute: false },
    hover: { attribute: false },
    top: { state: true },
    perRow: { state: true },
    tight: { state: true },
  };

  declare bytes: Uint8Array;
  /** The selected bytes. */
  declare range: ByteRange | null;
  /** The bytes of the node that the pointer is on in another view. */
  declare hovered: ByteRange | null;
  declare select: (range: ByteRange) => void;
  declare hover: (offset: number | null) => void;
  declare top: number;
  declare perRow: number;
  declare tight: boolean;

  readonly #scroller = new Scroller(rowHeight, 0, {
    scrolled: (top) => (this.top = top),
    resized: () => this.requestUpdate(),
  });
  #cursor: Cursor | null = null;
  #dragging = false;

  constructor() {
    super();
    this.top = 0;
    this.perRow = 16;
    this.tight = false;
    new SizeController(this, () => this.#fit());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scroller.detach();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { map } = this.#scroller;
    map.count = Math.ceil(this.bytes.length / this.perRow);
    if (changed.has('bytes')) this.top = 0;
    if (changed.has('bytes') || changed.has('range') || changed.has('perRow')) this.#takeRange();
    this.top = map.clamp(this.top);
  }

  protected override render(): TemplateResult {
    const { first, end, shift } = this.#scroller.slice(this.top);
    const rows: TemplateResult[] = [];
    for (let row = first; row < end; row++) rows.push(this.#row(row));
    const at = this.#cursor?.at;
    const cursorRow = at === undefined ? -1 : Math.floor(at / this.perRow);
    return html`<div
      class="bytes${this.tight ? ' tight' : ''}"
      role="grid"
      tabindex="0"
      aria-label="Bytes"
      aria-rowcount=${this.#scroller.map.count}
      aria-colcount=${this.perRow + 2}
      aria-multiselectable="true"
      aria-activedescendant=${cursorRow >= first && cursorRow < end ? `byte-${at ?? 0}` : nothing}
      data-vscode-context=${bytesMenu(this.range !== null && this.range[1] - this.range[0] <= mostFiltered)}
      @keydown=${this.#onKey}
      @contextmenu=${this.#onMenu}
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${() => (this.#dragging = false)}
      @pointerleave=${() => this.hover(null)}
    >
      <div role="presentation" .style=${this.#scroller.boxStyle}>
        <div class="window" role="presentation" .style=${this.#scroller.windowStyle}>
          <div class="rows" role="presentation" .style=${`transform: translateY(${shift}px)`}>${rows}</div>
        </div>
      </div>
    </div>`;
  }

  protected override updated(): void {
    const grid = this.querySelector<HTMLElement>('.bytes');
    if (grid === null) return;
    this.#scroller.attach(grid);
    this.#scroller.place(this.top);
  }

  #row(row: number): TemplateResult {
    const start = row * this.perRow;
    const line = this.bytes.subarray(start, start + this.perRow);
    const cells = Array.from(line, (byte, i) => {
      const offset = start + i;
      const selected = isIn(offset, this.range);
      return html`<span
        id="byte-${offset}"
        role="gridcell"
        data-offset=${offset}
        aria-selected=${selected ? 'true' : 'false'}
        class="byte${selected ? ' selected' : ''}${isIn(offset, this.hovered) ? ' hovered' : ''}${i === 8 ? ' middle' : ''}"
        >${hexByte(byte)}</span
      >`;
    });
    const ascii = Array.from(line, (byte, i) => {
      const offset = start + i;
      return html`<span
        data-offset=${offset}
        class="char${isIn(offset, this.range) ? ' selected' : ''}${isIn(offset, this.hovered) ? ' hovered' : ''}"
        >${asciiByte(byte)}</span
      >`;
    });
    return html`<div class="byte-row" role="row" aria-rowindex=${row + 1}>
      <span class="offset" role="rowheader">${hexOffset(start, this.bytes.length)}</span>${cells}<span
        class="ascii"
        role="gridcell"
        .style=${`--missing: ${this.perRow - line.length}`}
        >${ascii}</span
      >
    </div>`;
  }

  /** From the keyboard a menu is of the byte at the cursor. */
  readonly #onMenu = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) openMenuAt(event, this.querySelector(`#byte-${this.#cursor?.at ?? 0}`));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { visible } = this.#scroller.map;
    const cursor = moveCursor(
      this.#cursor ?? { anchor: 0, at: 0 },
      event.key,
      event.shiftKey,
      this.bytes.length,
      this.perRow,
      Math.max(1, Math.floor(visible) - 1),
    );
    if (cursor === undefined) return;
    this.#put(cursor);
    event.preventDefault();
  };

  readonly #onDown = (event: PointerEvent): void => {
    const offset = offsetOf(event);
    if (event.button !== 0 || offset === undefined) return;
    this.#dragging = true;
    this.#put({ anchor: event.shiftKey && this.#cursor !== null ? this.#cursor.anchor : offset, at: offset });
  };

  readonly #onMove = (event: PointerEvent): void => {
    const offset = offsetOf(event);
    this.hover(offset ?? null);
    if (!this.#dragging || offset === undefined || this.#cursor === null) return;
    if (event.buttons === 0) this.#dragging = false;
    else if (offset !== this.#cursor.at) this.#put({ anchor: this.#cursor.anchor, at: offset });
  };

  #put(cursor: Cursor): void {
    this.#cursor = cursor;
    this.#bringIntoSight(cursor.at);
    this.select(cursorRange(cursor));
  }

  /** The selection was made elsewhere: the cursor goes along, and the bytes come into sight. */
  #takeRange(): void {
    if (this.range === null) {
      this.#cursor = null;
      return;
    }
    const [start, end] = this.range;
    const own = this.#cursor === null ? undefined : cursorRange(this.#cursor);
    if (own?.[0] === start && own[1] === end) return;
    this.#cursor = { anchor: start, at: start };
    this.#bringIntoSight(start);
  }

  #bringIntoSight(offset: number): void {
    const { visible } = this.#scroller.map;
    const row = Math.floor(offset / this.perRow);
    if (row < this.top) this.top = row;
    else if (visible > 0 && row > this.top + visible - 1) this.top = row - visible + 1;
  }

  #fit(): void {
    const offset = this.querySelector<HTMLElement>('.offset');
    const char = offset === null ? 7.5 : offset.getBoundingClientRect().width / Math.max(1, offset.textContent.length);
    ({ perRow: this.perRow, tight: this.tight } = byteRows(this.clientWidth, char));
  }
}

function isIn(offset: number, range: ByteRange | null): boolean {
  return range !== null && offset >= range[0] && offset < range[1];
}

function offsetOf(event: PointerEvent): number | undefined {
  const offset = event.target instanceof HTMLElement ? event.target.dataset.offset : undefined;
  return offset === undefined ? undefined : Number(offset);
}

customElements.define('wl-bytes', BytesView);

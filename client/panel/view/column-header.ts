import { html, nothing, type TemplateResult } from 'lit';
import type { SortKey } from '../../../protocols/core/inspect/index.ts';
import {
  maxColumnWidth,
  minColumnWidth,
  sortKeyOf,
  widthOf,
  type Column,
  type ColumnWidths,
  type Sort,
} from '../model/columns.ts';
import { headerMenu } from '../model/menu-context.ts';
import { icon } from './icon.ts';

export interface HeaderContext {
  readonly widths: ColumnWidths;
  /** The column stands after the one that takes what is left, so that its handle is on its left. */
  readonly atEnd: boolean;
  /** Names the page in menus. */
  readonly page: string;
  readonly sort: Sort | null;
  setSort(sort: Sort | null): void;
  /** Undefined goes back to the default. */
  setWidth(width: number | undefined): void;
}

const keyStep = 8;

/** A column's title, and the handle that changes its width by mouse or arrow keys. */
export function columnHeader(column: Column, context: HeaderContext): TemplateResult {
  const key = sortKeyOf(column.id);
  const sorted = context.sort !== null && context.sort.by === key ? context.sort : undefined;
  return html`<div
    role="columnheader"
    class="cell ${column.id}${column.end === true ? ' end' : ''}"
    title=${column.tooltip}
    aria-sort=${sorted === undefined ? nothing : sorted.descending ? 'descending' : 'ascending'}
    data-vscode-context=${headerMenu(context.page, column.id, key !== undefined, context.sort !== null)}
  >
    ${key === undefined ? html`<span>${column.title}</span>` : sortButton(column, key, sorted, context)}${column.id === 'summary' ? nothing : handle(column, context)}
  </div>`;
}

/** The title of a column that can be sorted by: up, down, and back to the order of numbers. */
function sortButton(column: Column, key: SortKey, sorted: Sort | undefined, context: HeaderContext): TemplateResult {
  const next = (): void => {
    if (sorted === undefined) context.setSort({ by: key, descending: false });
    else context.setSort(sorted.descending ? null : { by: key, descending: true });
  };
  return html`<button class="sort" title="${column.tooltip}. Click to sort" @click=${next}>
    ${column.title}${sorted === undefined ? nothing : icon(sorted.descending ? 'arrow-small-down' : 'arrow-small-up')}
  </button>`;
}

function handle(column: Column, context: HeaderContext): TemplateResult {
  const width = widthOf(column, context.widths);
  const sign = context.atEnd ? -1 : 1;
  const set = (next: number): void => context.setWidth(Math.min(Math.max(next, minColumnWidth), maxColumnWidth));

  const onPointer = (event: PointerEvent): void => {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const grip = event.currentTarget;
    const startX = event.clientX;
    grip.setPointerCapture(event.pointerId);
    const onMove = (moved: PointerEvent): void => set(width + sign * (moved.clientX - startX));
    grip.addEventListener('pointermove', onMove);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', onMove), { once: true });
    event.preventDefault();
  };

  const onKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -keyStep, ArrowRight: keyStep };
    const step = steps[event.key];
    if (step !== undefined) set(width + sign * step);
    else if (event.key === 'Home') context.setWidth(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return html`<div
    class="grip ${context.atEnd ? 'left' : 'right'}"
    role="separator"
    tabindex="0"
    aria-orientation="vertical"
    aria-label="Width of ${column.title === '#' ? 'Number' : column.title}"
    aria-valuenow=${width}
    aria-valuemin=${minColumnWidth}
    aria-valuemax=${maxColumnWidth}
    title="Drag, or use the arrow keys; double-click for the default width"
    @pointerdown=${onPointer}
    @keydown=${onKey}
    @dblclick=${() => context.setWidth(undefined)}
  ></div>`;
}

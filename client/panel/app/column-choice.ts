import type { Content, fromPage } from '../messages.ts';
import type { ColumnAction } from '../menu-actions.ts';
import { columns, lastColumn, sortKeyOf, type Sort } from '../model/columns.ts';
import { hiddenColumns, type PanelState } from '../model/state.ts';

/** What the choice of columns needs of the page. */
export interface ColumnOwner {
  readonly state: PanelState;
  post(content: Content<typeof fromPage>): void;
  change(state: Partial<PanelState>): void;
  setSort(sort: Sort | null): void;
  say(text: string): void;
}

/** Which columns are shown, and by which the list is sorted. */
export class ColumnChoice {
  readonly #owner: ColumnOwner;

  constructor(owner: ColumnOwner) {
    this.#owner = owner;
  }

  /** Runs a command. @param column that of the header that a menu was opened on */
  run(action: ColumnAction, column: string | undefined): Promise<void> {
    const { hidden } = this.#owner.state;
    const by = column === undefined ? undefined : sortKeyOf(column);
    switch (action) {
      case 'chooseColumns':
        this.#ask();
        break;
      case 'hideColumn':
        this.#owner.change({ hidden: hiddenColumns([...hidden, column]) });
        break;
      case 'resetColumns':
        this.#owner.change({ hidden: [], widths: {} });
        break;
      case 'sortUp':
      case 'sortDown':
        if (by !== undefined) this.#owner.setSort({ by, descending: action === 'sortDown' });
        break;
      case 'unsort':
        this.#owner.setSort(null);
        break;
    }
    return Promise.resolve();
  }

  /** Shows these columns, and no others. */
  choose(shown: readonly string[]): void {
    const hidden = hiddenColumns(columns.map(({ id }) => id).filter((id) => !shown.includes(id)));
    this.#owner.change({ hidden });
    this.#owner.say(`${columns.length - hidden.length} columns are shown.`);
  }

  #ask(): void {
    const { hidden } = this.#owner.state;
    this.#owner.post({
      type: 'columns',
      columns: columns
        .filter(({ id }) => id !== lastColumn)
        .map(({ id, title, tooltip }) => ({ id, title, about: tooltip, shown: !hidden.includes(id) })),
    });
  }
}

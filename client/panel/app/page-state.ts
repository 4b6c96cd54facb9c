import type { Port } from '../bridge/port.ts';
import type { ColumnId } from '../model/columns.ts';
import type { DetailsShares } from '../model/details-layout.ts';
import type { PanelConnection } from '../messages.ts';
import { remember, toggleSaved } from '../model/filters.ts';
import { initialState, restoreState, type PanelState, type View } from '../model/state.ts';

/** Milliseconds after a change until the state is saved. */
const savePause = 200;

/** What outlives the page, and what the user does with it. `changed` is called after each change. */
export abstract class PageState {
  readonly #port: Port;
  readonly #changed: () => void;
  #saving: ReturnType<typeof setTimeout> | undefined;
  state: PanelState;
  connections: readonly PanelConnection[] = [];

  constructor(port: Port, changed: () => void) {
    this.#port = port;
    this.#changed = changed;
    this.state = restoreState(port.load());
  }

  /** Where the list is now. */
  protected abstract place(): Pick<PanelState, 'follow' | 'anchor'>;

  change(state: Partial<PanelState>): void {
    this.state = { ...this.state, ...state };
    this.update();
  }

  /** Saves at once what an untimely end of the page must not lose. */
  save(): void {
    clearTimeout(this.#saving);
    this.#port.save({ ...this.state, ...this.place() } satisfies PanelState);
  }

  get isGrouped(): boolean {
    return this.state.grouped;
  }

  /** Names of the connections that a profile does not verify. */
  get unverified(): readonly string[] {
    return this.connections.filter(({ verified }) => verified === false).map(({ name }) => name);
  }

  /** Puts the warning about unverified TLS away, for the connections that it names. */
  closeTlsWarning(): void {
    this.change({ tlsRead: this.unverified });
  }

  readonly connectionName = (number: number): string =>
    this.connections.find(({ numbers }) => numbers.includes(number))?.name ?? `connection ${number}`;

  setWidth(column: ColumnId, width: number | undefined): void {
    const others = Object.entries(this.state.widths).filter(([id]) => id !== column);
    this.change({ widths: Object.fromEntries(width === undefined ? others : [...others, [column, width]]) });
  }

  setSplit(layout: 'wide' | 'narrow', share: number | undefined): void {
    this.change({ split: { ...this.state.split, [layout]: share ?? initialState.split[layout] } });
  }

  setDetailsSplit(place: keyof DetailsShares, share: number | undefined): void {
    this.change({ detailsSplit: { ...this.state.detailsSplit, [place]: share ?? null } });
  }

  setFieldOpen(fieldOpen: boolean): void {
    this.change({ fieldOpen });
  }

  setView(view: View): void {
    this.change({ view });
  }

  setRaw(raw: boolean): void {
    this.change({ raw });
  }

  rememberFilter(filter: string): void {
    this.change({ usedFilters: remember(this.state.usedFilters, filter) });
  }

  toggleSavedFilter(filter: string): void {
    this.change({ savedFilters: toggleSaved(this.state.savedFilters, filter) });
  }

  /** What is drawn has changed, and perhaps what is saved. */
  protected update(): void {
    this.#changed();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.save(), savePause);
  }
}

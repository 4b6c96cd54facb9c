import { plural, messageOf } from '../../../protocols/core/index.ts';
import type { InspectNode, TrafficRow } from '../../../protocols/core/inspect/index.ts';
import type { SeenValues } from '../../../protocols/filter/index.ts';
import { HostChannel, RequestError, type Push } from '../bridge/channel.ts';
import type { Port } from '../bridge/port.ts';
import { isColumnAction, isMenuAction, type PageAction } from '../menu-actions.ts';
import type {
  FileState,
  LostUnits,
  MenuTarget,
  PanelCommand,
  Content,
  fromPage,
  UnitAnswer,
  Answers,
} from '../messages.ts';
import type { Sort } from '../model/columns.ts';
import { faultOf, type FilterFault } from '../model/filters.ts';
import type { PanelState } from '../model/state.ts';
import { seenValues } from '../model/suggestions.ts';
import { TrafficModel, type Query } from '../model/traffic.ts';
import { UnitModel, type ByteRange } from '../model/unit.ts';
import { Announcer } from './announcer.ts';
import { ColumnChoice } from './column-choice.ts';
import { Find } from './find.ts';
import { Groups } from './groups.ts';
import { Menu } from './menu.ts';
import { lostNote, Notes } from './notes.ts';
import { PageState } from './page-state.ts';
import { Selection, type Selecting } from './selection.ts';

/** The first row. */
const beginning = { seq: 1, offset: 0 };

/**
 * The page's one conversation with the extension, and what the user does with it. The views read from here, call its
 * methods, and draw again when `changed` is called.
 */
export class PanelSession extends PageState {
  readonly traffic: TrafficModel;
  readonly unit: UnitModel;
  readonly notes: Notes;
  readonly announcer: Announcer;
  /** Names this page to the extension, which may have others. */
  readonly page = crypto.randomUUID();
  readonly search: Find;
  readonly selection: Selection;
  readonly groups: Groups;
  readonly #menu: Menu;
  readonly #columns: ColumnChoice;
  readonly #channel: HostChannel;
  readonly #changed: () => void;
  #moving: Promise<void> = Promise.resolve();
  /** The latest filter that can be read: what is shown. */
  #applied = '';

  /** The file that is shown; undefined for live traffic, and until it is known. */
  file: FileState | undefined;
  readonly isFile: boolean;

  constructor(port: Port, changed: () => void, isFile = false) {
    super(port, changed);
    this.isFile = isFile;
    this.#changed = changed;
    this.notes = new Notes(changed);
    this.announcer = new Announcer(changed, () => performance.now());
    this.#channel = new HostChannel(port, {
      onPush: (message) => this.#take(message),
      onProblem: (text) => this.notes.add({ severity: 'warning', text }),
    });
    const report = (error: unknown): void => this.#report(error);
    this.traffic = new TrafficModel(
      {
        rows: async (query, from, count) => {
          const answer = await this.#channel.request({ type: 'rows', ...query, from, count });
          // The extension answers again: what it failed at before is history.
          this.notes.closeErrors();
          return answer;
        },
        indexOf: (query, seq) => this.#channel.request({ type: 'indexOf', ...query, seq }),
      },
      () => this.#trafficChanged(),
      report,
    );
    this.unit = new UnitModel({ unit: (seq, secrets) => this.#channel.request({ type: 'unit', seq, secrets }) }, () =>
      this.update(),
    );
    this.#menu = new Menu(this);
    this.#columns = new ColumnChoice(this);
    this.search = new Find(this);
    this.groups = new Groups(this);
    this.selection = new Selection({
      isGroup: (seq) => this.groups.unitsOf(seq) > 1,
      stretch: (from, to) =>
        this.#channel.request({
          type: 'stretch',
          ...this.#query(),
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
        }),
      chosen: (units) => {
        this.#channel.post({ type: 'chosen', units });
        this.update();
      },
      say: (text) => this.announcer.say(text),
    });
  }

  /** Runs a command, of the menus or on what is selected. */
  run(action: PageAction, target: MenuTarget = {}): Promise<void> {
    return this.#attempt(() => {
      if (isColumnAction(action)) return this.#columns.run(action, target.column);
      return isMenuAction(action) ? this.#menu.run(action, target) : this.search.run(action);
    });
  }

  /** Sorts the list; null is the order of numbers. */
  setSort(sort: Sort | null): void {
    this.change({ sort });
    this.traffic.setFollow(false);
    void this.#applyQuery();
  }

  /** Shows units that belong together as one row, or each in its own. */
  setGrouped(grouped: boolean): void {
    if (grouped === this.state.grouped) return;
    this.change({ grouped });
    this.groups.reset();
    void this.#applyQuery();
  }

  groupOf(seq: number): Promise<number> {
    return this.#channel.request({ type: 'groupOf', seq });
  }

  /** Asks for the rows with other groups open. */
  async regroup(): Promise<void> {
    this.traffic.setFollow(false);
    await this.traffic.setQuery(this.#query());
  }

  toggleGroup(head: number): void {
    void this.#attempt(() => this.groups.toggle(head));
  }

  /** The next row of the list that a filter selects. */
  find(what: string, from: number, backwards: boolean): Promise<Answers['find']> {
    return this.#channel.request({ type: 'find', ...this.#query(), what, from, backwards });
  }

  /** What is drawn has changed. */
  updated(): void {
    this.#changed();
  }

  /** Takes up the state of an earlier page, and asks for what it shows. */
  async start(): Promise<void> {
    const { follow, anchor } = this.state;
    // A file is read from its beginning.
    if (this.isFile) this.traffic.restore(this.#query(), false, anchor ?? beginning);
    else this.traffic.restore(this.#query(), follow, anchor);
    this.#channel.post({ type: 'ready' });
    void this.traffic.refresh();
    await this.#attempt(async () => {
      this.connections = await this.#channel.request({ type: 'connections' });
      this.update();
    });
  }

  dispose(): void {
    this.save();
    this.#channel.dispose();
  }

  protected place(): Pick<PanelState, 'follow' | 'anchor'> {
    const { follow, anchor } = this.traffic;
    return { follow, anchor };
  }

  /** The selected unit's row, from the list where it has it: the unit itself may still be on its way. */
  get selectedRow(): TrafficRow | undefined {
    const { seq } = this.unit;
    return seq === null ? undefined : this.rowOf(seq);
  }

  /** A row that is in the list or selected. */
  readonly rowOf = (seq: number): TrafficRow | undefined => {
    const { unit } = this.unit;
    return this.traffic.row(this.traffic.fetchedIndex(seq)) ?? (unit?.row.seq === seq ? unit.row : undefined);
  };

  /** A unit, its secrets masked; null where it is gone. */
  request(seq: number): Promise<UnitAnswer | null> {
    return this.#channel.request({ type: 'unit', seq, secrets: false });
  }

  post(content: Content<typeof fromPage>): void {
    this.#channel.post(content);
  }

  warn(text: string): void {
    this.notes.add({ severity: 'warning', text });
    this.say(text);
  }

  say(text: string): void {
    this.announcer.say(text);
  }

  /** Writes the filter, and remembers it. */
  applyFilter(filter: string): void {
    this.setFilter(filter);
    this.rememberFilter(filter);
  }

  setFilter(filter: string): void {
    if (filter === this.state.filter) return;
    this.change({ filter });
    // While a filter cannot be read, the rows of the one before stay.
    if (faultOf(filter)?.severity !== 'error') void this.#applyFilter();
  }

  /** What is wrong or odd about the filter that is written, by itself or by what applied it. */
  get filterFault(): FilterFault | undefined {
    const fault = faultOf(this.state.filter);
    const { problem, query } = this.traffic;
    if (fault?.severity === 'error' || problem === undefined || query.filter !== this.state.filter) return fault;
    return { severity: 'error', ...problem };
  }

  /** Values that may be filtered by. */
  seenValues(): SeenValues {
    return seenValues(
      this.traffic.fetched,
      this.connections.map(({ name }) => name),
      this.unit.unit,
    );
  }

  setConnection(connection: string): void {
    this.change({ connection });
    void this.#applyFilter();
  }

  /** Takes the filter and the choice of a connection away. */
  showAll(): void {
    this.#show('', '');
  }

  setFollow(follow: boolean): void {
    this.traffic.setFollow(follow);
  }

  /** Inspects a unit, and selects it in one of the ways. */
  select(seq: number, how: Selecting = 'only'): void {
    void this.#attempt(() => this.selection.go(seq, how));
    if (seq === this.unit.seq) return;
    void this.#load(seq, null);
    const index = this.traffic.fetchedIndex(seq);
    // A row that is half hidden at an edge comes into sight as a whole.
    if (index >= 0) void this.traffic.show(index);
  }

  /** Selects all rows of the list. */
  async selectAll(): Promise<void> {
    await this.#attempt(() => this.selection.all());
  }

  /** Takes one step back: from several units to the one that is inspected, from there to none. */
  back(): void {
    const { seq } = this.unit;
    if (this.selection.count > this.groups.unitsOf(seq)) this.selection.only(seq);
    else if (seq !== null) this.close();
  }

  close(): void {
    this.selection.only(null);
    void this.#load(null, null);
  }

  /** Moves the selection by rows; ±Infinity goes to an end. A move starts where the one before it has ended. */
  move(rows: number, how: Selecting = 'only'): Promise<void> {
    this.#moving = this.#moving.then(() => this.#attempt(() => this.#move(rows, how)));
    return this.#moving;
  }

  /** Selects a unit and brings it into sight; says so where the filter hides it. */
  async jump(seq: number): Promise<void> {
    await this.#attempt(async () => {
      this.selection.only(seq);
      await this.groups.reveal(seq);
      const [shown] = await Promise.all([this.traffic.reveal(seq), this.#load(seq, null)]);
      if (shown || this.unit.problem !== null) return;
      this.notes.add({
        severity: 'information',
        text: `#${seq} is selected, but the filter hides its row.`,
        action: { title: 'Show all rows', run: () => this.showAll() },
      });
    });
  }

  async jumpToPeer(): Promise<void> {
    const peer = this.selectedRow?.peer;
    if (peer !== undefined) await this.jump(peer);
    else if (this.unit.seq !== null) this.announcer.say('The selected unit is not paired with another.');
  }

  selectNode(id: string): void {
    this.unit.selectNode(id);
    this.change({ node: id });
    this.#tellSelection();
  }

  selectRange(range: ByteRange): void {
    this.unit.selectRange(range);
    this.change({ node: this.unit.node });
    this.#tellSelection();
  }

  async showSecrets(secrets: boolean): Promise<void> {
    await this.unit.showSecrets(secrets);
  }

  async pause(paused: boolean): Promise<void> {
    await this.#attempt(async () => {
      await this.#channel.request({ type: 'pause', paused });
      this.announcer.say(paused ? 'Recording is paused.' : 'Recording goes on.');
      await this.traffic.refresh();
    });
  }

  async clear(): Promise<void> {
    const { kept } = this.traffic.counts;
    await this.#attempt(async () => {
      await this.#channel.request({ type: 'clear' });
      this.close();
      this.traffic.setFollow(true);
      await this.traffic.refresh();
      this.announcer.say(`Cleared ${plural(kept, 'unit')}.`);
    });
  }

  copy(text: string, what: string): void {
    this.#channel.post({ type: 'copy', text });
    this.announcer.say(`Copied ${what}.`);
  }

  command(command: PanelCommand): void {
    this.#channel.post({ type: 'command', command });
  }

  #trafficChanged(): void {
    const row = this.traffic.row(this.traffic.fetchedIndex(this.unit.seq ?? 0));
    if (row !== undefined) this.unit.updateRow(row);
    this.unit.keepsFrom(this.traffic.counts.first);
    this.selection.keepsFrom(this.traffic.counts.first);
    this.update();
  }

  #take(message: Push): void {
    switch (message.type) {
      case 'recording':
        this.#begin(message.id, message.lost);
        break;
      case 'changed':
        this.traffic.push(message);
        this.announcer.mention(`${plural(message.matching, 'row')}.`);
        break;
      case 'settings':
        this.setGrouped(message.grouped);
        break;
      case 'connections':
        this.connections = message.connections;
        this.update();
        break;
      case 'file':
        this.file = message;
        this.update();
        break;
      case 'types':
        void this.traffic.refresh();
        void this.unit.reload();
        break;
      case 'filter':
        this.#show(message.filter, message.connection);
        break;
      case 'columns':
        this.#columns.choose(message.shown);
        break;
      case 'run':
        if (message.page === undefined || message.page === this.page) void this.run(message.action, message.target);
        break;
      case 'reveal':
        void this.#reveal(message.seq, message.range);
        break;
    }
  }

  /** Another recording has other units by the same numbers: what was selected in the one before is not in it. */
  #begin(id: string, lost: LostUnits | undefined): void {
    const { recording, selected, node } = this.state;
    if (id === recording) {
      if (selected !== null && this.unit.seq === null) {
        this.selection.only(selected);
        void this.#load(selected, node);
      }
    } else {
      this.change({ recording: id, selected: null, node: null, marks: [], reference: null, compare: null });
      if (this.unit.seq !== null) this.close();
      this.groups.reset();
      this.traffic.restore(this.#query(), !this.isFile, this.isFile ? beginning : null);
      void this.traffic.refresh();
    }
    if (lost !== undefined) this.notes.add(lostNote(lost, () => this.#channel.post({ type: 'lostRead' })));
  }

  async #move(rows: number, how: Selecting): Promise<void> {
    const { traffic, unit } = this;
    await traffic.settled();
    if (traffic.length === 0) return;
    const current = unit.seq === null ? -1 : await traffic.locate(unit.seq);
    const from = current >= 0 ? current : rows > 0 ? Math.floor(traffic.top) - 1 : Math.floor(traffic.top) + 1;
    const row = await traffic.show(Math.min(Math.max(from + rows, 0), traffic.length - 1));
    if (row === undefined) return;
    void this.#load(row.seq, null);
    await this.selection.go(row.seq, how);
  }

  async #reveal(seq: number, range: ByteRange | undefined): Promise<void> {
    if (seq !== this.unit.seq) await this.jump(seq);
    if (range === undefined) return;
    this.unit.selectRange(range);
    this.change({ node: this.unit.node, view: 'bytes' });
  }

  async #load(seq: number | null, node: string | null): Promise<void> {
    this.change({ selected: seq, node });
    const loading = this.unit.select(seq, node);
    this.#tellSelection();
    await loading;
  }

  #tellSelection(): void {
    const node: InspectNode | undefined = this.unit.selectedNode;
    const range = this.unit.range ?? node?.range;
    this.#channel.post({ type: 'select', seq: this.unit.seq, ...(range === undefined ? {} : { range }) });
  }

  #show(filter: string, connection: string): void {
    this.change({ filter, connection });
    void this.#applyFilter();
  }

  /** Rows that another filter hides are not selected any more. */
  #applyFilter(): Promise<void> {
    if (this.selection.count > 1) this.selection.only(this.unit.seq);
    return this.#applyQuery();
  }

  async #applyQuery(): Promise<void> {
    await this.traffic.setQuery(this.#query());
    const { seq } = this.unit;
    if (seq !== null && !this.traffic.follow)
      await this.#attempt(async () => {
        await this.traffic.reveal(seq);
      });
    this.announcer.say(`${plural(this.traffic.length, 'row')} match.`);
  }

  #query(): Query {
    const { filter, connection } = this.state;
    if (faultOf(filter)?.severity !== 'error') this.#applied = filter;
    const { sort } = this.state;
    return {
      filter: this.#applied,
      ...(connection !== '' && { connection }),
      ...(sort !== null && { sort }),
      ...this.groups.query,
    };
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#report(error);
    }
  }

  /** A request that failed is reported; one that ended with the page is not. */
  #report(error: unknown): void {
    if (error instanceof RequestError && error.reason === 'disposed') return;
    this.notes.add({
      severity: 'error',
      text: messageOf(error),
      action: { title: 'Try again', run: () => void this.traffic.refresh() },
    });
  }
}

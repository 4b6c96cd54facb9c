import { messageOf, type NumberRanges } from '../../protocols/core/index.ts';
import { commands, EventEmitter, type Disposable, type WebviewView, type WebviewViewProvider } from 'vscode';
import { contextKeys, viewIds } from '../commands/ids.ts';
import type { Connections } from '../connections/connections.ts';
import type { PageAction, PageRequest } from '../panel/messages.ts';
import type { Savable } from '../captures/save.ts';
import type { ProjectContextSync } from '../project/project-context-sync.ts';
import type { Recording } from '../wire/recording.ts';
import type { CaptureConnection, RowFilter } from '../../wire/protocol.ts';
import type { WireWorker } from '../wire/wire.ts';
import { answer, panelConnections, rowFilter, type OpenedConnection } from './answer.ts';
import { menuTargetOf } from './menu.ts';
import { TrafficPage, type PageParts, type Push, type Selection } from './page.ts';
import { withRecorded } from './recorded-connections.ts';

/** The traffic panel: a page that pulls what it shows from the wire worker. Capture goes on while there is no page. */
export class TrafficView implements WebviewViewProvider, Disposable {
  readonly #selected = new EventEmitter<Selection>();
  readonly onDidSelect = this.#selected.event;
  readonly #parts: PageParts;
  readonly #wire: WireWorker;
  readonly #recording: Recording;
  readonly #connections: Connections;
  readonly #types: ProjectContextSync;
  readonly #listening: readonly { dispose(): unknown }[];
  #view: WebviewView | undefined;
  #page: TrafficPage | undefined;
  #ready = false;
  #focused = false;
  #waiting: Push | undefined;
  /** The units that are selected in the page. */
  selected: NumberRanges = [];
  #shown: PageRequest<'rows'> | undefined;
  /** Taps that have a connection. */
  readonly #tapped = new Set<string>();
  /** What menus were told last. */
  #told: { readonly paused: boolean; readonly cleared: boolean } | undefined;
  /** Connections of the store, with those of earlier sessions. */
  #recorded: readonly CaptureConnection[] = [];

  constructor(
    parts: PageParts,
    wire: WireWorker,
    recording: Recording,
    connections: Connections,
    types: ProjectContextSync,
  ) {
    this.#parts = parts;
    this.#wire = wire;
    this.#recording = recording;
    this.#connections = connections;
    this.#types = types;
    this.#listening = [
      wire.onDidChangeTraffic(({ counts: { kept, first, evicted, paused, cleared }, matching }) => {
        this.#tellMenus(paused, cleared > 0);
        this.#post({ type: 'changed', kept, first, evicted, matching, paused });
      }),
      connections.onDidChange(() => this.#postConnections()),
      // What crosses a tap is of connections that wire makes by itself.
      wire.onDidChangeTap(({ name, open, recorded }) => {
        if (open > 0) this.#tapped.add(name);
        else this.#tapped.delete(name);
        if (this.#ready && recorded > 0) void this.#findRecorded();
      }),
      types.onDidChange(() => this.#post({ type: 'types' })),
      recording.onDidBegin(() => {
        this.#tellRecording();
        // Another worker numbers connections in its own way.
        this.#recorded = [];
        this.#tapped.clear();
        if (this.#ready) void this.#findRecorded();
      }),
    ];
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#ready = false;
    view.onDidChangeVisibility(() => {
      // A hidden page ends; the next one says when it is ready.
      if (view.visible || this.#view !== view) return;
      this.#ready = false;
      this.#page?.hidden();
    });
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#page?.dispose();
      this.#view = undefined;
    });
    this.#page?.dispose();
    this.#page = new TrafficPage(view.webview, this.#parts, {
      title: 'The traffic panel',
      isFile: false,
      ready: () => this.#greet(),
      focus: (focused) => {
        this.#focused = focused;
      },
      answer: (request) => this.#answer(request),
      select: (selection) => this.#selected.fire(selection),
      choose: (units) => {
        this.selected = units;
      },
      savable: (selected) => this.savable(selected),
      lostRead: () => this.#recording.told(),
    });
  }

  /** Opens the panel, selects a unit and marks its bytes. */
  async reveal(seq: number, range?: readonly [number, number]): Promise<void> {
    await this.#open({ type: 'reveal', seq, ...(range !== undefined && { range }) });
  }

  /** Opens the panel, and shows what a filter selects of a connection. */
  async show(filter: string, connection: string): Promise<void> {
    await this.#open({ type: 'filter', filter, connection });
  }

  /** Runs a command of the page. @param context what VS Code's menu gives to a command, nothing from elsewhere */
  async run(action: PageAction, context: unknown): Promise<void> {
    const push: Push = { type: 'run', action, ...menuTargetOf(context) };
    // A page that has opened a menu is there, and so is one that has the focus.
    if (push.page === undefined && !this.#focused) await this.#open(push);
    else this.#post(push);
  }

  /** What the page's list shows, as far as there is a page. */
  get filter(): RowFilter {
    return this.#shown === undefined ? {} : rowFilter(this.#shown);
  }

  /** What can be written of it. */
  savable(selected: NumberRanges = this.selected): Savable {
    return { source: undefined, filter: this.filter, selected, folder: undefined };
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#selected.dispose();
  }

  async #open(push: Push): Promise<void> {
    // A page that does not live yet gets it when it says that it is ready.
    if (!this.#ready) this.#waiting = push;
    else this.#post(push);
    await commands.executeCommand(`${viewIds.traffic}.focus`);
  }

  /** Traffic changes many times a second, and what menus depend on hardly ever. */
  #tellMenus(paused: boolean, cleared: boolean): void {
    if (this.#told?.paused !== paused) void commands.executeCommand('setContext', contextKeys.paused, paused);
    if (this.#told?.cleared !== cleared) void commands.executeCommand('setContext', contextKeys.cleared, cleared);
    this.#told = { paused, cleared };
  }

  #post(push: Push): void {
    if (this.#view !== undefined && this.#ready) this.#page?.post(push);
  }

  #greet(): void {
    this.#ready = true;
    this.#tellRecording();
    this.#postConnections();
    void this.#findRecorded();
    if (this.#waiting !== undefined) this.#post(this.#waiting);
    this.#waiting = undefined;
  }

  #opened(): readonly OpenedConnection[] {
    return withRecorded(this.#connections.opened(), this.#recorded, this.#tapped);
  }

  #postConnections(): void {
    this.#post({ type: 'connections', connections: panelConnections(this.#opened()) });
  }

  /** Asks for the connections of earlier sessions, whose units are in the list. */
  async #findRecorded(): Promise<void> {
    try {
      this.#recorded = await (await this.#wire.use()).recordedConnections();
    } catch (error) {
      this.#parts.log.error(`The connections of recorded traffic are not known: ${messageOf(error)}`);
    }
    this.#postConnections();
  }

  /** Says which recording runs, and what is gone of those before, until the user has closed that note. */
  #tellRecording(): void {
    if (this.#view === undefined || !this.#ready) return;
    const { id, lost } = this.#recording;
    this.#post({ type: 'recording', id, ...(lost !== undefined && { lost }) });
    this.#recording.shown();
  }

  async #answer(request: PageRequest): Promise<unknown> {
    if (request.type === 'rows') this.#shown = request;
    return answer(request, await this.#wire.use(), {
      opened: () => this.#opened(),
      clear: () => this.#recording.clear(),
      types: (connection) => this.#types.of(connection),
    });
  }
}

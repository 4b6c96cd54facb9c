import path from 'node:path';
import { Uri, type Disposable, type WebviewPanel } from 'vscode';
import { noProject, type NumberRanges, type ProjectContext } from '../../protocols/core/index.ts';
import type { CaptureInfo, RowFilter } from '../../wire/protocol.ts';
import { failureText } from '../connections/failures.ts';
import type { FileState, PageRequest, PanelConnection } from '../panel/messages.ts';
import { answer, ofSource, rowFilter } from '../traffic-view/answer.ts';
import { TrafficPage, type PageParts, type Push, type Selection } from '../traffic-view/page.ts';
import { UserError } from '../errors/user-error.ts';
import type { WireWorker } from '../wire/wire.ts';
import type { Savable } from './save.ts';

/** Connections of a file that have names in the page. */
const mostConnections = 1000;

/** What a page of a file needs. */
export interface CaptureParts extends PageParts {
  readonly wire: WireWorker;
  /** What the project of a file defines and sets. */
  readonly projectOf: (file: Uri) => Promise<ProjectContext>;
  readonly selected: (selection: Selection) => void;
}

const nothingRead = { rows: [], matching: 0, kept: 0, first: 1, evicted: 0, paused: false };

/** A file in an editor: opened as a source of its own, and closed with it. */
export class CapturePage implements Disposable {
  readonly file: Uri;
  readonly panel: WebviewPanel;
  readonly #parts: CaptureParts;
  readonly #page: TrafficPage;
  readonly #listening: readonly Disposable[];
  readonly #over = new AbortController();
  #opening: Promise<void>;
  #project: ProjectContext = noProject;
  #info: CaptureInfo | undefined;
  /** Why it cannot be read. */
  #problem: string | undefined;
  #isReady = false;
  #connections = 0;
  #named: readonly PanelConnection[] = [];
  #shown: PageRequest<'rows'> | undefined;
  #selected: NumberRanges = [];
  /** Counts how often it was read: numbers of units are those of one reading. */
  #readings = 0;

  constructor(file: Uri, panel: WebviewPanel, parts: CaptureParts) {
    this.file = file;
    this.panel = panel;
    this.#parts = parts;
    this.#opening = this.#open();
    this.#page = new TrafficPage(panel.webview, parts, {
      title: `The editor of ${path.basename(file.fsPath)}`,
      isFile: true,
      ready: () => this.#greet(),
      focus: () => undefined,
      answer: (request) => this.#answer(request),
      select: (selection) => this.#select(selection),
      choose: (units) => {
        this.#selected = units;
      },
      savable: (selected) => this.savable(selected),
      lostRead: () => undefined,
    });
    this.#listening = [
      parts.wire.onDidChangeCapture((info) => {
        if (info.source === this.#info?.source) this.#take(info);
      }),
      // Another worker has no file open.
      parts.wire.onDidFail(() => {
        this.#info = undefined;
        this.#opening = this.#open();
        this.#greet();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#isReady = false;
        this.#page.hidden();
      }),
    ];
  }

  /** Its number in wire; undefined while it is not open. */
  get source(): number | undefined {
    return this.#info?.source;
  }

  /** What the list shows, and what is selected in it. */
  get filter(): RowFilter {
    return this.#shown === undefined ? {} : rowFilter(this.#shown);
  }

  get selected(): NumberRanges {
    return this.#selected;
  }

  /** What can be written of it. @throws UserError where it cannot be read */
  savable(selected: NumberRanges = this.#selected): Savable {
    const { source, filter } = this;
    if (source === undefined)
      throw new UserError('not-written', 'The file cannot be read: nothing of it can be saved.');
    return { source, filter, selected, folder: Uri.joinPath(this.file, '..') };
  }

  /** Whether the page has asked for rows. */
  get isShown(): boolean {
    return this.#shown !== undefined;
  }

  /** Resolves when it is open, or known not to be readable. */
  opened(): Promise<void> {
    return this.#opening;
  }

  post(push: Push): void {
    if (this.#isReady) this.#page.post(push);
  }

  dispose(): void {
    this.#over.abort();
    this.#page.dispose();
    for (const each of this.#listening) each.dispose();
    const { source } = this;
    if (source === undefined) return;
    this.#parts.selected({ seq: null, source });
    void this.#parts.wire.use().then((wire) => wire.closeCapture(source));
  }

  async #open(): Promise<void> {
    this.#readings++;
    this.#selected = [];
    this.#problem = undefined;
    this.#connections = 0;
    const { wire, projectOf } = this.#parts;
    try {
      this.#project = await projectOf(this.file);
      const params = { path: this.file.fsPath, project: this.#project };
      const opened = await (await wire.use()).openCapture(params, this.#over.signal);
      if (opened.ok) this.#take(opened.value);
      else this.#problem = failureText(opened.failure);
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.#tell();
  }

  #take(info: CaptureInfo): void {
    const { kept, first, evicted, paused } = info.counts;
    this.#info = info;
    this.post({ type: 'changed', kept, first, evicted, matching: info.matching, paused });
    this.#tell();
    if (info.connections !== this.#connections) void this.#tellConnections(info);
  }

  #greet(): void {
    this.#isReady = true;
    this.post({ type: 'recording', id: `${this.file.toString()} ${this.#readings}` });
    this.#tell();
    if (this.#info !== undefined) void this.#tellConnections(this.#info);
  }

  #tell(): void {
    const name = path.basename(this.file.fsPath);
    const { state = this.#problem === undefined ? 'opening' : 'unreadable', read = 0, size = 0 } = this.#info ?? {};
    const notes: FileState['notes'] =
      this.#problem === undefined ? (this.#info?.notes ?? []) : [{ kind: 'problem', text: this.#problem }];
    this.post({ type: 'file', name, state, read, size, notes });
  }

  async #tellConnections({ source, connections: count }: CaptureInfo): Promise<void> {
    if (this.#connections >= mostConnections && count >= mostConnections && this.#isReady) return;
    this.#connections = count;
    const list = await (await this.#parts.wire.use()).captureConnections(source);
    const names = new Map<string, number[]>();
    for (const { name, number } of list) names.set(name, [...(names.get(name) ?? []), number]);
    this.#named = [...names].map(([name, numbers]) => ({ name, numbers, state: '' }));
    this.post({ type: 'connections', connections: this.#named });
  }

  #select(selection: Selection): void {
    const { source } = this;
    if (source !== undefined) this.#parts.selected({ ...selection, source });
  }

  async #answer(request: PageRequest): Promise<unknown> {
    if (request.type === 'rows') this.#shown = request;
    await this.#opening;
    const { source } = this;
    if (source === undefined) return nothingOf(request);
    if (request.type === 'connections') return this.#named;
    const wire = ofSource(await this.#parts.wire.use(), source);
    return answer(request, wire, {
      opened: () => [],
      clear: () => Promise.reject(new Error('A file is not recorded.')),
      types: () => Promise.resolve(this.#project),
    });
  }
}

/** What is answered about a file that cannot be read. */
function nothingOf({ type }: PageRequest): unknown {
  switch (type) {
    case 'rows':
      return nothingRead;
    case 'connections':
      return [];
    case 'indexOf':
      return -1;
    case 'groupOf':
      return 0;
    case 'stretch':
      return { units: [], rows: 0 };
    case 'find':
      return { seq: 0, at: 0 };
    default:
      return null;
  }
}

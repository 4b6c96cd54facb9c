import { messageOf } from '../../protocols/core/index.ts';
import { randomBytes } from 'node:crypto';
import {
  commands,
  env,
  EventEmitter,
  Uri,
  window,
  type Disposable,
  type Webview,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import { contextKeys, viewIds, type CommandId } from '../commands/ids.ts';
import type { Connections } from '../connections/connections.ts';
import type { Log } from '../log.ts';
import {
  fromPage,
  message,
  readMessage,
  type Content,
  type FromPage,
  type PageAction,
  type PanelCommand,
  type toPage,
} from '../panel/messages.ts';
import type { ProjectContextSync } from '../project/project-context-sync.ts';
import type { Recording } from '../wire/recording.ts';
import type { CaptureConnection } from '../../wire/protocol.ts';
import type { WireWorker } from '../wire/wire.ts';
import { showTemplate } from '../decoding/templates.ts';
import { templateFiles } from '../decoding/template-choices.ts';
import { showError } from '../errors/show.ts';
import { answer, panelConnections, type OpenedConnection } from './answer.ts';
import type { ComparedUnits } from './compare.ts';
import { menuTargetOf } from './menu.ts';
import { pageHtml } from './html.ts';
import { withRecorded } from './recorded-connections.ts';

/** What the user selected in the page: a unit, and in it the bytes of a node. */
export interface Selection {
  readonly seq: number | null;
  readonly range?: readonly [number, number];
}

type Push = Content<typeof toPage>;
type ColumnPick = Extract<FromPage, { type: 'columns' }>['columns'][number];

/** What the buttons of the empty panel run. */
const pageCommands: Readonly<Record<PanelCommand, CommandId | 'wireloupe.connections.focus'>> = {
  connect: 'wireloupe.pickConnection',
  startPlayground: 'wireloupe.startPlayground',
  newTemplate: 'wireloupe.newXmppFile',
  openConnections: 'wireloupe.connections.focus',
};

/** The traffic panel: a page that pulls what it shows from the wire worker. Capture goes on while there is no page. */
export class TrafficView implements WebviewViewProvider, Disposable {
  readonly #selected = new EventEmitter<Selection>();
  readonly onDidSelect = this.#selected.event;
  readonly #dist: Uri;
  readonly #wire: WireWorker;
  readonly #recording: Recording;
  readonly #connections: Connections;
  readonly #types: ProjectContextSync;
  readonly #compared: ComparedUnits;
  readonly #log: Log;
  readonly #listening: readonly { dispose(): unknown }[];
  #view: WebviewView | undefined;
  #ready = false;
  #waiting: Push | undefined;
  /** Connections of the store, with those of earlier sessions. */
  #recorded: readonly CaptureConnection[] = [];

  constructor(
    extension: Uri,
    wire: WireWorker,
    recording: Recording,
    connections: Connections,
    types: ProjectContextSync,
    compared: ComparedUnits,
    log: Log,
  ) {
    this.#dist = Uri.joinPath(extension, 'dist');
    this.#wire = wire;
    this.#recording = recording;
    this.#connections = connections;
    this.#types = types;
    this.#compared = compared;
    this.#log = log;
    this.#listening = [
      wire.onDidChangeTraffic(({ counts: { kept, first, evicted, paused, cleared }, matching }) => {
        void commands.executeCommand('setContext', contextKeys.paused, paused);
        void commands.executeCommand('setContext', contextKeys.cleared, cleared > 0);
        this.#post({ type: 'changed', kept, first, evicted, matching, paused });
      }),
      connections.onDidChange(() => this.#postConnections()),
      types.onDidChange(() => this.#post({ type: 'types' })),
      recording.onDidBegin(() => {
        this.#tellRecording();
        // Another worker numbers connections in its own way.
        this.#recorded = [];
        if (this.#ready) void this.#findRecorded();
      }),
    ];
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#ready = false;
    view.webview.options = { enableScripts: true, localResourceRoots: [this.#dist] };
    view.webview.onDidReceiveMessage((data: unknown) => this.#receive(data, view.webview));
    view.onDidChangeVisibility(() => {
      // A hidden page ends; the next one says when it is ready.
      if (!view.visible && this.#view === view) this.#ready = false;
    });
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
    const address = (file: string): string => view.webview.asWebviewUri(Uri.joinPath(this.#dist, file)).toString();
    const source = view.webview.cspSource;
    view.webview.html = pageHtml({
      script: address('panel.js'),
      style: address('panel-style.css'),
      source,
      nonce: randomBytes(16).toString('base64url'),
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
    // A page that has opened a menu is there.
    if (push.page === undefined) await this.#open(push);
    else this.#post(push);
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

  #post(push: Push): void {
    if (this.#view !== undefined && this.#ready) void this.#view.webview.postMessage(message(push));
  }

  #receive(data: unknown, page: Webview): void {
    const read = readMessage(fromPage, data);
    if ('problem' in read) {
      this.#log.warn(`Traffic panel: ${read.problem} ${JSON.stringify(data).slice(0, 200)}`);
      return;
    }
    const { message } = read;
    switch (message.type) {
      case 'request':
        void this.#answer(message, page);
        break;
      case 'ready':
        this.#greet();
        break;
      case 'lostRead':
        this.#recording.told();
        break;
      case 'select':
        this.#selected.fire({ seq: message.seq, ...(message.range !== undefined && { range: message.range }) });
        break;
      case 'copy':
        void env.clipboard.writeText(message.text);
        break;
      case 'template':
        this.#try(showTemplate(templateFiles[message.language].language, message.text));
        break;
      case 'columns':
        this.#try(this.#chooseColumns(message.columns));
        break;
      case 'compare':
        this.#try(this.#compared.compare(message.left, message.right));
        break;
      case 'command':
        void commands.executeCommand(pageCommands[message.command]);
        break;
    }
  }

  async #chooseColumns(columns: readonly ColumnPick[]): Promise<void> {
    const picks = columns.map(({ id, title, about, shown }) => ({
      label: title,
      description: about,
      picked: shown,
      id,
    }));
    const chosen = await window.showQuickPick(picks, { canPickMany: true, title: 'Columns of the Traffic Panel' });
    // The name is always shown.
    if (chosen !== undefined) this.#post({ type: 'columns', shown: ['name', ...chosen.map(({ id }) => id)] });
  }

  #try(doing: Promise<void>): void {
    doing.catch((error: unknown) => showError(error, this.#log));
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
    return withRecorded(this.#connections.opened(), this.#recorded);
  }

  #postConnections(): void {
    this.#post({ type: 'connections', connections: panelConnections(this.#opened()) });
  }

  /** Asks for the connections of earlier sessions, whose units are in the list. */
  async #findRecorded(): Promise<void> {
    try {
      this.#recorded = await (await this.#wire.use()).recordedConnections();
    } catch (error) {
      this.#log.error(`The connections of recorded traffic are not known: ${messageOf(error)}`);
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

  async #answer({ id, request }: Extract<FromPage, { type: 'request' }>, page: Webview): Promise<void> {
    let reply: Push;
    try {
      const value = await answer(request, await this.#wire.use(), {
        opened: () => this.#opened(),
        clear: () => this.#recording.clear(),
        types: (connection) => this.#types.of(connection),
      });
      reply = { type: 'answer', id, value };
    } catch (error) {
      const text = messageOf(error);
      this.#log.error(`The traffic panel asked for ${request.type}: ${text}`);
      reply = { type: 'refusal', id, error: text };
    }
    await page.postMessage(message(reply));
  }
}

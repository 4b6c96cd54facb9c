import { randomBytes } from 'node:crypto';
import { commands, ConfigurationTarget, env, Uri, window, workspace, type Disposable, type Webview } from 'vscode';
import { messageOf, type NumberRanges } from '../../protocols/core/index.ts';
import { contextKeys, type CommandId } from '../commands/ids.ts';
import { templateFiles } from '../decoding/template-choices.ts';
import { showTemplate } from '../decoding/templates.ts';
import { showError } from '../errors/show.ts';
import type { Log } from '../log.ts';
import {
  fromPage,
  message,
  readMessage,
  type Content,
  type FromPage,
  type PageRequest,
  type PanelCommand,
  type toPage,
} from '../panel/messages.ts';
import type { Savable } from '../captures/save.ts';
import { setting } from '../settings.ts';
import type { ComparedUnits } from './compare.ts';
import { pageHtml } from './html.ts';

/** What the user selected in a page: a unit, and in it the bytes of a node. */
export interface Selection {
  readonly seq: number | null;
  readonly range?: readonly [number, number];
  /** The file that the unit is of, by its number in wire; left out for live traffic. */
  readonly source?: number;
}

export type Push = Content<typeof toPage>;
type ColumnPick = Extract<FromPage, { type: 'columns' }>['columns'][number];

/** What every page of traffic needs of the extension. */
export interface PageParts {
  /** The folder of the page's script. */
  readonly dist: Uri;
  readonly compared: ComparedUnits;
  readonly log: Log;
  /** Asks how units are written to a file, and writes them. */
  readonly exportUnits: (savable: Savable) => Promise<void>;
}

/** What a page shows: live traffic, or a file. */
export interface PageOwner {
  /** For people, in the log. */
  readonly title: string;
  readonly isFile: boolean;
  /** The page is there, and wants its first messages. */
  ready(): void;
  /** The page has the keyboard's focus, or has it no longer. */
  focus(focused: boolean): void;
  answer(request: PageRequest): Promise<unknown>;
  select(selection: Selection): void;
  /** These units are selected in the list. */
  choose(units: NumberRanges): void;
  /** What is written where these units are selected. */
  savable(units: NumberRanges): Savable;
  /** The user has closed the note about lost units. */
  lostRead(): void;
}

/** What the buttons of the empty panel run. */
const pageCommands: Readonly<Record<PanelCommand, CommandId | 'wireloupe.connections.focus'>> = {
  connect: 'wireloupe.pickConnection',
  startPlayground: 'wireloupe.startPlayground',
  newTemplate: 'wireloupe.newXmppFile',
  openConnections: 'wireloupe.connections.focus',
};

/** Shows the page of traffic in a web view, and answers it. */
export class TrafficPage {
  readonly #page: Webview;
  readonly #parts: PageParts;
  readonly #owner: PageOwner;
  #isFocused = false;
  readonly #listening: Disposable;

  constructor(page: Webview, parts: PageParts, owner: PageOwner) {
    this.#page = page;
    this.#parts = parts;
    this.#owner = owner;
    const { dist } = parts;
    page.options = { enableScripts: true, localResourceRoots: [dist] };
    this.#listening = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('wireloupe.traffic.groupRows')) this.#tellSettings();
    });
    page.onDidReceiveMessage((data: unknown) => this.#receive(data));
    const address = (file: string): string => page.asWebviewUri(Uri.joinPath(dist, file)).toString();
    page.html = pageHtml({
      script: address('panel.js'),
      style: address('panel-style.css'),
      source: page.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      isFile: owner.isFile,
    });
  }

  post(push: Push): void {
    void this.#page.postMessage(message(push));
  }

  dispose(): void {
    this.hidden();
    this.#listening.dispose();
  }

  #tellSettings(): void {
    this.post({ type: 'settings', grouped: setting('traffic.groupRows') });
  }

  /** The page ended, or is hidden: it may do so without a word. */
  hidden(): void {
    if (this.#isFocused) this.#focus(false);
  }

  /** Keys of the page are its own while it has the focus. */
  #focus(focused: boolean): void {
    this.#isFocused = focused;
    this.#owner.focus(focused);
    void commands.executeCommand('setContext', contextKeys.focused, focused);
  }

  #receive(data: unknown): void {
    const { log, compared } = this.#parts;
    const read = readMessage(fromPage, data);
    if ('problem' in read) {
      log.warn(`${this.#owner.title}: ${read.problem} ${JSON.stringify(data).slice(0, 200)}`);
      return;
    }
    const { message } = read;
    switch (message.type) {
      case 'request':
        void this.#answer(message);
        break;
      case 'ready':
        this.#tellSettings();
        this.#owner.ready();
        break;
      case 'focus':
        this.#focus(message.focused);
        break;
      case 'lostRead':
        this.#owner.lostRead();
        break;
      case 'select':
        this.#owner.select({ seq: message.seq, ...(message.range !== undefined && { range: message.range }) });
        break;
      case 'chosen':
        this.#owner.choose(message.units);
        break;
      case 'copy':
        void env.clipboard.writeText(message.text);
        break;
      case 'group':
        this.#try(this.#setGrouped(message.on));
        break;
      case 'export':
        this.#try(this.#export(message.units));
        break;
      case 'template':
        this.#try(showTemplate(templateFiles[message.language].language, message.text));
        break;
      case 'columns':
        this.#try(this.#chooseColumns(message.columns));
        break;
      case 'compare':
        this.#try(compared.compare(message.left, message.right));
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
    if (chosen !== undefined) this.post({ type: 'columns', shown: ['name', ...chosen.map(({ id }) => id)] });
  }

  async #setGrouped(on: boolean): Promise<void> {
    await workspace.getConfiguration('wireloupe').update('traffic.groupRows', on, ConfigurationTarget.Global);
  }

  async #export(units: NumberRanges): Promise<void> {
    await this.#parts.exportUnits(this.#owner.savable(units));
  }

  #try(doing: Promise<void>): void {
    doing.catch((error: unknown) => showError(error, this.#parts.log));
  }

  async #answer({ id, request }: Extract<FromPage, { type: 'request' }>): Promise<void> {
    let reply: Push;
    try {
      reply = { type: 'answer', id, value: await this.#owner.answer(request) };
    } catch (error) {
      const text = messageOf(error);
      this.#parts.log.error(`${this.#owner.title} asked for ${request.type}: ${text}`);
      reply = { type: 'refusal', id, error: text };
    }
    this.post(reply);
  }
}

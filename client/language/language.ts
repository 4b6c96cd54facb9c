import { EventEmitter, Uri, workspace, type CancellationToken, type Disposable, type TextDocument } from 'vscode';
import type { SendablesParams, SendablesResult } from '../../server/requests.ts';
import type { Choices } from '../connections/choices.ts';
import { currentEnvironment } from '../connections/environment.ts';
import { showError } from '../errors/show.ts';
import type { Log } from '../log.ts';
import type { Projects } from '../project/projects.ts';
import type { Server } from './server.ts';
import { wantsServer } from './serves.ts';

/** The language server as the rest of the extension sees it. It starts with the first document that wants it. */
export class Language implements Disposable {
  readonly #sendablesChanged = new EventEmitter<void>();
  /** Sendables must be asked for again, though no document changed. */
  readonly onDidChangeSendables = this.#sendablesChanged.event;
  readonly #module: string;
  readonly #projects: Projects;
  readonly #choices: Choices;
  readonly #log: Log;
  readonly #listening: readonly Disposable[];
  #server: Promise<Server> | undefined;

  constructor(module: string, projects: Projects, choices: Choices, log: Log) {
    this.#module = module;
    this.#projects = projects;
    this.#choices = choices;
    this.#log = log;
    const tell = (): void => void this.#tellEnvironments();
    this.#listening = [
      workspace.onDidOpenTextDocument((document) => void this.#consider(document)),
      choices.onDidChange(tell),
      projects.onDidChange(tell),
    ];
    for (const document of workspace.textDocuments) void this.#consider(document);
  }

  get started(): boolean {
    return this.#server !== undefined;
  }

  /** What of a document can be sent, of very many what is near; undefined where the server does not serve it. */
  async sendables(
    document: Uri,
    near?: SendablesParams['near'],
    token?: CancellationToken,
  ): Promise<SendablesResult | undefined> {
    return (await this.start()).sendables(document, near, token);
  }

  /** Starts the server, unless it runs; ends when it is ready. */
  start(): Promise<Server> {
    this.#server ??= this.#launch();
    return this.#server;
  }

  /** Starts the server again, after it was left alone. */
  async restart(): Promise<void> {
    if (this.started) await (await this.start()).restart();
    else await this.start();
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const server = await this.#server;
    this.#server = undefined;
    await server?.stop();
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#sendablesChanged.dispose();
  }

  async #consider(document: TextDocument): Promise<void> {
    if (this.started) return;
    try {
      const projects = document.languageId === 'xml' ? (await this.#projects.states()).map((each) => each.project) : [];
      if (wantsServer(document, projects)) await this.start();
    } catch (error) {
      await showError(error, this.#log);
    }
  }

  async #launch(): Promise<Server> {
    const module = await import('./server.ts');
    const server = new module.Server(
      this.#module,
      { home: this.#projects.home.toString() },
      { onRunning: () => void this.#sendEnvironments(server), onSendablesChanged: () => this.#sendablesChanged.fire() },
      this.#log,
    );
    try {
      await server.start();
    } catch (error) {
      // The next document, or the command, tries again.
      this.#server = undefined;
      throw error;
    }
    return server;
  }

  async #tellEnvironments(): Promise<void> {
    if (this.#server !== undefined) await this.#sendEnvironments(await this.#server);
  }

  async #sendEnvironments(server: Server): Promise<void> {
    for (const state of await this.#projects.states())
      await server.chooseEnvironment(Uri.parse(state.folder), currentEnvironment(state, this.#choices));
    this.#sendablesChanged.fire();
  }
}

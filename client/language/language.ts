import { EventEmitter, Uri, workspace, type CancellationToken, type Disposable, type TextDocument } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { environmentChosen, sendables, sendablesChanged, type SendablesResult } from '../../server/requests.ts';
import type { Choices } from '../connections/choices.ts';
import { currentEnvironment } from '../connections/environment.ts';
import { showError } from '../errors/show.ts';
import type { Log } from '../log.ts';
import type { Projects } from '../project/projects.ts';
import { RestartPolicy } from './restart.ts';
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
  readonly #policy = new RestartPolicy();
  readonly #listening: readonly Disposable[];
  #client: Promise<LanguageClient> | undefined;

  constructor(module: string, projects: Projects, choices: Choices, log: Log) {
    this.#module = module;
    this.#projects = projects;
    this.#choices = choices;
    this.#log = log;
    this.#listening = [
      workspace.onDidOpenTextDocument((document) => void this.#consider(document)),
      choices.onDidChange(() => void this.#tellEnvironments()),
      projects.onDidChange(() => this.#sendablesChanged.fire()),
    ];
    for (const document of workspace.textDocuments) void this.#consider(document);
  }

  get started(): boolean {
    return this.#client !== undefined;
  }

  /** What of a document can be sent; undefined where the server does not serve it. */
  async sendables(document: Uri, token?: CancellationToken): Promise<SendablesResult | undefined> {
    const client = await this.start();
    const params = { uri: client.code2ProtocolConverter.asUri(document) };
    return (await (token === undefined ? client.sendRequest(sendables, params) : client.sendRequest(sendables, params, token))) ?? undefined;
  }

  /** Starts the server, unless it runs; ends when it is ready. */
  start(): Promise<LanguageClient> {
    this.#client ??= this.#launch();
    return this.#client;
  }

  /** Starts the server anew, after it was left alone. */
  async restart(): Promise<void> {
    this.#policy.reset();
    const running = this.started;
    const client = await this.start();
    if (running) await client.restart();
  }

  /** Ends the server. */
  async stop(): Promise<void> {
    const client = await this.#client;
    this.#client = undefined;
    await client?.dispose();
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#sendablesChanged.dispose();
  }

  async #consider(document: TextDocument): Promise<void> {
    if (this.#client !== undefined) return;
    const projects = document.languageId === 'xml' ? (await this.#projects.states()).map((each) => each.project) : [];
    if (!wantsServer(document, projects)) return;
    try {
      await this.start();
    } catch (error) {
      await showError(error, this.#log);
    }
  }

  async #launch(): Promise<LanguageClient> {
    const { createClient, State } = await import('./server.ts');
    const client = createClient(this.#module, this.#log, this.#policy);
    client.onNotification(sendablesChanged, () => this.#sendablesChanged.fire());
    // A server that was started again knows nothing of the choices.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void this.#sendEnvironments(client).then(() => this.#sendablesChanged.fire());
    });
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
    return client;
  }

  async #tellEnvironments(): Promise<void> {
    if (this.#client !== undefined) await this.#sendEnvironments(await this.#client);
  }

  async #sendEnvironments(client: LanguageClient): Promise<void> {
    for (const state of await this.#projects.states()) {
      const folder = client.code2ProtocolConverter.asUri(Uri.parse(state.folder));
      await client.sendNotification(environmentChosen, { environment: currentEnvironment(state, this.#choices) ?? null, folder });
    }
  }
}

import { StatusBarAlignment, ThemeColor, window, workspace, type Disposable, type StatusBarItem } from 'vscode';
import { protocolOf } from '../language/serves.ts';
import type { Connection } from '../project/catalogue.ts';
import type { Projects } from '../project/projects.ts';
import { setting } from '../settings.ts';
import type { Choices } from './choices.ts';
import { chooseConnection } from './choose.ts';
import type { Connections } from './connections.ts';
import { stateOf, stateWords } from './describe.ts';
import { currentEnvironment } from './environment.ts';

/** Two items of the status bar: the default connection and the chosen environment, shown while a file is open that can be sent. */
export class StatusBar implements Disposable {
  readonly #projects: Projects;
  readonly #connections: Connections;
  readonly #choices: Choices;
  readonly #connection: StatusBarItem;
  readonly #environment: StatusBarItem;
  readonly #listening: readonly { dispose(): unknown }[];
  #turn = 0;

  constructor(projects: Projects, connections: Connections, choices: Choices) {
    this.#projects = projects;
    this.#connections = connections;
    this.#choices = choices;
    this.#connection = window.createStatusBarItem('wireloupe.connection', StatusBarAlignment.Left, 90);
    this.#connection.name = 'Wireloupe: Connection';
    this.#connection.command = 'wireloupe.pickConnection';
    this.#environment = window.createStatusBarItem('wireloupe.environment', StatusBarAlignment.Left, 89);
    this.#environment.name = 'Wireloupe: Environment';
    this.#environment.command = 'wireloupe.pickEnvironment';
    const refresh = (): void => void this.refresh();
    this.#listening = [
      this.#connection,
      this.#environment,
      window.onDidChangeActiveTextEditor(refresh),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('wireloupe.statusBar')) refresh();
      }),
      projects.onDidChange(refresh),
      connections.onDidChange(refresh),
      choices.onDidChange(refresh),
    ];
    refresh();
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const document = window.activeTextEditor?.document;
    const protocol = document === undefined ? undefined : protocolOf(document.languageId);
    if (document === undefined || protocol === undefined || document.languageId === 'xml') {
      this.#connection.hide();
      this.#environment.hide();
      return;
    }
    const [connections, state] = await Promise.all([
      this.#projects.connections(),
      this.#projects.stateFor(document.uri),
    ]);
    // A later event may have overtaken this one.
    if (turn !== this.#turn) return;
    const choice = chooseConnection({
      connections,
      protocol,
      folder: state?.folder,
      named: undefined,
      defaultKey: this.#choices.connection(protocol),
    });
    this.#showConnection(choice.kind === 'one' ? choice.connection : undefined, protocol);
    this.#showEnvironment(state === undefined ? undefined : currentEnvironment(state, this.#choices));
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
  }

  #showConnection(connection: Connection | undefined, protocol: 'xmpp' | 'amqp'): void {
    const item = this.#connection;
    const key = connection?.key;
    if (!setting('statusBar.connection')) return item.hide();
    const state = key === undefined ? undefined : stateOf(this.#connections.info(key));
    const outdated = connection !== undefined && this.#connections.profileStatus(connection) === 'outdated';
    const icon = outdated
      ? 'warning'
      : state === 'connected'
        ? 'pass-filled'
        : state === 'failed'
          ? 'error'
          : state === 'connecting'
            ? 'loading~spin'
            : 'plug';
    item.text = `$(${icon}) ${key ?? `Choose ${protocol.toUpperCase()} connection`}`;
    const words = state === undefined ? '' : stateWords[state];
    item.tooltip =
      key === undefined
        ? 'Choose the connection to send to'
        : `Default connection for ${protocol.toUpperCase()}: ${key} (${words}${outdated ? '; reconnect to apply what changed in wireloupe.json' : ''}). Choose another.`;
    item.accessibilityInformation = {
      label: `Wireloupe connection ${key ?? 'not chosen'}${words === '' ? '' : `, ${words}`}${outdated ? ', reconnect to apply changes' : ''}`,
      role: 'button',
    };
    item.backgroundColor = state === 'failed' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  }

  #showEnvironment(name: string | undefined): void {
    const item = this.#environment;
    if (name === undefined || !setting('statusBar.environment')) return item.hide();
    item.text = `$(symbol-variable) ${name}`;
    item.tooltip = `Environment: ${name}. Its variables are put in place of {{name}} when sending. Choose another.`;
    item.accessibilityInformation = { label: `Wireloupe environment ${name}`, role: 'button' };
    item.show();
  }
}

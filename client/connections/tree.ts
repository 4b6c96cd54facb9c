import { EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, workspace, type Disposable, type TreeDataProvider } from 'vscode';
import type { Connection } from '../project/catalogue.ts';
import type { Projects } from '../project/projects.ts';
import type { ProjectState } from '../project/state.ts';
import type { Playground } from '../playground/playground.ts';
import type { Choices } from './choices.ts';
import type { Connections } from './connections.ts';
import { describeConnection, type ConnectionLook } from './describe.ts';

/** A row of the sidebar's Connections. */
export type ConnectionRow =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'broken'; readonly state: ProjectState }
  | { readonly kind: 'playground' };

/** The sidebar's Connections: the profiles of all folders with their state, files that are broken, and the playground. */
export class ConnectionTree implements TreeDataProvider<ConnectionRow>, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #projects: Projects;
  readonly #connections: Connections;
  readonly #choices: Choices;
  readonly #playground: Playground;
  readonly #listening: readonly Disposable[];
  /** The connections that the projects had when the rows were last asked for. */
  #known: ReadonlySet<string> = new Set();

  constructor(projects: Projects, connections: Connections, choices: Choices, playground: Playground) {
    this.#projects = projects;
    this.#connections = connections;
    this.#choices = choices;
    this.#playground = playground;
    const refresh = (): void => this.#changed.fire();
    this.#listening = [
      projects.onDidChange(refresh),
      connections.onDidChange(refresh),
      choices.onDidChange(refresh),
      playground.onDidChange(refresh),
      workspace.onDidGrantWorkspaceTrust(refresh),
    ];
  }

  async getChildren(row?: ConnectionRow): Promise<ConnectionRow[]> {
    // In restricted mode the view says how to trust the workspace instead.
    if (row !== undefined || !workspace.isTrusted) return [];
    const states = await this.#projects.states();
    const rows: ConnectionRow[] = states.filter((state) => state.exists && state.error !== undefined).map((state) => ({ kind: 'broken', state }));
    const known = await this.#projects.connections();
    this.#known = new Set(known.map(({ key }) => key));
    for (const connection of [...known, ...this.#connections.removed(known)]) rows.push({ kind: 'connection', connection });
    if (this.#playground.info !== undefined) rows.push({ kind: 'playground' });
    return rows;
  }

  getTreeItem(row: ConnectionRow): TreeItem {
    switch (row.kind) {
      case 'connection':
        return this.#connectionItem(row.connection);
      case 'broken':
        return brokenItem(row.state);
      case 'playground':
        return this.#playgroundItem();
    }
  }

  /** What the row of a connection shows; undefined where there is no such row. */
  async look(key: string): Promise<ConnectionLook | undefined> {
    const row = (await this.getChildren()).find((each) => each.kind === 'connection' && each.connection.key === key);
    return row?.kind === 'connection' ? this.#look(row.connection) : undefined;
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  #look(connection: Connection): ConnectionLook {
    const active = this.#choices.connection(connection.profile.protocol) === connection.key;
    const standing = this.#known.has(connection.key) ? this.#connections.standing(connection) : 'removed';
    return describeConnection(connection, this.#connections.info(connection.key), active, standing);
  }

  #connectionItem(connection: Connection): TreeItem {
    const look = this.#look(connection);
    const item = new TreeItem(look.label, TreeItemCollapsibleState.None);
    item.id = connection.key;
    item.description = look.description;
    item.iconPath = look.colour === undefined ? new ThemeIcon(look.icon) : new ThemeIcon(look.icon, new ThemeColor(look.colour));
    item.tooltip = new MarkdownString(look.tooltip, true);
    item.accessibilityInformation = { label: look.accessible };
    item.contextValue = look.context;
    return item;
  }

  #playgroundItem(): TreeItem {
    const item = new TreeItem('Playground', TreeItemCollapsibleState.None);
    const info = this.#playground.info;
    item.description = info === undefined ? 'stopped' : `${info.xmpp} · ${info.amqp}`;
    item.iconPath = new ThemeIcon('beaker');
    item.tooltip = 'An XMPP server and an AMQP broker on this machine. They hold no data after they end.';
    item.contextValue = 'playground';
    return item;
  }
}

function brokenItem(state: ProjectState): TreeItem {
  const item = new TreeItem('wireloupe.json has an error', TreeItemCollapsibleState.None);
  const [step] = state.error?.steps ?? [];
  item.description = state.error?.message ?? '';
  item.tooltip = state.error?.message ?? '';
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.contextValue = 'broken';
  if (step !== undefined) item.command = { title: step.title, command: step.command, arguments: [...(step.args ?? [])] };
  return item;
}

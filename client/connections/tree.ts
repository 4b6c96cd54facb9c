import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  workspace,
  type Disposable,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import { printableLine } from '../../protocols/core/index.ts';
import type { Connection } from '../project/catalogue.ts';
import type { Projects } from '../project/projects.ts';
import type { ProjectState } from '../project/state.ts';
import type { Playground } from '../playground/playground.ts';
import type { Log } from '../log.ts';
import type { WireWorker } from '../wire/wire.ts';
import type { ConversationResult, TapInfo } from '../../wire/protocol.ts';
import { describeTap } from '../taps/describe.ts';
import type { Taps } from '../taps/taps.ts';
import type { Choices } from './choices.ts';
import type { Connections } from './connections.ts';
import { describeConnection, type RowLook } from './describe.ts';
import { contactRows, resourceRows, type ContactRow, type ResourceRow } from './contacts.ts';
import { linkRows, sessionRows, type EndpointRow } from './endpoint-rows.ts';
import { Follower } from './follow.ts';

/** A row of the sidebar's Connections. */
export type ConnectionRow =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'broken'; readonly state: ProjectState }
  | { readonly kind: 'playground' }
  | { readonly kind: 'tap'; readonly info: TapInfo }
  | RowBelow;

/** A row below a connection. */
type RowBelow = EndpointRow | ContactRow | ResourceRow;

export interface ConnectionTreeParts {
  readonly projects: Projects;
  readonly connections: Connections;
  readonly choices: Choices;
  readonly playground: Playground;
  readonly taps: Taps;
  readonly wire: WireWorker;
  readonly log: Log;
}

/** Least time between two looks at what is below a connection, in milliseconds. */
const followPause = 300;

/**
 * The sidebar's Connections: the profiles of all folders with their state, files that are broken, and the playground. Below a
 * connection that is open are its sessions and links, or its contacts, followed while somebody looks at them.
 */
export class ConnectionTree implements TreeDataProvider<ConnectionRow>, Disposable {
  readonly #changed = new EventEmitter<ConnectionRow | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #projects: Projects;
  readonly #connections: Connections;
  readonly #choices: Choices;
  readonly #playground: Playground;
  readonly #taps: Taps;
  readonly #listening: readonly Disposable[];
  /** The connections that the projects had when the rows were last asked for. */
  #known: ReadonlySet<string> = new Set();
  /** The rows of connections that VS Code has, by key: it finds a row by its identity. */
  #rows: ReadonlyMap<string, ConnectionRow> = new Map();
  readonly #follower: Follower<ConversationResult>;

  constructor({ projects, connections, choices, playground, taps, wire, log }: ConnectionTreeParts) {
    this.#projects = projects;
    this.#connections = connections;
    this.#choices = choices;
    this.#playground = playground;
    this.#taps = taps;
    this.#follower = new Follower({
      ask: async (name, since, signal) => {
        try {
          return await (await wire.use()).conversation({ name, ...(since !== undefined && { since }) }, signal);
        } catch (error) {
          // Wire has ended meanwhile, and its connections with it, which a message says.
          log.info(`What is below ${name} is not known: ${String(error)}`);
          return null;
        }
      },
      changed: (key) => {
        const row = this.#rows.get(key);
        if (row !== undefined) this.#changed.fire(row);
      },
      pause: followPause,
    });
    const refresh = (): void => this.#changed.fire(undefined);
    this.#listening = [
      projects.onDidChange(refresh),
      connections.onDidChange(() => {
        this.#follower.retain((key) => connections.info(key)?.state === 'connected');
        refresh();
      }),
      choices.onDidChange(refresh),
      playground.onDidChange(refresh),
      taps.onDidChange(refresh),
      workspace.onDidGrantWorkspaceTrust(refresh),
    ];
  }

  /** Follows what the view has expanded, while it is visible. */
  attach(view: TreeView<ConnectionRow>): void {
    this.#follower.visible = view.visible;
    view.onDidChangeVisibility(({ visible }) => (this.#follower.visible = visible));
    view.onDidCollapseElement(({ element }) => {
      if (element.kind === 'connection') this.#follower.collapse(element.connection.key);
    });
  }

  async getChildren(row?: ConnectionRow): Promise<ConnectionRow[]> {
    // In restricted mode the view says how to trust the workspace instead.
    if (!workspace.isTrusted) return [];
    if (row?.kind === 'connection') return this.#below(row.connection);
    if (row !== undefined) return rowsBelow(row);
    const states = await this.#projects.states();
    const rows: ConnectionRow[] = states
      .filter((state) => state.exists && state.error !== undefined)
      .map((state) => ({ kind: 'broken', state }));
    const known = await this.#projects.connections();
    this.#known = new Set(known.map(({ key }) => key));
    const shown = [...known, ...this.#connections.removed(known)].map(
      (connection) => [connection.key, { kind: 'connection', connection }] as const,
    );
    this.#rows = new Map(shown);
    rows.push(...this.#rows.values());
    for (const info of this.#taps.list()) rows.push({ kind: 'tap', info });
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
      case 'tap':
        return tapItem(row.info);
      case 'session':
        return itemOf(row.look, row.id, TreeItemCollapsibleState.Expanded);
      case 'contact':
        return itemOf(row.look, row.id, TreeItemCollapsibleState.Collapsed);
      case 'link':
      case 'resource':
      case 'note':
        return itemOf(row.look, row.id, TreeItemCollapsibleState.None);
    }
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#follower.dispose();
    this.#changed.dispose();
  }

  #expands({ key }: Connection): boolean {
    return this.#connections.info(key)?.state === 'connected';
  }

  async #below(connection: Connection): Promise<RowBelow[]> {
    if (!this.#expands(connection)) return [];
    const { key } = connection;
    const answer = await this.#follower.expand(key);
    if (answer === null) return [];
    return answer.protocol === 'amqp' ? sessionRows(key, answer.state) : contactRows(key, answer.state);
  }

  #look(connection: Connection): RowLook {
    const isDefault = this.#choices.connection(connection.profile.protocol) === connection.key;
    const standing = this.#known.has(connection.key) ? this.#connections.profileStatus(connection) : 'removed';
    return describeConnection(connection, this.#connections.info(connection.key), isDefault, standing);
  }

  #connectionItem(connection: Connection): TreeItem {
    const look = this.#look(connection);
    const item = itemOf(
      look,
      connection.key,
      this.#expands(connection) ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    );
    // A click or Enter. One that the file no longer has can only be disconnected, from its menu.
    if (this.#known.has(connection.key))
      item.command = {
        title: 'Connect or Show Traffic',
        command: 'wireloupe.activateConnection',
        arguments: [connection.key],
      };
    return item;
  }

  #playgroundItem(): TreeItem {
    const item = new TreeItem('Playground', TreeItemCollapsibleState.None);
    const info = this.#playground.info;
    item.description = info === undefined ? 'stopped' : `${info.xmpp} · ${info.amqp}`;
    item.iconPath = new ThemeIcon('beaker');
    item.tooltip = 'An XMPP server and an AMQP broker on this machine. They hold no data after they end.';
    item.contextValue = 'playground';
    item.command = { title: 'Show Where It Listens', command: 'wireloupe.startPlayground' };
    return item;
  }
}

function rowsBelow(row: ConnectionRow): RowBelow[] {
  if (row.kind === 'session') return linkRows(row);
  return row.kind === 'contact' ? resourceRows(row) : [];
}

function itemOf(look: RowLook, id: string, collapsible: TreeItemCollapsibleState): TreeItem {
  const item = new TreeItem(printableLine(look.label), collapsible);
  item.id = id;
  item.description = printableLine(look.description);
  item.iconPath =
    look.colour === undefined ? new ThemeIcon(look.icon) : new ThemeIcon(look.icon, new ThemeColor(look.colour));
  item.tooltip = new MarkdownString(look.tooltip, true);
  item.accessibilityInformation = { label: look.accessible };
  item.contextValue = look.context;
  return item;
}

/** A click shows what crosses it. */
function tapItem(info: TapInfo): TreeItem {
  const item = itemOf(describeTap(info), `tap ${info.name}`, TreeItemCollapsibleState.None);
  item.command = { title: 'Show Its Traffic', command: 'wireloupe.showTapTraffic', arguments: [info.name] };
  return item;
}

function brokenItem(state: ProjectState): TreeItem {
  const item = new TreeItem('wireloupe.json has an error', TreeItemCollapsibleState.None);
  const [step] = state.error?.steps ?? [];
  item.description = printableLine(state.error?.message ?? '');
  item.tooltip = state.error?.message ?? '';
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.contextValue = 'broken';
  if (step !== undefined)
    item.command = { title: step.title, command: step.command, arguments: [...(step.args ?? [])] };
  return item;
}

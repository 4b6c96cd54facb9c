/**
 * The extension as the suites in the host install it: the parts of the one that is shipped, and probes into them. It is bundled into
 * a folder of its own, and is not in the package.
 */
import { EventEmitter, ThemeIcon, type Event, type ExtensionContext, type TreeItem, type Uri } from 'vscode';
import { assemble } from '../../client/assemble.ts';
import type { ConnectionRow, ConnectionTree } from '../../client/connections/tree.ts';
import type { UserError } from '../../client/errors/user-error.ts';
import type { Selection } from '../../client/traffic-view/page.ts';
import type { Inspected } from '../../client/inspector/source.ts';
import type { ConnectionInfo } from '../../wire/protocol.ts';
import type { WireHost } from '../../wire/host.ts';

/** How the sidebar shows a row. */
export interface ShownRow {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says of the row. */
  readonly accessible: string;
  readonly icon: string;
  readonly colour: string | undefined;
}

export interface ShownRows extends ShownRow {
  readonly children: readonly ShownRow[];
}

/** What the suites see of the extension beside what VS Code shows. */
export interface Probes {
  /** Milliseconds that activation took. */
  readonly activationTime: number;
  /** Which of the parts that start when needed have been started. */
  started(): { readonly language: boolean; readonly wire: boolean };
  /** Ends when the language server is ready; starts it if need be. */
  languageReady(): Promise<void>;
  /** Live traffic. Asking starts the worker. */
  wire(): Promise<WireHost>;
  /** The state of a connection, if it was ever opened. */
  connection(name: string): ConnectionInfo | undefined;
  /** How the sidebar shows a connection; undefined where it shows none of that name. */
  connectionRow(name: string): Promise<ShownRow | undefined>;
  /** How the sidebar shows the tap of a connection; undefined where none listens. */
  tapRow(name: string): Promise<ShownRow | undefined>;
  /** How the sidebar shows what is below an open connection: sessions with their links, or contacts with their resources. */
  rowsBelow(name: string): Promise<readonly ShownRows[]>;
  /** The user was told about a failure, with next steps. */
  readonly onDidTell: Event<UserError>;
  /** What the sidebar's Inspector shows. */
  inspected(): Inspected | undefined;
  /** The number in wire of a file that an editor shows, once its page has asked for rows. */
  captureSource(file: Uri): Promise<number | undefined>;
  /** Filters what the editor of a file shows, as its user does. */
  filterCapture(file: Uri, text: string): void;
  /** Selects a unit, or nothing, as a user of the traffic panel does. */
  select(selection: Selection): Promise<void>;
}

let stop: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): Probes {
  const begun = performance.now();
  const parts = assemble(context);
  const activationTime = performance.now() - begun;
  const { log, language, wire, connections, connectionTree, inspectorTree, inspector, captures } = parts;
  ({ stop } = parts);
  const told = new EventEmitter<UserError>();
  const write = log.failure.bind(log);
  log.failure = (error) => {
    told.fire(error);
    write(error);
  };
  return {
    activationTime,
    started: () => ({ language: language.started, wire: wire.started }),
    languageReady: async () => {
      await language.start();
    },
    wire: () => wire.use(),
    connection: (name) => connections.info(name),
    connectionRow: async (name) => {
      const row = await rowOf(connectionTree, name);
      return row && shown(connectionTree.getTreeItem(row));
    },
    tapRow: async (name) => {
      const rows = await connectionTree.getChildren();
      const row = rows.find((each) => each.kind === 'tap' && each.info.name === name);
      return row && shown(connectionTree.getTreeItem(row));
    },
    rowsBelow: async (name) => {
      const row = await rowOf(connectionTree, name);
      const below = row === undefined ? [] : await connectionTree.getChildren(row);
      return Promise.all(
        below.map(async (each) => ({
          ...shown(connectionTree.getTreeItem(each)),
          children: (await connectionTree.getChildren(each)).map((child) => shown(connectionTree.getTreeItem(child))),
        })),
      );
    },
    onDidTell: told.event,
    captureSource: async (file) => {
      const page = captures.of(file);
      await page?.opened();
      return page?.isShown === true ? page.source : undefined;
    },
    filterCapture: (file, filter) => captures.of(file)?.post({ type: 'filter', filter, connection: '' }),
    inspected: () => inspectorTree.inspected,
    select: (selection) => inspector.select(selection),
  };
}

export async function deactivate(): Promise<void> {
  await stop?.();
}

async function rowOf(tree: ConnectionTree, name: string): Promise<ConnectionRow | undefined> {
  return (await tree.getChildren()).find((row) => row.kind === 'connection' && row.connection.key === name);
}

function shown({ label, description, tooltip, accessibilityInformation, iconPath }: TreeItem): ShownRow {
  const icon = iconPath instanceof ThemeIcon ? iconPath : undefined;
  return {
    label: typeof label === 'string' ? label : (label?.label ?? ''),
    description: typeof description === 'string' ? description : '',
    tooltip: typeof tooltip === 'string' ? tooltip : (tooltip?.value ?? ''),
    accessible: accessibilityInformation?.label ?? '',
    icon: icon?.id ?? '',
    colour: icon?.color?.id,
  };
}

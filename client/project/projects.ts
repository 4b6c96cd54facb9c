import {
  Disposable,
  EventEmitter,
  FileSystemError,
  RelativePattern,
  Uri,
  workspace,
  type WorkspaceFolder,
} from 'vscode';
import { projectFileName } from '../../workspace/project-file.ts';
import { catalogue, connectionNamed, type Connection } from './catalogue.ts';
import { noConnections, unknownConnection } from './errors.ts';
import { readProject, type ProjectState } from './state.ts';

/** A folder that has, or may get, a `wireloupe.json`. */
type Root = Pick<WorkspaceFolder, 'uri' | 'name'> & { readonly home?: true };

/**
 * Finds, reads and watches the `wireloupe.json` of every workspace folder, or, in a window without a folder, the user's own one.
 * Nothing is read before it is asked for.
 */
export class Projects implements Disposable {
  /** The folder of the user's own `wireloupe.json`, for windows without a folder. It need not exist. */
  readonly home: Uri;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #states: Promise<readonly ProjectState[]> | undefined;
  #watching: Disposable | undefined;

  constructor(home: Uri) {
    this.home = home;
  }

  /** The state of each folder's file, in the order of the folders: at least one. */
  states(): Promise<readonly ProjectState[]> {
    this.#watching ??= this.#watch();
    this.#states ??= Promise.all(this.#roots().map(read));
    return this.#states;
  }

  async connections(): Promise<readonly Connection[]> {
    return catalogue(await this.states());
  }

  /** The state that a document belongs to; a document outside all folders gets the first one's. */
  async stateFor(document: Uri | undefined): Promise<ProjectState | undefined> {
    const states = await this.states();
    const folder = document === undefined ? undefined : workspace.getWorkspaceFolder(document)?.uri.toString();
    return states.find((each) => each.folder === folder) ?? states[0];
  }

  async stateOf(connection: Connection): Promise<ProjectState | undefined> {
    return (await this.states()).find((each) => each.folder === connection.folder);
  }

  /** The state that holds for what crosses a connection, by its key. One that is in no file has the first folder's. */
  async stateOfKey(key: string): Promise<ProjectState | undefined> {
    const states = await this.states();
    const connection = catalogue(states).find((each) => each.key === key);
    return states.find((each) => each.folder === connection?.folder) ?? states[0];
  }

  /**
   * The connections to choose from, for one protocol or for all.
   * @throws UserError when there is none, with what to do about it: open a folder, create the file, mend it, add a connection.
   */
  async required(protocol?: 'xmpp' | 'amqp'): Promise<readonly Connection[]> {
    const found = (await this.connections()).filter(
      (each) => protocol === undefined || each.profile.protocol === protocol,
    );
    if (found.length > 0) return found;
    throw await this.#explain(protocol);
  }

  /** The connection of a name. @throws UserError when no file has it. */
  async named(name: string, folder?: string): Promise<Connection> {
    const connections = await this.connections();
    const found = connectionNamed(connections, name, folder);
    if (found !== undefined) return found;
    const states = await this.states();
    const broken = states.find((each) => each.error !== undefined && (folder === undefined || each.folder === folder));
    throw (
      broken?.error ??
      unknownConnection(
        name,
        connections.map((each) => each.key),
      )
    );
  }

  /** Forgets what was read, so that the next question reads again. */
  refresh(): void {
    this.#states = undefined;
    this.#changed.fire();
  }

  dispose(): void {
    this.#watching?.dispose();
    this.#changed.dispose();
  }

  async #explain(protocol: 'xmpp' | 'amqp' | undefined): Promise<Error> {
    const states = await this.states();
    // A file that is there but broken explains more than another folder's missing one.
    const broken = states.find((each) => each.exists && each.error !== undefined);
    const missing = states.every((each) => !each.exists) ? states[0] : undefined;
    return broken?.error ?? missing?.error ?? noConnections(protocol);
  }

  #roots(): readonly Root[] {
    const folders = workspace.workspaceFolders ?? [];
    return folders.length > 0 ? folders : [{ uri: this.home, name: 'no folder', home: true }];
  }

  #watch(): Disposable {
    const watchers = [`**/${projectFileName}`, new RelativePattern(this.home, projectFileName)].map((pattern) =>
      workspace.createFileSystemWatcher(pattern),
    );
    const refresh = (): void => this.refresh();
    return Disposable.from(
      ...watchers.flatMap((watcher) => [
        watcher,
        watcher.onDidChange(refresh),
        watcher.onDidCreate(refresh),
        watcher.onDidDelete(refresh),
      ]),
      workspace.onDidChangeWorkspaceFolders(refresh),
      // The watcher is told late on some file systems; what was saved here is known at once.
      workspace.onDidSaveTextDocument((document) => {
        if (document.uri.path.endsWith(`/${projectFileName}`)) refresh();
      }),
    );
  }
}

async function read(folder: Root): Promise<ProjectState> {
  const file = Uri.joinPath(folder.uri, projectFileName);
  const place = {
    folder: folder.uri.toString(),
    folderName: folder.name,
    directory: folder.uri.fsPath,
    file: file.toString(),
    ...(folder.home && { home: folder.home }),
  };
  return readProject(place, await textOf(file));
}

async function textOf(file: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { OwnTypes } from '../../protocols/core/index.ts';
import { noTypes, OwnTypesReader } from '../../workspace/context.ts';
import { findFiles, readText } from '../../workspace/files.ts';
import type { Projects } from './projects.ts';
import type { ProjectState } from './state.ts';

/** Which files globs of a folder name. */
interface Listed {
  readonly files: Promise<readonly string[]>;
  readonly watching: Disposable;
  /** The same once they are found. */
  found: readonly string[];
}

/**
 * What projects define for themselves (`amqp.definitions` and `xmpp.schemas` of `wireloupe.json`), as the language server finds it.
 * Which files there are is found once and watched; their few texts are read at each question, so that an answer is never older
 * than the files.
 */
export class Definitions implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** What somebody has asked for is no longer as it was, on the disk or in an editor. */
  readonly onDidChange = this.#changed.event;
  /** By folder and globs. */
  readonly #listed = new Map<string, Listed>();
  readonly #types = new OwnTypesReader({
    findFiles: (folder, globs) => this.#listOf(folder, globs).files,
    readText: async (uri) => openText(uri) ?? (await readText(uri)),
  });
  readonly #listening: readonly Disposable[];

  constructor(projects: Projects) {
    this.#listening = [
      projects.onDidChange(() => {
        this.#forgetFiles();
        this.#changed.fire();
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.#touched(document.uri)),
      // An editor that is closed without saving no longer holds before the disk.
      workspace.onDidCloseTextDocument((document) => this.#touched(document.uri)),
    ];
  }

  /** What a folder's project defines; the same lists as before where nothing changed. */
  async of(state: ProjectState | undefined): Promise<OwnTypes> {
    return state === undefined ? noTypes : this.#types.of(state.folder, state.project);
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#forgetFiles();
    this.#changed.dispose();
  }

  /** Other globs may name other files. */
  #forgetFiles(): void {
    for (const { watching } of this.#listed.values()) watching.dispose();
    this.#listed.clear();
  }

  #listOf(folder: string, globs: readonly string[]): Listed {
    const key = [folder, ...globs].join('\n');
    const known = this.#listed.get(key);
    if (known !== undefined) return known;
    const forget = (): void => {
      this.#listed.get(key)?.watching.dispose();
      this.#listed.delete(key);
      this.#changed.fire();
    };
    const watchers = globs.map((glob) =>
      workspace.createFileSystemWatcher(new RelativePattern(Uri.parse(folder), glob.replace(/^\.\//, ''))),
    );
    const watching = Disposable.from(
      ...watchers,
      ...watchers.flatMap((each) => [
        each.onDidCreate(forget),
        each.onDidDelete(forget),
        each.onDidChange(() => this.#changed.fire()),
      ]),
    );
    const listed: Listed = {
      files: findFiles(folder, globs).then((files) => (listed.found = files.map((uri) => Uri.parse(uri).toString()))),
      watching,
      found: [],
    };
    this.#listed.set(key, listed);
    return listed;
  }

  #touched(uri: Uri): void {
    const text = uri.toString();
    for (const { found } of this.#listed.values()) if (found.includes(text)) return this.#changed.fire();
  }
}

/** What is in the editor holds before what is on the disk, as for the language server. */
function openText(uri: string): string | undefined {
  const wanted = Uri.parse(uri).toString();
  return workspace.textDocuments
    .find((document) => !document.isClosed && document.uri.toString() === wanted)
    ?.getText();
}

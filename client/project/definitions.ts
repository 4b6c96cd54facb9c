import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { OwnTypes } from '../../protocols/core/index.ts';
import type { Projects } from './projects.ts';
import type { ProjectState } from './state.ts';

const none: OwnTypes = { amqpDefinitions: [], xmppSchemas: [] };

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
  /** What was answered last, by folder. */
  readonly #answered = new Map<string, OwnTypes>();
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

  /** What a folder's project defines; the same object as before where nothing changed. */
  async of(state: ProjectState | undefined): Promise<OwnTypes> {
    if (state === undefined) return none;
    const {
      amqp: { definitions },
      xmpp: { schemas },
    } = state.project;
    if (definitions.length + schemas.length === 0) return none;
    const [amqpDefinitions, xmppSchemas] = await Promise.all([
      this.#textsOf(state.folder, definitions),
      this.#textsOf(state.folder, schemas),
    ]);
    const before = this.#answered.get(state.folder);
    if (
      before !== undefined &&
      sameTexts(before.amqpDefinitions, amqpDefinitions) &&
      sameTexts(before.xmppSchemas, xmppSchemas)
    )
      return before;
    const types = { amqpDefinitions, xmppSchemas };
    this.#answered.set(state.folder, types);
    return types;
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

  async #textsOf(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    if (globs.length === 0) return [];
    const { readText } = await import('../../server/files.ts');
    const texts = await Promise.all(
      (await this.#listOf(folder, globs).files).map(async (uri) => openText(uri) ?? (await readText(uri))),
    );
    return texts.filter((text) => text !== undefined);
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
      files: filesOf(folder, globs).then((files) => (listed.found = files.map((uri) => Uri.parse(uri).toString()))),
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

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

async function filesOf(folder: string, globs: readonly string[]): Promise<readonly string[]> {
  const { findFiles } = await import('../../server/files.ts');
  return findFiles(folder, globs);
}

/** What is in the editor holds before what is on the disk, as for the language server. */
function openText(uri: string): string | undefined {
  const wanted = Uri.parse(uri).toString();
  return workspace.textDocuments
    .find((document) => !document.isClosed && document.uri.toString() === wanted)
    ?.getText();
}

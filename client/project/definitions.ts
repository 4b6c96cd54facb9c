import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { Projects } from './projects.ts';
import type { ProjectState } from './state.ts';

const none: readonly string[] = [];

/** Which files a folder's globs name, and the texts that they last had. */
interface Listed {
  readonly globs: readonly string[];
  readonly files: Promise<readonly string[]>;
  readonly watching: Disposable;
  texts: readonly string[];
}

/**
 * The projects' own AMQP types (`amqp.definitions` of `wireloupe.json`), as the language server finds them. Which files there are
 * is found once and watched; their few texts are read at each question, so that an answer is never older than the files.
 */
export class Definitions implements Disposable {
  readonly #projects: Projects;
  /** By folder. */
  readonly #listed = new Map<string, Listed>();

  constructor(projects: Projects) {
    this.#projects = projects;
  }

  /** The texts for the files of a folder; the same list as before where nothing changed. */
  async of(state: ProjectState | undefined): Promise<readonly string[]> {
    const globs = state?.project.amqp.definitions ?? [];
    if (state === undefined || globs.length === 0) return none;
    const listed = this.#listOf(state.folder, globs);
    const { readText } = await import('../../server/files.ts');
    const found = await Promise.all((await listed.files).map(async (uri) => openText(uri) ?? (await readText(uri))));
    const texts = found.filter((text) => text !== undefined);
    if (texts.length !== listed.texts.length || texts.some((text, index) => text !== listed.texts[index])) listed.texts = texts;
    return listed.texts;
  }

  /** The texts for what crosses a connection, by its key. One that is in no file has those of the first folder. */
  async ofConnection(key: string): Promise<readonly string[]> {
    const states = await this.#projects.states();
    const connection = (await this.#projects.connections()).find((each) => each.key === key);
    return this.of(states.find((each) => each.folder === connection?.folder) ?? states[0]);
  }

  dispose(): void {
    for (const { watching } of this.#listed.values()) watching.dispose();
    this.#listed.clear();
  }

  #listOf(folder: string, globs: readonly string[]): Listed {
    const known = this.#listed.get(folder);
    if (known?.globs.join('\n') === globs.join('\n')) return known;
    known?.watching.dispose();
    const forget = (): void => {
      this.#listed.get(folder)?.watching.dispose();
      this.#listed.delete(folder);
    };
    const watchers = globs.map((glob) => workspace.createFileSystemWatcher(new RelativePattern(Uri.parse(folder), glob.replace(/^\.\//, '')), false, true));
    const watching = Disposable.from(...watchers, ...watchers.flatMap((each) => [each.onDidCreate(forget), each.onDidDelete(forget)]));
    const listed: Listed = { globs, files: filesOf(folder, globs), watching, texts: none };
    this.#listed.set(folder, listed);
    return listed;
  }
}

async function filesOf(folder: string, globs: readonly string[]): Promise<readonly string[]> {
  const { findFiles } = await import('../../server/files.ts');
  return findFiles(folder, globs);
}

/** What is in the editor holds before what is on the disk, as for the language server. */
function openText(uri: string): string | undefined {
  const wanted = Uri.parse(uri).toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === wanted)?.getText();
}

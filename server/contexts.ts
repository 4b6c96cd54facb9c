import { emptyProject, parseProject, resolveEnvironment, type Project } from '../protocols/project/index.ts';
import { readRuleSettings, type LanguageContext } from '../protocols/core/index.ts';

/** What documents of one workspace folder are checked against. The same object as long as nothing of it changed. */
export interface FolderContext {
  /** URI of the folder; undefined where no folder is open and the client keeps no project of its own. */
  readonly folder: string | undefined;
  readonly project: Project;
  /** `wireloupe.json` of the folder; undefined where there is none. */
  readonly file: ProjectFile | undefined;
  readonly context: LanguageContext;
}

export interface ProjectFile {
  readonly uri: string;
  readonly text: string;
}

export interface ContextSources {
  /** The text of a file, as it is in the editor where it is open there. */
  readonly readText: (uri: string) => Promise<string | undefined>;
  /** As in the server's environment. */
  readonly findFiles: (folder: string, globs: readonly string[]) => Promise<readonly string[]>;
  /** `wireloupe.rules` of the editor's settings. */
  readonly readRules: (folder: string | undefined) => Promise<unknown>;
}

/** The projects of the open folders, read when they are first asked for. */
export class Contexts {
  readonly #sources: ContextSources;
  readonly #loaded = new Map<string | undefined, Promise<FolderContext>>();
  readonly #environments = new Map<string, string | undefined>();
  readonly #texts = new Map<string, readonly string[]>();
  #environment: string | undefined;
  /** The deepest first. */
  #folders: readonly string[] = [];
  /** What a document outside of every folder belongs to. */
  #fallback: string | undefined;

  constructor(sources: ContextSources) {
    this.#sources = sources;
  }

  /**
   * Sets the open folders (URIs). A document belongs to the deepest folder that holds it. Any other document, an unsaved one too,
   * belongs to the first folder, or to `home`, the client's own folder, where none is open.
   */
  setFolders(folders: readonly string[], home?: string): void {
    const [first = home] = folders;
    this.#fallback = first && withoutSlash(first);
    this.#folders = folders.map(withoutSlash).sort((a, b) => b.length - a.length);
    this.invalidate();
  }

  /** Chooses an environment for one folder, or for all; undefined is the first one of `wireloupe.json`. */
  choose(environment: string | undefined, folder: string | undefined): void {
    if (folder !== undefined) this.#environments.set(withoutSlash(folder), environment);
    else {
      this.#environments.clear();
      this.#environment = environment;
    }
    this.invalidate();
  }

  /** Forgets what was read, since a file or a setting has changed. */
  invalidate(): void {
    this.#loaded.clear();
  }

  /** The context of a document. */
  of(uri: string): Promise<FolderContext> {
    const folder = this.#folders.find((each) => uri.startsWith(`${each}/`)) ?? this.#fallback;
    const known = this.#loaded.get(folder);
    if (known !== undefined) return known;
    const loading = this.#load(folder);
    this.#loaded.set(folder, loading);
    // What failed once is tried again with the next request.
    loading.catch(() => this.#loaded.delete(folder));
    return loading;
  }

  async #load(folder: string | undefined): Promise<FolderContext> {
    const file = folder === undefined ? undefined : await this.#readFile(`${folder}/wireloupe.json`);
    const project = file === undefined ? emptyProject : parseProject(file.text).project;
    const environment =
      folder !== undefined && this.#environments.has(folder) ? this.#environments.get(folder) : this.#environment;
    // What somebody sets for themselves goes over what the project says for all.
    const rules = { ...project.rules, ...readRuleSettings(await this.#sources.readRules(folder)) };
    const amqpDefinitions = folder === undefined ? [] : await this.#readTexts(folder, 'amqp', project.amqp.definitions);
    const xmppSchemas = folder === undefined ? [] : await this.#readTexts(folder, 'xmpp', project.xmpp.schemas);
    const context = {
      variables: resolveEnvironment(project, environment),
      connections: Object.keys(project.connections),
      rules,
      amqpDefinitions,
      xmppSchemas,
    };
    return { folder, project, file, context };
  }

  /** The texts of the project's own AMQP types or XMPP schemas; the same list as before where nothing changed, since much is made from it. */
  async #readTexts(folder: string, kind: 'amqp' | 'xmpp', globs: readonly string[]): Promise<readonly string[]> {
    const uris = globs.length === 0 ? [] : await this.#sources.findFiles(folder, globs);
    const texts = (await Promise.all(uris.map((uri) => this.#sources.readText(uri)))).filter(
      (text) => text !== undefined,
    );
    const before = this.#texts.get(`${kind} ${folder}`) ?? [];
    if (before.length === texts.length && before.every((text, index) => text === texts[index])) return before;
    this.#texts.set(`${kind} ${folder}`, texts);
    return texts;
  }

  async #readFile(uri: string): Promise<ProjectFile | undefined> {
    const text = await this.#sources.readText(uri);
    return text === undefined ? undefined : { uri, text };
  }
}

function withoutSlash(folder: string): string {
  return folder.replace(/\/$/, '');
}

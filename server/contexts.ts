import { emptyProject, parseProject, type Project } from '../protocols/project/index.ts';
import type { LanguageContext } from '../protocols/core/index.ts';
import { languageContext, noTypes, OwnTypesReader, rulesOf, type ProjectSources } from '../workspace/context.ts';
import { projectFileName } from '../workspace/project-file.ts';

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

/** Texts are as in the editor where a file is open there. */
export interface ContextSources extends ProjectSources {
  /** `wireloupe.rules` of the editor's settings. */
  readonly readRules: (folder: string | undefined) => Promise<unknown>;
}

/** The projects of the open folders, read when they are first asked for. */
export class Contexts {
  readonly #sources: ContextSources;
  readonly #types: OwnTypesReader;
  readonly #loaded = new Map<string | undefined, Promise<FolderContext>>();
  readonly #environments = new Map<string, string | undefined>();
  #environment: string | undefined;
  /** The deepest first. */
  #folders: readonly string[] = [];
  /** What a document outside of every folder belongs to. */
  #fallback: string | undefined;

  constructor(sources: ContextSources) {
    this.#sources = sources;
    this.#types = new OwnTypesReader(sources);
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
    const file = folder === undefined ? undefined : await this.#readFile(`${folder}/${projectFileName}`);
    const project = file === undefined ? emptyProject : parseProject(file.text).project;
    const environment =
      folder !== undefined && this.#environments.has(folder) ? this.#environments.get(folder) : this.#environment;
    const rules = rulesOf(project, await this.#sources.readRules(folder));
    const types = folder === undefined ? noTypes : await this.#types.of(folder, project);
    return { folder, project, file, context: languageContext(project, types, rules, environment) };
  }

  async #readFile(uri: string): Promise<ProjectFile | undefined> {
    const text = await this.#sources.readText(uri);
    return text === undefined ? undefined : { uri, text };
  }
}

function withoutSlash(folder: string): string {
  return folder.replace(/\/$/, '');
}

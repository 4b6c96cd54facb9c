import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolveEnvironment } from '../protocols/project/index.ts';
import { LineIndex, type LanguageContext } from '../protocols/core/index.ts';
import { findProject, loadProject, projectFileName, type LoadedProject } from '../wire/files/project.ts';
import { readText, unreadable } from './files.ts';
import { UsageError, type Io } from './io.ts';

/** A project, and what its files are checked against. */
export interface ProjectContext extends LoadedProject {
  /** The folder that it holds for: that of `wireloupe.json`, or the current one where there is none. */
  readonly folder: string;
  readonly context: LanguageContext;
}

export interface ProjectOptions {
  /** `--config`: the project's file for all; else each file has the nearest `wireloupe.json` above it. */
  readonly config: string | undefined;
  /** `--env`: an environment that the project must have. */
  readonly env: string | undefined;
}

/** The projects of the files that a command works on, each read once. */
export class ProjectFiles {
  readonly #options: ProjectOptions;
  readonly #io: Io;
  readonly #byFolder = new Map<string, Promise<ProjectContext>>();
  readonly #byProject = new Map<string, Promise<ProjectContext>>();

  constructor(options: ProjectOptions, io: Io) {
    this.#options = options;
    this.#io = io;
  }

  /** The project of a file. Mistakes in `wireloupe.json` are left to `check`. */
  of(file: string): Promise<ProjectContext> {
    const folder = this.#options.config === undefined ? path.dirname(path.resolve(this.#io.cwd, file)) : '';
    let found = this.#byFolder.get(folder);
    if (found === undefined) this.#byFolder.set(folder, (found = this.#load(folder)));
    return found;
  }

  /** The same for commands that act on it: a project with errors is a `UsageError` that names the first. */
  async soundOf(file: string): Promise<ProjectContext> {
    const project = await this.of(file);
    const error = firstError(project);
    if (error === undefined) return project;
    throw new UsageError(`${error}; wireloupe check shows all mistakes of the file.`);
  }

  async #load(folder: string): Promise<ProjectContext> {
    const loaded = await this.#read(folder);
    const key = loaded.path ?? '';
    let found = this.#byProject.get(key);
    if (found === undefined) this.#byProject.set(key, (found = this.#withContext(loaded)));
    return found;
  }

  async #read(folder: string): Promise<LoadedProject> {
    const { config } = this.#options;
    try {
      return await (config === undefined ? findProject(folder) : loadProject(path.resolve(this.#io.cwd, config)));
    } catch (error) {
      const file = error instanceof Error && 'path' in error ? String(error.path) : path.join(folder, projectFileName);
      throw unreadable(config ?? (path.relative(this.#io.cwd, file) || file), error);
    }
  }

  async #withContext(loaded: LoadedProject): Promise<ProjectContext> {
    const { project } = loaded;
    const folder = loaded.path === undefined ? this.#io.cwd : path.dirname(loaded.path);
    const [amqpDefinitions, xmppSchemas] = await Promise.all([
      this.#textsOf(folder, project.amqp.definitions),
      this.#textsOf(folder, project.xmpp.schemas),
    ]);
    const context = {
      variables: this.#variables(loaded),
      connections: Object.keys(project.connections),
      rules: project.rules,
      amqpDefinitions,
      xmppSchemas,
    };
    return { ...loaded, folder, context };
  }

  /** The texts of the files that a project lists. A file or folder among them that cannot be read is a UsageError. */
  async #textsOf(folder: string, globs: readonly string[]): Promise<readonly string[]> {
    if (globs.length === 0) return [];
    const { findFiles } = await import('../server/files.ts');
    const shown = (file: string): string => path.relative(this.#io.cwd, file) || file;
    const uris = await findFiles(pathToFileURL(folder).href, globs, (file, error) => {
      throw unreadable(shown(file), error);
    });
    return Promise.all(uris.map((uri) => fileURLToPath(uri)).map((file) => readText(shown(file), file)));
  }

  #variables({ project, path: file }: LoadedProject): ReadonlyMap<string, string> {
    const { env } = this.#options;
    const names = Object.keys(project.environments);
    if (env !== undefined && !names.includes(env)) {
      throw new UsageError(
        `There is no environment “${env}” in ${file ?? 'wireloupe.json, which is missing'}. Known: ${names.join(', ') || 'none'}.`,
      );
    }
    return resolveEnvironment(project, env);
  }
}

/** The first error of a project's file, with its place: `wireloupe.json:1:2: …`. */
export function firstError({ path: file = '', text, diagnostics }: LoadedProject): string | undefined {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined) return undefined;
  const { line, character } = new LineIndex(text).positionAt(error.start);
  return `${file}:${line + 1}:${character + 1}: ${error.message}`;
}

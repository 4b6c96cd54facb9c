import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LineIndex, type LanguageContext } from '../protocols/core/index.ts';
import { languageContext, OwnTypesReader } from '../workspace/context.ts';
import { findFiles } from '../workspace/files.ts';
import { findProject, loadProject, projectFileName, type LoadedProject } from '../workspace/project-file.ts';
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
  readonly #types: OwnTypesReader;
  readonly #byFolder = new Map<string, Promise<ProjectContext>>();
  readonly #byProject = new Map<string, Promise<ProjectContext>>();

  constructor(options: ProjectOptions, io: Io) {
    this.#options = options;
    this.#io = io;
    // A file or folder that the project lists and that cannot be read is a UsageError.
    const shown = (file: string): string => path.relative(io.cwd, file) || file;
    this.#types = new OwnTypesReader({
      findFiles: (folder, globs) =>
        findFiles(folder, globs, (file, error) => {
          throw unreadable(shown(file), error);
        }),
      readText: (uri) => readText(shown(fileURLToPath(uri)), fileURLToPath(uri)),
    });
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
    const types = await this.#types.of(pathToFileURL(folder).href, project);
    return { ...loaded, folder, context: languageContext(project, types, project.rules, this.#environmentOf(loaded)) };
  }

  /** The environment that was asked for, which the project must have. */
  #environmentOf({ project, path: file }: LoadedProject): string | undefined {
    const { env } = this.#options;
    const names = Object.keys(project.environments);
    if (env !== undefined && !names.includes(env)) {
      throw new UsageError(
        `There is no environment “${env}” in ${file ?? 'wireloupe.json, which is missing'}. Known: ${names.join(', ') || 'none'}.`,
      );
    }
    return env;
  }
}

/** The first error of a project's file, with its place: `wireloupe.json:1:2: …`. */
export function firstError({ path: file = '', text, diagnostics }: LoadedProject): string | undefined {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined) return undefined;
  const { line, character } = new LineIndex(text).positionAt(error.start);
  return `${file}:${line + 1}:${character + 1}: ${error.message}`;
}

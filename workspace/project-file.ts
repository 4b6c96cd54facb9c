import { dirname, join, parse, resolve } from 'node:path';
import type { ConnectionProfile, ParseOptions } from '../protocols/project/index.ts';
import { emptyProject, type Project } from '../protocols/project/model.ts';
import type { Diagnostic } from '../protocols/core/index.ts';
import { isMissing, readTextFile } from './regular-file.ts';

/** The name of the project's file. */
export const projectFileName = 'wireloupe.json';

/** A project as it lies on the disk. */
export interface LoadedProject {
  readonly project: Project;
  /** The file's absolute path; undefined where there is none, which is an empty project. */
  readonly path: string | undefined;
  readonly text: string;
  /** What is wrong in the file; the project holds what is sound. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a project's file. Rejects with the file system's error when it cannot be read; mistakes in it are diagnostics. */
export async function loadProject(path: string, options: ParseOptions = {}): Promise<LoadedProject> {
  const absolute = resolve(path);
  const text = await readTextFile(absolute);
  // Loaded where there is a project: the parser, and what checks it, are large.
  const { parseProject } = await import('../protocols/project/index.ts');
  const { project, diagnostics } = parseProject(text, options);
  return { project, path: absolute, text, diagnostics };
}

/** Reads the nearest `wireloupe.json` of a folder and those above it; an empty project where there is none. */
export async function findProject(folder: string, options: ParseOptions = {}): Promise<LoadedProject> {
  const { root } = parse(resolve(folder));
  for (let here = resolve(folder); ; here = dirname(here)) {
    try {
      return await loadProject(join(here, projectFileName), options);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    if (here === root) return { project: emptyProject, path: undefined, text: '', diagnostics: [] };
  }
}

/** The profile with the paths in it made absolute: they are relative to the folder of its `wireloupe.json`. */
export function withAbsolutePaths(profile: ConnectionProfile, folder: string): ConnectionProfile {
  const { tls } = profile;
  if (tls === undefined) return profile;
  const paths: { ca?: string; cert?: string; key?: string } = {};
  for (const part of ['ca', 'cert', 'key'] as const) {
    const path = tls[part];
    if (path !== undefined) paths[part] = resolve(folder, path);
  }
  return { ...profile, tls: { ...tls, ...paths } };
}

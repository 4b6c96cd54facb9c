import { dirname, join, parse, resolve } from 'node:path';
import {
  emptyProject,
  parseProject,
  type ConnectionProfile,
  type ParseOptions,
  type Project,
} from '../../protocols/project/index.ts';
import type { Diagnostic } from '../../protocols/core/index.ts';
import { readRegularFile } from './regular.ts';

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
  // As in an editor, a byte order mark does not belong to the text.
  const text = (await readRegularFile(absolute)).toString('utf8').replace(/^\uFEFF/, '');
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

/** A profile with the paths in it made absolute, as connecting wants them. They are relative to the project's file. */
export function resolveProfile(profile: ConnectionProfile, projectPath: string): ConnectionProfile {
  const { tls } = profile;
  if (tls === undefined) return profile;
  const folder = dirname(projectPath);
  const paths: { ca?: string; cert?: string; key?: string } = {};
  for (const part of ['ca', 'cert', 'key'] as const) {
    const path = tls[part];
    if (path !== undefined) paths[part] = resolve(folder, path);
  }
  return { ...profile, tls: { ...tls, ...paths } };
}

/** The password that a profile takes from the environment. Undefined where it takes none; an error text where it is not set. */
export function passwordFromEnvironment(
  profile: ConnectionProfile,
  env: NodeJS.ProcessEnv,
): { readonly password?: string; readonly missing?: string } {
  const name = profile.password?.env;
  if (name === undefined) return {};
  const password = env[name];
  return password === undefined ? { missing: name } : { password };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { withPath } from '../../workspace/byte-path.ts';
import { whyUnreadable } from '../files.ts';
import { UsageError } from '../io.ts';
import { watchedFs } from './watched-fs.ts';

const inFolders = ['**/*.xmpp', '**/*.amqp.yaml', '**/*.amqp.yml', '**/*.xml', '**/*.xsd', '**/wireloupe.json'];
const ignore = ['**/node_modules/**', '**/.git/**'];

/** A file to check; `named` where the user named it, and did not only name its folder or a pattern. */
export interface FoundFile {
  readonly file: string;
  readonly named: boolean;
}

/** What a search found, and what it could not read, each with its reason. */
export interface Found {
  readonly files: readonly FoundFile[];
  readonly problems: readonly UsageError[];
}

/** Files, folders and globs as absolute paths, each file once, in order. A path that is not there is a UsageError. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<Found> {
  const found = new Map<string, FoundFile>();
  const problems: UsageError[] = [];
  const add = (file: string, named: boolean): void => {
    const known = found.get(file);
    if (known === undefined || (named && !known.named)) found.set(file, { file, named });
  };
  const search = async (patterns: readonly string[], folder: string): Promise<readonly string[]> => {
    const { fs, failures } = watchedFs(folder, patterns);
    const files = await glob([...patterns], { cwd: folder, absolute: true, ignore, fs });
    for (const [file, error] of failures)
      problems.push(await whyUnreadable(path.relative(cwd, file) || file, file, error));
    const kept = await Promise.all(files.map(isReadable));
    return files.filter((_, i) => kept[i]);
  };
  for (const given of paths) {
    const full = path.resolve(cwd, given);
    const kind = await kindOf(given, full);
    if (kind === 'file') add(full, true);
    else if (kind === 'folder') for (const file of await search(inFolders, full)) add(file, false);
    else {
      const before = problems.length;
      const files = await search([given], cwd);
      if (files.length === 0 && problems.length === before) throw new UsageError(`No file matches ${given}.`);
      for (const file of files) add(file, false);
    }
  }
  return { files: await eachOnce([...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1))), problems };
}

/** Not a device, socket or named pipe, which a search passes over. What cannot be looked at is named when it is read. */
async function isReadable(file: string): Promise<boolean> {
  const stats = await withPath(file, (at) => stat(at)).catch(() => undefined);
  return stats === undefined || stats.isFile();
}

/** The kind of a path. Fails with a UsageError if it cannot be examined and is not a glob. */
async function kindOf(given: string, full: string): Promise<'file' | 'folder' | 'glob'> {
  try {
    return (await withPath(full, (at) => stat(at))).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isDynamicPattern(given)) return 'glob';
    throw await whyUnreadable(given, full, error);
  }
}

/** Links lead to one file on several ways, or round in circles: a named way counts, else the file's own path, else the first. */
async function eachOnce(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const real = await Promise.all(files.map(({ file }) => realpath(file).catch(() => file)));
  const chosen = new Map<string, FoundFile>();
  files.forEach((each, i) => {
    const target = real[i] ?? each.file;
    const other = chosen.get(target);
    if (other === undefined || (!other.named && (each.named || each.file === target))) chosen.set(target, each);
  });
  return files.filter((each, i) => each.named || chosen.get(real[i] ?? each.file) === each);
}

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from '../io.ts';

const inFolders = ['**/*.xmpp', '**/*.amqp.yaml', '**/*.amqp.yml', '**/*.xml', '**/*.xsd', '**/wireloupe.json'];
const ignore = ['**/node_modules/**', '**/.git/**'];

/** A file to check; `named` where the user named it, and did not only name its folder or a pattern. */
export interface FoundFile {
  readonly file: string;
  readonly named: boolean;
}

/** Files, folders and globs as absolute paths, each file once, in order. A path that is not there is a UsageError. */
export async function findFiles(paths: readonly string[], cwd: string): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  const add = (file: string, named: boolean): void => {
    const known = found.get(file);
    if (known === undefined || (named && !known.named)) found.set(file, { file, named });
  };
  for (const given of paths) {
    const full = path.resolve(cwd, given);
    const info = await stat(full).catch(() => undefined); // not there: perhaps a glob
    if (info?.isFile() === true) add(full, true);
    else if (info?.isDirectory() === true) for (const file of await glob(inFolders, { cwd: full, absolute: true, ignore })) add(file, false);
    else if (isDynamicPattern(given)) {
      const files = await glob([given], { cwd, absolute: true, ignore });
      if (files.length === 0) throw new UsageError(`No file matches ${given}.`);
      for (const file of files) add(file, false);
    } else throw new UsageError(`${given} is not there.`);
  }
  return eachOnce([...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1)));
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

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { matches } from './globs.ts';

/** The text of a file by its `file:` URI; undefined where it is elsewhere, missing or unreadable. A mark of byte order goes. */
export async function readText(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return (await readFile(fileURLToPath(uri), 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    // A project without wireloupe.json is as good as any; what cannot be read shows in the editor as well.
    return undefined;
  }
}

/** The `file:` URIs of the files below a folder that match globs, in the order of their names. Links are not followed. */
export async function findFiles(folder: string, globs: readonly string[]): Promise<readonly string[]> {
  if (!folder.startsWith('file:')) return [];
  const root = fileURLToPath(folder);
  const found: string[] = [];
  for await (const name of walk(root, '')) if (matches(name, globs)) found.push(name);
  return found.sort().map((name) => pathToFileURL(path.join(root, name)).href);
}

/** Files below a folder, by their path from `root` with `/` between its parts. Installed packages and git's own files are left out. */
async function* walk(root: string, inside: string): AsyncGenerator<string> {
  // A folder that cannot be read has nothing to offer.
  const entries = await readdir(path.join(root, inside), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isFile()) yield name;
    else if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') yield* walk(root, name);
  }
}

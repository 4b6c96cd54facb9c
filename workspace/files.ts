import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMissing, readTextFile } from './regular-file.ts';

/** Takes what is there and cannot be read, a path or a URI, and why. */
export type OnUnreadable = (file: string, error: unknown) => void;

/** The text of a file by its `file:` URI, without a byte order mark; undefined where it is elsewhere, missing or unreadable. */
export async function readText(uri: string, onUnreadable?: OnUnreadable): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return await readTextFile(fileURLToPath(uri));
  } catch (error) {
    // A project without wireloupe.json is as good as any.
    if (!isMissing(error)) onUnreadable?.(uri, error);
    return undefined;
  }
}

/** The `file:` URIs of the files below a folder that match globs, in the order of their names. Links are not followed. */
export async function findFiles(
  folder: string,
  globs: readonly string[],
  onUnreadable?: OnUnreadable,
): Promise<readonly string[]> {
  if (!folder.startsWith('file:')) return [];
  // The glob library costs every start of the command line and of the extension, and most projects list no files.
  const { matches } = await import('./globs.ts');
  const root = fileURLToPath(folder);
  const found: string[] = [];
  for await (const name of walk(root, '', onUnreadable)) if (matches(name, globs)) found.push(name);
  return found.sort().map((name) => pathToFileURL(path.join(root, name)).href);
}

/** Files below a folder, by their path from `root` with `/` between its parts. Installed packages and git's own files are left out. */
async function* walk(root: string, inside: string, onUnreadable: OnUnreadable | undefined): AsyncGenerator<string> {
  const folder = path.join(root, inside);
  // A folder that cannot be read has nothing to offer.
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    onUnreadable?.(folder, error);
    return [];
  });
  for (const entry of entries) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isFile()) yield name;
    else if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git')
      yield* walk(root, name, onUnreadable);
  }
}

import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** What Node puts in place of the bytes of a name that are not UTF-8. */
const replaced = '\uFFFD';

/**
 * Does something with a file or folder, also with one whose name is not UTF-8: a text cannot hold such a name, so where nothing
 * is found by the text, the name is looked up by its bytes. Rejects as `use` does; several names that read alike are an error.
 */
export async function withPath<T>(file: string, use: (file: string | Buffer) => Promise<T>): Promise<T> {
  try {
    return await use(file);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const bytes = isMissing && file.includes(replaced) ? await bytePath(path.resolve(file)) : undefined;
    if (bytes === undefined) throw error;
    return use(bytes);
  }
}

/** The path whose bytes read as `absolute`; undefined where there is none. */
async function bytePath(absolute: string): Promise<Buffer | undefined> {
  const { root } = path.parse(absolute);
  let here = Buffer.from(root);
  for (const part of absolute.slice(root.length).split(path.sep)) {
    const names = part.includes(replaced)
      ? (await readdir(here, { encoding: 'buffer' })).filter((name) => name.toString() === part)
      : [Buffer.from(part)];
    const [name, another] = names;
    if (name === undefined) return undefined;
    if (another !== undefined) throw new Error('several names differ only in bytes that are not UTF-8; rename them');
    here = Buffer.concat([here, Buffer.from(here.length > root.length ? path.sep : ''), name]);
  }
  return here;
}

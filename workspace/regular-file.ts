import { readFile, stat } from 'node:fs/promises';
import { withPath } from './byte-path.ts';

/**
 * The bytes of a file, also behind a link. Rejects with the system's error, or, for what is neither file nor folder, with one
 * that says what it is: a device may have no end, and a named pipe may never begin.
 */
export function readRegularFile(file: string): Promise<Buffer> {
  return withPath(file, async (found) => {
    const stats = await stat(found);
    if (stats.isFile() || stats.isDirectory()) return readFile(found);
    throw new Error(
      `it is ${stats.isFIFO() ? 'a named pipe' : stats.isSocket() ? 'a socket' : 'a device'}, not a file`,
    );
  });
}

/** The text of a file, as an editor shows it: in UTF-8, without a byte order mark. Rejects as `readRegularFile` does. */
export async function readTextFile(file: string): Promise<string> {
  return (await readRegularFile(file)).toString('utf8').replace(/^\uFEFF/, '');
}

/** Whether an error of the file system says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

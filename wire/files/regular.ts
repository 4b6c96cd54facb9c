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

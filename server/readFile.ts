import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

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

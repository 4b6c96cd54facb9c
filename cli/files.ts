import { readRegularFile } from '../workspace/regular-file.ts';
import { unreadableText, whyUnreadableText } from '../workspace/unreadable.ts';
import { UsageError } from './io.ts';

/** The bytes of a regular file. Fails with a UsageError, which names the file as the user did, if it cannot be read or is of another kind. */
export async function readBytes(name: string, file: string): Promise<Buffer> {
  try {
    return await readRegularFile(file);
  } catch (error) {
    throw await whyUnreadable(name, file, error);
  }
}

/** The text of a file; one that cannot be read, or is not UTF-8, is a UsageError that names it as the user did. */
export async function readText(name: string, file: string): Promise<string> {
  return utf8(name, await readBytes(name, file));
}

/** The text of bytes that must be UTF-8. A byte order mark in front is not part of it, as in an editor. */
export function utf8(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8, as XMPP and YAML must be.`);
  }
}

/** An error of the file system in words, for a path as the user wrote it. */
export function unreadable(path: string, error: unknown): UsageError {
  return new UsageError(unreadableText(path, error));
}

/** The same; of a link that leads nowhere, it says where to. */
export async function whyUnreadable(name: string, file: string, error: unknown): Promise<UsageError> {
  return new UsageError(await whyUnreadableText(name, file, error));
}

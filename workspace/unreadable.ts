import { readlink } from 'node:fs/promises';
import { messageOf } from '../protocols/core/index.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

/** An error of the file system in words: a sentence, for a path as the user wrote it. */
export function unreadableText(path: string, error: unknown): string {
  const code = codeOf(error);
  return code === 'ENOENT'
    ? `${path} is not there.`
    : `${path} cannot be read: ${reasons[code ?? ''] ?? messageOf(error)}.`;
}

/** The same; of a link that leads nowhere, it says where to. @param file where the path leads to */
export async function whyUnreadableText(name: string, file: string, error: unknown): Promise<string> {
  const target = codeOf(error) === 'ENOENT' ? await readlink(file).catch(() => undefined) : undefined; // not a symbolic link
  return target === undefined ? unreadableText(name, error) : `${name} is a link to ${target}, which is not there.`;
}

/** The code of an error of the file system: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

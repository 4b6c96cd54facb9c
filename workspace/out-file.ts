import { constants } from 'node:fs';
import { open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../protocols/core/index.ts';
import { codeOf } from './unreadable.ts';

/** Owner may read and write; nobody else may do anything. */
const mode = 0o600;

/** A file that cannot be written: a sentence says which, and why. */
export class OutFileError extends Error {
  override readonly name = 'OutFileError';
}

/** Where a result is written. */
export interface OutFile {
  /** Resolves when the bytes are taken. */
  write(bytes: Uint8Array): Promise<void>;
  /** The result is whole: only now is it there under its name. */
  commit(): Promise<void>;
  /** The result is not wanted any more; after a commit, nothing happens. */
  discard(): Promise<void>;
}

/** Why a file cannot be written, from an error of the file system: words without a full stop. */
export function whyUnwritable(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'no space is left',
    EDQUOT: 'the quota of disk space is used up',
    EFBIG: 'it becomes larger than files may be (ulimit -f)',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOENT: 'its folder is not there',
    ENOTDIR: 'a part of the path is not a folder',
    EISDIR: 'it is a folder',
    ENAMETOOLONG: 'its name is too long',
  };
  return reasons[codeOf(error) ?? ''] ?? messageOf(error);
}

function failed(name: string, error: unknown): OutFileError {
  return new OutFileError(`${name} cannot be written: ${whyUnwritable(error)}.`);
}

/** The file that a path leads to, and what it is; undefined where there is none yet. */
async function found(file: string) {
  try {
    return await stat(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether two paths lead to the same file. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([found(one).catch(() => undefined), found(other).catch(() => undefined)]);
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

/**
 * Opens a file for a result, which only its owner may read. The result goes to a file next to it, which takes its name when it is whole; devices and
 * pipes are written as they are.
 * @param name as the user wrote it
 * @throws OutFileError, as do all functions of what it gives
 */
export async function openOutFile(name: string, file: string): Promise<OutFile> {
  try {
    const old = await found(file);
    if (old?.isDirectory() === true) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    if (old !== undefined && !old.isFile()) return deviceOf(name, await open(file, 'w'));
    // A link stays one.
    const target = old === undefined ? file : await realpath(file);
    const temporary = path.join(path.dirname(target), `.wireloupe-${process.pid}-${Date.now().toString(36)}.tmp`);
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    return fileOf(name, await open(temporary, flags, mode), temporary, target);
  } catch (error) {
    throw failed(name, error);
  }
}

function fileOf(name: string, handle: FileHandle, temporary: string, target: string): OutFile {
  let isOver = false;
  const discard = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await handle.close().catch(() => undefined); // the error that made it end is the one to tell
    await unlink(temporary).catch(() => undefined);
  };
  const guarded = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      await discard();
      throw failed(name, error);
    }
  };
  return {
    write: (bytes) => guarded(() => handle.writeFile(bytes)),
    commit: () =>
      guarded(async () => {
        await handle.sync();
        await handle.close();
        await rename(temporary, target);
        isOver = true;
      }),
    discard,
  };
}

function deviceOf(name: string, handle: FileHandle): OutFile {
  let isOver = false;
  const close = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await handle.close();
  };
  return {
    write: async (bytes) => {
      try {
        await handle.writeFile(bytes);
      } catch (error) {
        throw failed(name, error);
      }
    },
    commit: close,
    discard: close,
  };
}

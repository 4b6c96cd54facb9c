import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileSystemAdapter } from 'tinyglobby';
import { withPath } from '../../workspace/byte-path.ts';
import { matches } from '../../workspace/globs.ts';

/**
 * A file system for tinyglobby, which passes over what it cannot read: this one notes each folder that cannot be read, and each
 * link that cannot be followed and whose name fits the patterns, with the system's error.
 */
export function watchedFs(
  root: string,
  patterns: readonly string[],
): { readonly fs: FileSystemAdapter; readonly failures: ReadonlyMap<string, unknown> } {
  const failures = new Map<string, unknown>();
  const fits = (file: string): boolean =>
    matches(path.relative(root, file).split(path.sep).join('/'), patterns) || matches(file, patterns);
  const fs = {
    readdir: (
      folder: string,
      options: { withFileTypes: true },
      done: (error: Error | null, entries?: Dirent[]) => void,
    ): void => {
      withPath(folder, (found) => readdir(found, options)).then(
        (entries) => done(null, entries),
        (error: unknown) => {
          failures.set(path.resolve(folder), error);
          done(error as Error);
        },
      );
    },
    realpath: (link: string, done: (error: Error | null, target?: string) => void): void => {
      withPath(link, (found) => realpath(found)).then(
        (target) => done(null, target),
        (error: unknown) => {
          if (fits(link)) failures.set(path.resolve(link), error);
          done(error as Error);
        },
      );
    },
    stat: (file: string, done: (error: Error | null, stats?: Stats) => void): void => {
      withPath(file, (found) => stat(found)).then(
        (stats) => done(null, stats),
        (error: unknown) => done(error as Error),
      );
    },
  };
  return { fs: fs as unknown as FileSystemAdapter, failures };
}

import picomatch from 'picomatch';

/** Whether a path from the project's folder, with `/` between its parts, fits one of the globs of `wireloupe.json`. */
export function matches(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => picomatch.isMatch(path, glob.replace(/^\.\//, ''), { dot: true }));
}

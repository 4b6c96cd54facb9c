import type { ConnectionProfile } from '../../protocols/project/index.ts';
import type { Connection } from '../project/catalogue.ts';

/**
 * How an open connection stands to `wireloupe.json` as it is now: it goes on with the profile that it was opened with, which
 * the file may say otherwise, or no longer have.
 */
export type ProfileStatus = 'current' | 'outdated' | 'removed';

/** Whether two profiles say the same, in whatever order. */
export function sameProfile(a: ConnectionProfile, b: ConnectionProfile): boolean {
  return canonical(a) === canonical(b);
}

/** The opened connections that the project no longer has. */
export function removed(opened: Iterable<Connection>, known: readonly Connection[]): readonly Connection[] {
  const keys = new Set(known.map(({ key }) => key));
  return [...opened].filter(({ key }) => !keys.has(key));
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join()}}`;
}

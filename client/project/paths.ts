import path from 'node:path';
import type { ConnectionProfile } from '../../protocols/project/index.ts';

/** The profile with the paths in it made absolute; `directory` is where its `wireloupe.json` stands. */
export function withAbsolutePaths(profile: ConnectionProfile, directory: string): ConnectionProfile {
  const { tls } = profile;
  if (tls === undefined) return profile;
  const absolute = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : path.resolve(directory, file);
  const [ca, cert, key] = [absolute(tls.ca), absolute(tls.cert), absolute(tls.key)];
  return {
    ...profile,
    tls: {
      ...tls,
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    },
  };
}

import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import { UsageError, type Io } from '../io.ts';
import type { ProjectContext } from '../project.ts';
import type { Item, SendFile } from './items.ts';

/** The environment variable of a password that the profile names no other for. */
export const passwordVariable = 'WIRELOUPE_PASSWORD';

/** The profile with its paths made absolute, and the password from the environment. */
function profileOf(
  name: string,
  protocol: 'xmpp' | 'amqp',
  loaded: ProjectContext,
  io: Io,
): { readonly profile: ConnectionProfile; readonly password?: string } {
  const profile = Object.hasOwn(loaded.project.connections, name) ? loaded.project.connections[name] : undefined;
  if (profile === undefined) {
    const known = Object.keys(loaded.project.connections).join(', ') || 'none';
    throw new UsageError(
      `There is no connection “${name}” in ${loaded.path ?? 'wireloupe.json, which is missing'}. Known: ${known}.`,
    );
  }
  if (profile.protocol !== protocol)
    throw new UsageError(
      `The connection “${name}” is for ${profile.protocol.toUpperCase()}, and the file holds ${protocol.toUpperCase()}: choose another with --connection.`,
    );
  const resolved = withAbsolutePaths(profile, loaded.folder);
  const variable = profile.password?.env ?? passwordVariable;
  const password = io.env[variable];
  if (password === undefined && profile.password !== undefined)
    throw new UsageError(
      `The password of “${name}” comes from the environment variable ${variable}, which is not set.`,
    );
  return password === undefined ? { profile: resolved } : { profile: resolved, password };
}

/** A connection that something goes to. */
export interface Destination {
  readonly connection: string;
  readonly profile: ConnectionProfile;
  readonly password?: string;
}

/** Where each item goes. A connection or a password that is missing is a `UsageError`, found before anything is sent. */
export function destinationsOf(
  { items, protocol }: SendFile,
  chosen: string | undefined,
  loaded: ProjectContext,
  io: Io,
): ReadonlyMap<Item, Destination> {
  return new Map(
    items.map((item) => {
      const connection = chosen ?? item.connection ?? onlyOne(protocol, loaded);
      return [item, { connection, ...profileOf(connection, protocol, loaded, io) }];
    }),
  );
}

function onlyOne(protocol: 'xmpp' | 'amqp', loaded: ProjectContext): string {
  const names = Object.entries(loaded.project.connections).flatMap(([name, profile]) =>
    profile.protocol === protocol ? [name] : [],
  );
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError(
      `Which connection? --connection takes ${names.join(', ') || `one of wireloupe.json, which has none for ${protocol}`}.`,
    );
  return name;
}

import type { ConnectionProfile, Project } from '../../protocols/project/index.ts';

/** A project file that was read, whole or in part. */
export interface LoadedProject {
  /** Uri of the workspace folder, as a string. */
  readonly folder: string;
  readonly folderName: string;
  /** Path of the folder on this machine. */
  readonly directory: string;
  readonly project: Project;
}

/** One connection of one project, as the sidebar, the lenses and the wire worker know it. */
export interface Connection {
  /**
   * The name that wire uses: the profile's own, or `folder/name` where two folders of the workspace use one name.
   */
  readonly key: string;
  /** The profile's name in `wireloupe.json`. */
  readonly name: string;
  readonly folder: string;
  readonly directory: string;
  readonly profile: ConnectionProfile;
}

/** All connections of all folders, in the order of the files, each under a key of its own. */
export function catalogue(projects: readonly LoadedProject[]): readonly Connection[] {
  const uses = new Map<string, number>();
  for (const { project } of projects) {
    for (const name of Object.keys(project.connections)) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return projects.flatMap(({ folder, folderName, directory, project }) =>
    Object.entries(project.connections).map(([name, profile]) => ({
      key: (uses.get(name) ?? 0) > 1 ? `${folderName}/${name}` : name,
      name,
      folder,
      directory,
      profile,
    })),
  );
}

/** The connection that a file of `folder` means by a name: its own folder's first. */
export function connectionNamed(
  connections: readonly Connection[],
  name: string,
  folder: string | undefined,
): Connection | undefined {
  const named = connections.filter((each) => each.name === name || each.key === name);
  return named.find((each) => each.folder === folder) ?? named[0];
}

import { noProject, type ProjectContext } from '../../protocols/core/index.ts';

/** What the projects of connections say, by the connection's name. */
export class ProjectContexts {
  readonly #byName = new Map<string, ProjectContext>();

  of(connection: string): ProjectContext {
    return this.#byName.get(connection) ?? noProject;
  }

  set(connection: string, project: ProjectContext): void {
    this.#byName.set(connection, project);
  }
}

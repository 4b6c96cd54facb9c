import { noProject, type ProjectContext } from '../../protocols/core/index.ts';

/** What the projects of connections say, by the connection's name. */
export class ProjectContexts {
  readonly #byName = new Map<string, ProjectContext>();
  #others: ProjectContext = noProject;

  of(connection: string): ProjectContext {
    return this.#byName.get(connection) ?? this.#others;
  }

  set(connection: string, project: ProjectContext): void {
    this.#byName.set(connection, project);
  }

  /** What holds for connections of all other names. */
  setAll(project: ProjectContext): void {
    this.#others = project;
  }
}

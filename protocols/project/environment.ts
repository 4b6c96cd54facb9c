import type { Project } from './model.ts';

/**
 * The variables that hold for a file: those of the chosen environment, over which the file's own go first. An environment
 * that is not chosen, or that the project does not have, gives none.
 */
export function resolveEnvironment(
  project: Project,
  environment: string | undefined,
  fileVariables: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const chosen = environment !== undefined && Object.hasOwn(project.environments, environment) ? project.environments[environment] : {};
  return new Map([...Object.entries(chosen ?? {}), ...fileVariables]);
}

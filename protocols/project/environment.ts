import type { Project } from './model.ts';

/**
 * The variables that hold for a file: the file's own, over which those of the chosen environment go. Where none was chosen
 * it is the project's first one; one that the project does not have gives no variables.
 */
export function resolveEnvironment(
  project: Project,
  environment: string | undefined,
  fileVariables: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const name = environment ?? Object.keys(project.environments)[0];
  const chosen =
    name !== undefined && Object.hasOwn(project.environments, name) ? project.environments[name] : undefined;
  return new Map([...fileVariables, ...Object.entries(chosen ?? {})]);
}

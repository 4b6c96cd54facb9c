import type { ProjectState } from '../project/state.ts';
import type { Choices } from './choices.ts';

/** The environment that holds in a folder: the chosen one while the project has it, else the project's first. */
export function currentEnvironment(
  state: Pick<ProjectState, 'folder' | 'project'>,
  choices: Pick<Choices, 'environment'>,
): string | undefined {
  const names = Object.keys(state.project.environments);
  const chosen = choices.environment(state.folder);
  return chosen !== undefined && names.includes(chosen) ? chosen : names[0];
}

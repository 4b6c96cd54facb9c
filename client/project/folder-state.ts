import { window } from 'vscode';
import { Cancelled } from '../errors/user-error.ts';
import type { ProjectState } from './state.ts';

/** The project to work in: the only one, or the one that the user picks. @throws Cancelled */
export async function folderState(states: readonly ProjectState[]): Promise<ProjectState> {
  const [first, ...more] = states;
  if (first !== undefined && more.length === 0) return first;
  const items = states.map((state) => ({ label: state.folderName, description: state.directory, state }));
  const answer = await window.showQuickPick(items, { title: 'Folder of wireloupe.json' });
  if (answer === undefined) throw new Cancelled();
  return answer.state;
}

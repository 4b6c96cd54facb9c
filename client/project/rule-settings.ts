import { Uri, workspace, type ConfigurationChangeEvent } from 'vscode';
import type { RuleSettings } from '../../protocols/core/index.ts';
import { rulesOf } from '../../workspace/context.ts';
import type { ProjectState } from './state.ts';

/** The severities that hold in a folder: those of `wireloupe.json`, and above them the user's own, as for the language server. */
export function ruleSettings(state: ProjectState | undefined): RuleSettings {
  const scope = state === undefined ? null : Uri.parse(state.folder);
  return rulesOf(state?.project, workspace.getConfiguration('wireloupe', scope).get('rules'));
}

/** Whether the user's own severities may be others now. */
export function concernsRules(change: ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('wireloupe.rules');
}

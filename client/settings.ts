import { workspace, type ConfigurationScope } from 'vscode';
import { settingDefaults, type Settings } from './setting-defaults.ts';

/** The value of one setting, for a resource where it can differ by folder. */
export function setting<K extends keyof Settings>(name: K, scope?: ConfigurationScope): Settings[K] {
  return workspace.getConfiguration('wireloupe', scope ?? null).get<Settings[K]>(name, settingDefaults[name]);
}

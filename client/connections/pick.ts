import { window } from 'vscode';
import { looksSecret, mask, maskSecrets } from '../../protocols/core/index.ts';
import { Cancelled } from '../errors/user-error.ts';
import type { Connection } from '../project/catalogue.ts';
import type { ProjectState } from '../project/state.ts';
import type { Choices } from './choices.ts';
import type { Connections } from './connections.ts';
import { describeConnection } from './describe.ts';
import { currentEnvironment } from './environment.ts';

/** Lets the user choose one of some connections. @throws Cancelled */
export async function pickConnection(
  among: readonly Connection[],
  connections: Connections,
  choices: Choices,
  title: string,
): Promise<Connection> {
  const items = among.map((connection) => {
    const isDefault = choices.connection(connection.profile.protocol) === connection.key;
    const look = describeConnection(
      connection,
      connections.info(connection.key),
      isDefault,
      connections.profileStatus(connection),
    );
    return {
      label: `$(${look.icon}) ${look.label}`,
      description: look.description,
      detail: maskSecrets(connection.profile.service),
      connection,
    };
  });
  const chosen = await window.showQuickPick(items, {
    title,
    placeHolder: 'Connection',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.connection;
}

/** Lets the user choose an environment of a project. @throws Cancelled */
export async function pickEnvironment(state: ProjectState, choices: Choices): Promise<string> {
  const current = currentEnvironment(state, choices);
  const items = Object.entries(state.project.environments).map(([name, variables]) => ({
    label: name,
    description: name === current ? 'chosen' : '',
    detail:
      Object.entries(variables)
        .map(([key, value]) => `${key} = ${looksSecret(key) ? mask : maskSecrets(value)}`)
        .join('   ') || 'no variables',
  }));
  const chosen = await window.showQuickPick(items, {
    title: `Environment of ${state.folderName}`,
    placeHolder: 'Its variables are put in place of {{name}} when sending',
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.label;
}

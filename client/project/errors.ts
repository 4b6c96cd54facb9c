import { UserError } from '../errors/user-error.ts';
import { didYouMean } from '../../protocols/core/index.ts';

/** The folder has no `wireloupe.json`. */
export function noProject(folderName: string): UserError {
  return new UserError('no-project', `${folderName} has no wireloupe.json, where connections are kept.`, [
    { title: 'Create wireloupe.json', command: 'wireloupe.createProjectFile' },
    { title: 'New Connection', command: 'wireloupe.newConnection' },
  ]);
}

/** No folder is open, and the user's own `wireloupe.json`, which holds then, does not exist. */
export function noProjectAtHome(): UserError {
  return new UserError(
    'no-project',
    'This window has no folder and no connections yet. A new connection is kept for all windows without a folder.',
    [
      { title: 'New Connection', command: 'wireloupe.newConnection' },
      { title: 'Start Playground and Add Connections', command: 'wireloupe.usePlayground' },
      { title: 'Open Folder', command: 'vscode.openFolder' },
    ],
  );
}

/** `wireloupe.json` cannot be used; `line` counts from 0, `offset` is in UTF-16 units. */
export function brokenProject(problem: string, line: number, uri: string, offset: number): UserError {
  return new UserError('broken-project', `wireloupe.json, line ${line + 1}: ${problem}`, [
    { title: `Open wireloupe.json at Line ${line + 1}`, command: 'wireloupe.revealPlace', args: [uri, offset] },
  ]);
}

/** There are projects, but no connection of the wanted protocol in them. */
export function noConnections(protocol: 'xmpp' | 'amqp' | undefined): UserError {
  const kind = protocol === undefined ? '' : `${protocol.toUpperCase()} `;
  return new UserError('no-connections', `wireloupe.json has no ${kind}connection yet.`, [
    { title: 'New Connection', command: 'wireloupe.newConnection', args: protocol === undefined ? [] : [protocol] },
    { title: 'Open wireloupe.json', command: 'wireloupe.openProjectFile' },
  ]);
}

/** A file or a command names a connection that no project has. */
export function unknownConnection(name: string, known: readonly string[]): UserError {
  const hint = didYouMean(name, known);
  return new UserError(
    'unknown-connection',
    `There is no connection “${name}” in wireloupe.json${hint === '' ? '.' : hint}`,
    [
      { title: 'Open wireloupe.json', command: 'wireloupe.openProjectFile' },
      { title: 'New Connection', command: 'wireloupe.newConnection' },
    ],
  );
}

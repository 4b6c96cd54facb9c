import { commands, env, window } from 'vscode';
import { viewIds } from '../commands/ids.ts';
import { folderState } from '../project/folder-state.ts';
import type { Projects } from '../project/projects.ts';
import { writeConnections } from '../project/write.ts';
import type { Playground } from './playground.ts';
import { playgroundProfiles } from './profiles.ts';

/** Starts the playground, and says where it listens. */
export async function startPlayground(playground: Playground): Promise<void> {
  const { xmpp, websocket, amqp, ca } = await playground.start();
  const [show, add, copy] = ['Show Connections', 'Add Connections to It', 'Copy Its CA'];
  const text = `The playground runs on this machine: ${xmpp}, ${websocket}, ${amqp}. It holds no data after it ends.`;
  // Not awaited: the command is over when the playground runs.
  void window.showInformationMessage(text, show, add, copy).then(async (answer) => {
    if (answer === copy) await env.clipboard.writeText(ca);
    else if (answer === add) await commands.executeCommand('wireloupe.usePlayground');
    else if (answer !== undefined) await commands.executeCommand(`${viewIds.connections}.focus`);
  });
}

/** Starts the playground and adds connections to it to `wireloupe.json`. A connection of the same name stays as it is. */
export async function usePlayground(playground: Playground, projects: Projects): Promise<void> {
  const state = await folderState(await projects.states());
  if (state.exists && state.error !== undefined) throw state.error;
  const info = await playground.start();
  const profiles = Object.entries(playgroundProfiles(info)).filter(
    ([name]) => !Object.hasOwn(state.project.connections, name),
  );
  if (profiles.length > 0) await writeConnections(state, projects, Object.fromEntries(profiles));
  await commands.executeCommand(`${viewIds.connections}.focus`);
  const added = profiles.map(([name]) => name).join(', ');
  void window.showInformationMessage(
    added === ''
      ? 'wireloupe.json already has these connections.'
      : `Added ${added} to wireloupe.json. The password of romeo and juliet is “wireloupe”.`,
  );
}

import fs from 'node:fs';
import type { Probes } from '../extension.ts';
import { startPlayground } from '../../../playground/index.ts';
import { activated, inWorkspace, writeProject } from './helpers.ts';

export interface WithPlayground {
  readonly api: Probes;
  readonly playground: Awaited<ReturnType<typeof startPlayground>>;
  /** Stops the playground, and writes the project file as it was. */
  readonly end: () => Promise<void>;
}

/** The extension, activated, and a playground for a suite. It does not run in the wire worker, so it survives the worker's end. */
export async function withPlayground(): Promise<WithPlayground> {
  const api = await activated();
  const original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
  const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
  const end = async (): Promise<void> => {
    await playground.stop();
    await writeProject(original);
  };
  return { api, playground, end };
}

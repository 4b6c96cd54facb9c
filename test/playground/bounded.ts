import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Playground } from '../../playground/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program =
  "import { startPlayground } from './playground/index.ts';\n" +
  'void startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 }).then((playground) => {\n' +
  "  process.once('disconnect', () => process.exit());\n" +
  "  process.once('message', () => void playground.stop().then(() => process.disconnect()));\n" +
  '  process.send?.(playground.info);\n' +
  '});\n';

/**
 * Runs the playground in a process of its own whose heap is limited, so that an attack that fills the memory ends the process,
 * and only what is really held counts. The bytes of messages lie outside of the heap; the broker counts them itself.
 *
 * @param megabytes limit of the heap
 * @returns the playground; its `stop` rejects if the process has ended before, or ends in another way than it should
 */
export async function startBounded(megabytes: number): Promise<Pick<Playground, 'info' | 'stop'>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wireloupe-playground-'));
  const outfile = path.join(folder, 'playground.cjs');
  await build({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
  });
  const child = fork(outfile, [], { execArgv: [`--max-old-space-size=${megabytes}`] });
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  const [info] = (await Promise.race([
    once(child, 'message'),
    ended.then((how) => Promise.reject(new Error(`The playground ended with ${how}.`))),
  ])) as [Playground['info']];
  return {
    info,
    stop: async () => {
      if (child.connected) child.send('stop');
      const how = await ended;
      await rm(folder, { recursive: true });
      if (how !== 0) throw new Error(`The playground ended with ${how}.`);
    },
  };
}

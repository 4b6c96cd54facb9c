import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Runs a module, an absolute path or URL of TypeScript, in a worker whose heap is limited. The engine collects all that
 * nothing refers to before it gives up, so only what is really held counts, on a busy machine too. Memory of array
 * buffers is not part of the heap: count it in the code that holds it.
 *
 * @param megabytes limit of the heap
 * @throws when the module throws, or holds more (ERR_WORKER_OUT_OF_MEMORY)
 */
export async function inHeapOf(megabytes: number, module: string | URL): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wireloupe-heap-'));
  try {
    const outfile = path.join(folder, 'module.cjs');
    await build({
      entryPoints: [typeof module === 'string' ? module : module.pathname],
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      outfile,
      logLevel: 'silent',
    });
    const worker = new Worker(outfile, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 4 },
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the worker ended with ${code}`))));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

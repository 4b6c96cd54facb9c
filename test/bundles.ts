import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const common = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  bundle: true,
  platform: 'node',
  mainFields: ['module', 'main'],
  logLevel: 'error',
} satisfies BuildOptions;

/** Bundles the command line as it is shipped, for tests that run it as a process of its own. */
export async function bundleCommand(outfile: string): Promise<void> {
  await build({
    ...common,
    entryPoints: ['cli/main.ts'],
    format: 'esm',
    outfile,
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
}

/** Bundles the worker of wire. */
export async function bundleWorker(outfile: string): Promise<void> {
  await build({ ...common, entryPoints: ['wire/worker.ts'], format: 'cjs', outfile });
}

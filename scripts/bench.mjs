// `npm run bench [-- NAME…]`: every test/bench/*.bench.ts (or those whose name contains NAME), each in a process of its
// own, one after the other. Figures are ratios against a peer in the same run; the exit code is 1 when a goal is missed.
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
const { build: bundle } = await import('esbuild');
const { build } = await import('./build.mjs');
await build();
const names = process.argv.slice(2);
const folder = path.join(root, 'test/bench');
const benches = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts') && (names.length === 0 || names.some((word) => name.includes(word))));
if (benches.length === 0) {
  console.error(`No benchmark's name contains ${names.join(' or ')}.`);
  process.exit(2);
}
let met = true;
for (const name of benches) {
  const out = path.join(root, 'out/bench', name.replace(/\.ts$/, '.mjs'));
  await bundle({
    absWorkingDir: root,
    stdin: {
      contents: `import { run } from './test/bench/${name}';\nimport { report } from './test/bench/main.ts';\nprocess.exitCode = report([await run()]) ? 0 : 1;\n`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const result = await run(process.execPath, ['--expose-gc', out], { show: true, allowFailure: true });
  met &&= result.code === 0;
}
process.exit(met ? 0 : 1);

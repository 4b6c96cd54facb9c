// `npm run bench [-- NAME…]`: every test/bench/*.bench.ts (or those whose name contains NAME), each in a process of its
// own, one after the other. Figures are ratios against a peer in the same run; the exit code is 1 when a goal is missed.
// `npm run bench -- --against DIRECTORY`: this build against another checkout that is built, in turns.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

await ensureDependencies();
const { build: bundle } = await import('esbuild');
const { build } = await import('./build.mjs');
await build();
const { values, positionals: names } = parseArgs({ allowPositionals: true, options: { against: { type: 'string' } } });

/** Bundles a script that runs in a process of its own, and runs it. Resolves to its exit code. */
async function runScript(name, contents) {
  const outfile = path.join(root, 'out/bench', `${name}.mjs`);
  await bundle({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    // Scripts find the project by where they are, which is as deep as the bundle.
    external: ['../../scripts/*'],
    logLevel: 'warning',
  });
  const result = await run(process.execPath, ['--expose-gc', outfile], { cwd: root, show: true, allowFailure: true });
  return result.code;
}

if (values.against !== undefined) {
  const [ours, other] = [root, path.resolve(values.against)].map((checkout) => JSON.stringify(checkout));
  const code = await runScript(
    'against',
    `import { compare } from './test/bench/against.ts';\nawait compare(${ours}, ${other});\n`,
  );
  process.exit(code);
}
const benches = fs
  .readdirSync(path.join(root, 'test/bench'))
  .filter((name) => name.endsWith('.bench.ts') && (names.length === 0 || names.some((word) => name.includes(word))));
if (benches.length === 0) {
  console.error(`No benchmark's name contains ${names.join(' or ')}.`);
  process.exit(2);
}
let met = true;
for (const name of benches) {
  const code = await runScript(
    name.replace(/\.ts$/, ''),
    `import { run } from './test/bench/${name}';\nimport { report } from './test/bench/main.ts';\nprocess.exitCode = report([await run()]) ? 0 : 1;\n`,
  );
  met &&= code === 0;
}
process.exit(met ? 0 : 1);

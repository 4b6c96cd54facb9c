// What loading all specifications costs a process in processor time: bundled as the products are, in fresh processes, less what importing an empty module costs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median, type BenchResult } from './result.ts';

const rounds = 11;

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'wireloupe-bench-'));
  try {
    const outfile = join(folder, 'specs.mjs');
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export {};\n');
    await build({
      stdin: {
        contents:
          "export { specifications } from './protocols/xmpp/specs/index.ts';\nexport { catalogue } from './protocols/xmpp/specs/catalogue.ts';\nexport { Model } from './protocols/xmpp/model/model.ts';\n",
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      minify: true,
      outfile,
      logLevel: 'warning',
    });
    const bare = `const started = process.cpuUsage();\nawait import(${JSON.stringify(empty)});\nconst { user, system } = process.cpuUsage(started);\nconsole.log((user + system) / 1000);`;
    const loading = `const started = process.cpuUsage();\nconst { specifications, catalogue, Model } = await import(${JSON.stringify(outfile)});\nnew Model(specifications, catalogue).namespace('jabber:client');\nconst { user, system } = process.cpuUsage(started);\nconsole.log((user + system) / 1000);`;
    const time = (script: string): number =>
      Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
    const pairs = Array.from({ length: rounds }, () => [time(bare), time(loading)] as const);
    const ours = median(pairs.map(([, loaded]) => loaded)) - median(pairs.map(([nothing]) => nothing));
    return {
      name: 'XMPP: loading the specifications',
      figures: [
        {
          label: 'load all specifications, and compile one namespace',
          ours,
          peerName: 'budget',
          peer: 30,
          unit: 'ms',
          better: 'smaller',
          goal: 1,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

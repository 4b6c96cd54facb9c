// Makes the .vsix: builds minified bundles and lets vsce pack them without node_modules.
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

/** Builds and packs; gives the path of the .vsix. */
export async function packageExtension() {
  const { build } = await import('./build.mjs');
  await build({ minify: true });
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
  await run(process.execPath, [
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ]);
  return file;
}

if (process.argv[1] === import.meta.filename) {
  await ensureDependencies();
  const file = await packageExtension();
  console.log(`${path.relative(process.cwd(), file)}: ${(fs.statSync(file).size / 1024).toFixed(0)} KiB`);
}

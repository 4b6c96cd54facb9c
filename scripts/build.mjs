// Bundles the five parts into dist/: extension, server, wire worker, panel page, command line.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/root.mjs';

// CommonJS has no import.meta; a library that asks for its address gets the bundle's own.
const address = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: address },
};

/** The panel's page, in pieces: the codec of a protocol is loaded with the first unit of it. */
export const pageBundle = {
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  splitting: true,
  chunkNames: 'panel/[name]-[hash]',
  entryPoints: { panel: 'client/panel/main.ts', 'panel-style': 'client/panel/panel.css' },
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
};

/** What to bundle; `extension` is the source of the extension. */
const bundles = (extension) => [
  { ...node, entryPoints: { extension }, external: ['vscode'], outExtension: { '.js': '.cjs' } },
  { ...node, entryPoints: { server: 'server/node.ts', wire: 'wire/worker.ts' }, outExtension: { '.js': '.cjs' } },
  // The command line is split into pieces, without white space: a check loads no servers, and starts faster for both.
  {
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    splitting: true,
    entryPoints: { 'cli/main': 'cli/main.ts' },
    chunkNames: 'cli/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  },
  pageBundle,
];

/** Builds everything into `out`, dist/ when left out. `minify` for the package. */
export async function build({ minify = false, extension = 'client/extension.ts', out = 'dist' } = {}) {
  const esbuild = await import('esbuild');
  const outdir = path.join(root, out);
  // Pieces of an earlier build have other names.
  for (const pieces of ['cli', 'panel']) fs.rmSync(path.join(outdir, pieces), { recursive: true, force: true });
  fs.mkdirSync(outdir, { recursive: true });
  fs.writeFileSync(path.join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
  for (const bundle of bundles(extension)) {
    await esbuild.build({
      absWorkingDir: root,
      outdir,
      bundle: true,
      ...(minify ? { minify } : {}),
      sourcemap: minify ? false : 'linked',
      legalComments: 'none',
      logLevel: 'warning',
      ...bundle,
    });
  }
  fs.writeFileSync(path.join(outdir, 'cli.js'), "#!/usr/bin/env node\nimport('./cli/main.mjs');\n", { mode: 0o755 });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      minify: { type: 'boolean', default: false },
      extension: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const started = Date.now();
  await build(values);
  console.log(`Built ${values.out ?? 'dist'}/ in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

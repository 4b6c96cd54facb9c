import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { HostResult } from './runner.ts';

const root = path.resolve(import.meta.dirname, '../..');
const onlySuite = process.env.WIRELOUPE_SUITE;

/** The suites and their runner: all of them, or the one that WIRELOUPE_SUITE names. */
function suites(): readonly string[] {
  const names = fs
    .readdirSync(path.join(root, 'test/host/suite'))
    .filter((name) => name.endsWith('.test.ts') && [undefined, name].includes(onlySuite));
  return ['test/host/runner.ts', ...names.map((name) => `test/host/suite/${name}`)];
}

/** Bundles what runs in the extension host. @returns the bundle of the first */
async function bundle(entryPoints: readonly string[]): Promise<string> {
  const out = path.join(root, 'out/host');
  fs.rmSync(out, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: out,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(out, `${path.basename(entryPoints[0] ?? '', '.ts')}.cjs`);
}

/** Builds the extension, from a source in its place, into a folder like the package: its bundles, and the other files that it has. */
export async function buildExtension(source: string, folder: string): Promise<string> {
  const out = path.join(root, folder);
  fs.rmSync(out, { recursive: true, force: true });
  for (const each of ['package.json', 'syntaxes', 'protocols/project/schema', 'client/media', 'examples'])
    fs.cpSync(path.join(root, each), path.join(out, each), { recursive: true });
  await promisify(execFile)(process.execPath, [
    path.join(root, 'scripts/build.mjs'),
    `--extension=${source}`,
    `--out=${folder}/dist`,
  ]);
  return out;
}

/**
 * The VS Code to run in: the one that WIRELOUPE_VSCODE names; a downloaded desktop build where there is a screen and
 * internet; else the browser host, behind a shim that takes the same arguments.
 */
async function executable(): Promise<string> {
  const named = process.env.WIRELOUPE_VSCODE;
  if (named !== undefined) return named;
  const shim = path.join(root, 'test/host/code-shim.mjs');
  const screen = process.platform !== 'linux' || process.env.DISPLAY !== undefined;
  if (!screen) return shim;
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: path.join(root, '.cache/vscode') });
  } catch (error) {
    if (process.platform !== 'linux') throw error;
    console.log(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)}): the browser host stands in.`,
    );
    return shim;
  }
}

/**
 * Runs a script inside VS Code's extension host on a workspace, with our extension and its probes. Gives the text that the script has written into the
 * file that WIRELOUPE_RESULTS names; fails when there is none, whatever the host's exit code says.
 * @param entryPoints from the project's folder; the first exports `run`
 */
export async function runScript(
  entryPoints: readonly string[],
  workspace: string,
  env: Record<string, string>,
): Promise<string> {
  const results = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-results-')), 'results.json');
  let failure = '';
  try {
    await runTests({
      vscodeExecutablePath: await executable(),
      extensionDevelopmentPath: await buildExtension('test/host/extension.ts', 'out/host-extension'),
      extensionTestsPath: await bundle(entryPoints),
      launchArgs: [workspace],
      extensionTestsEnv: { ...env, WIRELOUPE_RESULTS: results },
    });
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error); // the results say which test failed
  }
  if (!fs.existsSync(results)) throw new Error(`The script in the host never finished: ${failure}`);
  const text = fs.readFileSync(results, 'utf8');
  fs.rmSync(path.dirname(results), { recursive: true, force: true });
  return text;
}

/** Runs the suites inside VS Code's extension host on a workspace, and gives one result a test. */
export async function runInHost(workspace: string, env: Record<string, string>): Promise<readonly HostResult[]> {
  const list = JSON.parse(await runScript(suites(), workspace, env)) as HostResult[];
  if (list.length === 0) throw new Error('No test ran in the host.');
  return list;
}

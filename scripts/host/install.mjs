// The browser host: Code-OSS's workbench with a Node extension host, from the npm package code-server. It stands in
// where no desktop VS Code is installed and none can be downloaded. Pinned, since its test hooks are internal.
import fs from 'node:fs';
import path from 'node:path';
import { cache } from '../lib/root.mjs';
import { CommandError, run, which } from '../lib/run.mjs';

const codeServer = '4.139.1';
const node = '24.21.0';
const version = `code-server ${codeServer}, node ${node}, 1`;

/** The version of VS Code inside the host. */
export const vscodeVersion = '1.139.1';

/**
 * Paths of an installed host.
 * @typedef {{node: string, main: string, folder: string}} Host
 */

/** @returns {Host} */
function pathsIn(folder) {
  return {
    folder,
    node: path.join(folder, `node_modules/node-linux-${process.arch}/bin/node`),
    main: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/**
 * Installs the browser host into the cache, unless it is there. Takes about a minute the first time.
 * @param {(line: string) => void} say progress for people
 * @returns {Promise<Host>}
 */
export async function ensureHost(say = console.log) {
  const folder = path.join(cache, 'host');
  const mark = path.join(folder, 'installed');
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === version) return pathsIn(folder);
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      `The browser host runs on Linux (x64, arm64) only. Install VS Code and put its command \`code\` on the PATH, or name an editor in WIRELOUPE_EDITOR.`,
    );
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const log = path.join(cache, 'host-install.log');
  fs.rmSync(log, { force: true });
  say(`Installing the browser host (VS Code ${vscodeVersion}, about a minute, once; log: ${log})`);
  const quiet = {
    log,
    env: { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' },
  };
  const step = (number, text) => say(`  ${number}/4 ${text} …`);

  step(1, 'VS Code and its Node');
  await run(
    'npm',
    ['install', '--ignore-scripts', '--no-save', `code-server@${codeServer}`, `node-linux-${process.arch}@${node}`],
    { ...quiet, cwd: folder },
  );
  const own = path.join(folder, `node_modules/node-linux-${process.arch}`);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  step(2, "VS Code's own packages");
  await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-save'], { ...quiet, cwd: vscode });
  step(3, 'its logging module');
  await buildLogging(vscode, own, quiet, say);
  step(4, 'its built-in extensions');
  const extensions = path.join(vscode, 'extensions');
  await run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-save'], { ...quiet, cwd: extensions });
  await run(path.join(own, 'bin/node'), ['postinstall.mjs'], { ...quiet, cwd: extensions });
  // Large parts that nothing here uses.
  for (const unused of ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'extensions/copilot']) {
    fs.rmSync(path.join(vscode, unused), { recursive: true, force: true });
  }
  fs.writeFileSync(mark, version);
  return pathsIn(folder);
}

/** Without @vscode/spdlog every output channel is silently empty; it needs a compiler, so its absence is reported, not fatal. */
async function buildLogging(vscode, own, quiet, say) {
  const missing = ['g++', 'make', 'python3'].filter((tool) => which(tool) === undefined);
  if (missing.length > 0) {
    say(`     skipped: ${missing.join(', ')} missing. The editor works, but its output channels stay empty.`);
    return;
  }
  const env = { ...quiet.env, PATH: `${path.join(own, 'bin')}:${process.env.PATH}`, npm_config_nodedir: own };
  try {
    await run('npm', ['rebuild', '@vscode/spdlog', '--ignore-scripts=false'], { ...quiet, cwd: vscode, env });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    say('     failed; see the log. The editor works, but its output channels stay empty.');
  }
}

if (process.argv[1] === import.meta.filename) {
  const host = await ensureHost();
  console.log(host.folder);
}

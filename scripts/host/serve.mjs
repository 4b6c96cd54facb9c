// Starts the browser host: VS Code's own server entry on a loopback port.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Settings that keep a host quiet: no welcome page, no telemetry, no AI features, no updates. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

/** Writes user and machine settings into the host's data folder. */
export function writeSettings(data, settings) {
  for (const scope of ['Machine', 'User']) {
    const folder = path.join(data, 'data', scope);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  }
}

/**
 * Starts the server and waits until it listens.
 * @param {import('./install.mjs').Host} host
 * @param {{data: string, port?: number, args?: string[], env?: NodeJS.ProcessEnv, log?: string, extensions?: string}} options
 *   `data` holds settings, state and logs; `port` 0 takes any free one.
 * @returns {Promise<{port: number, authority: string, pid: number, stop(): Promise<void>, output(): string}>}
 */
export async function serve(host, options) {
  const args = [
    host.main,
    '--host',
    '127.0.0.1',
    '--port',
    String(options.port ?? 0),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--server-data-dir',
    options.data,
    '--telemetry-level',
    'off',
    ...(options.args ?? []),
  ];
  const env = { ...process.env, ...options.env, PATH: `${path.dirname(host.node)}:${process.env.PATH}` };
  const child = spawn(host.node, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  const log = options.log === undefined ? undefined : fs.createWriteStream(options.log, { flags: 'a' });
  let output = '';
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The editor did not start within 60 s:\n${output}`)), 60_000);
    const take = (data) => {
      output = (output + data).slice(-200_000);
      log?.write(data);
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (found === null) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The editor ended with ${code}:\n${output}`));
    });
  });
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = () =>
    new Promise((resolve) => {
      if (gone()) return resolve();
      const impatient = setTimeout(() => gone() || process.kill(-child.pid, 'SIGKILL'), 5000);
      child.once('exit', () => {
        clearTimeout(impatient);
        resolve();
      });
      process.kill(-child.pid, 'SIGTERM');
    });
  return { port, authority: `127.0.0.1:${port}`, pid: child.pid, stop, output: () => output };
}

/** Installs a .vsix into the host's extensions. */
export function installExtension(host, data, vsix) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      host.node,
      [host.main, '--install-extension', vsix, '--server-data-dir', data, '--accept-server-license-terms'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`Installing ${path.basename(vsix)} failed:\n${output}`)),
    );
  });
}

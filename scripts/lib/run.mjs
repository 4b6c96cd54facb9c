import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { root } from './root.mjs';

/** A command that failed, with the end of what it printed. */
export class CommandError extends Error {
  constructor(command, code, output) {
    super(`\`${command}\` failed with ${code}:\n${output.split('\n').slice(-25).join('\n')}`);
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs a command to its end and gives what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, log?: string, allowFailure?: boolean}} options
 *   `show` passes the output through as it comes; `log` appends it to a file.
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = options.log === undefined ? undefined : fs.createWriteStream(options.log, { flags: 'a' });
    let output = '';
    const take = (stream) => (data) => {
      output += data;
      log?.write(data);
      if (options.show) stream.write(data);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', (error) => {
      log?.end();
      reject(new CommandError([command, ...args].join(' '), error.message, output));
    });
    child.on('close', (code, signal) => {
      log?.end();
      const status = code ?? signal;
      if (status === 0 || options.allowFailure) resolve({ code: code ?? 1, output });
      else reject(new CommandError([command, ...args].join(' '), status, output));
    });
  });
}

/** The full path of a program on the PATH, or undefined. */
export function which(name, extra = []) {
  for (const folder of [...(process.env.PATH ?? '').split(':'), ...extra]) {
    if (folder === '') continue;
    const file = `${folder}/${name}`;
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) return file;
    } catch {
      continue; // not in this folder
    }
  }
  return undefined;
}

import fs from 'node:fs';
import path from 'node:path';
import { runOnce, scratch } from '../../../servers/index.ts';

/** Runs a program to its end, and gives all that it printed, however much that is. Fails with the end of it. */
export async function runLogged(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const folder = scratch('logged');
  const log = path.join(folder, 'log');
  try {
    await runOnce(
      '/bin/sh',
      ['-c', 'log="$0"; "$@" >"$log" 2>&1 || { tail -c 2000 "$log"; exit 1; }', log, command, ...args],
      {
        env,
      },
    );
    return fs.readFileSync(log, 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/** Installs what package-lock.json names, if it is not there or is older than the lock file. */
export async function ensureDependencies() {
  const mark = path.join(root, 'node_modules/.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (fs.existsSync(mark) && fs.statSync(mark).mtimeMs >= fs.statSync(lock).mtimeMs) return;
  console.log('Installing dependencies (npm ci) …');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline']);
}

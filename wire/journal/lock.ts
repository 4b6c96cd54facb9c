import fs from 'node:fs';
import os from 'node:os';
import { codeOf } from '../../workspace/unreadable.ts';

/** Seconds by which two reckonings of when the machine was started may differ. */
const sameStart = 10;

interface Holder {
  readonly pid: number;
  /** When the machine was started, in seconds since 1970: numbers of processes are used again after that. */
  readonly start: number;
}

const thisStart = (): number => Math.round(Date.now() / 1000 - os.uptime());

/** Takes a lock, which is a file with the number of its process. False where another process that lives has it. @throws Error of the file system */
export function takeLock(file: string): boolean {
  for (;;) {
    try {
      const holder: Holder = { pid: process.pid, start: thisStart() };
      fs.writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (isHeld(file)) return false;
      fs.rmSync(file, { force: true });
    }
  }
}

/** Whether another process that lives has a lock. A worker that failed has left one of this process. */
export function isHeld(file: string): boolean {
  const holder = holderOf(file);
  if (holder === undefined || holder.pid === process.pid) return false;
  if (Math.abs(holder.start - thisStart()) > sameStart) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return codeOf(error) === 'EPERM';
  }
}

function holderOf(file: string): Holder | undefined {
  try {
    const found = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Holder>;
    const { pid, start } = found;
    return typeof pid === 'number' && pid > 0 && typeof start === 'number' ? { pid, start } : undefined;
  } catch {
    // It is gone, or was cut short with its process.
    return undefined;
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A program that a test started. */
export interface Running {
  readonly process: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Ends it and its children, and waits for that. */
  stop(): Promise<void>;
}

/** The full path of a program in the usual folders, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/lib/rabbitmq/bin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Below the ports that systems give to outgoing connections, one of which may take a free port before a server has it. */
const [leastPort, mostPort] = [20_000, 32_000];

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = leastPort + Math.floor(Math.random() * (mostPort - leastPort));
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Several different free ports. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** A folder for one server's files; the server's `stop` removes it. */
export function scratch(name: string): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), `wireloupe-${name}-`));
}

/** Starts a program in a process group of its own. */
export function start(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Running {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  let text = '';
  const take = (data: Buffer): void => {
    text = (text + data.toString()).slice(-100_000);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.on('error', (error) => (text += `\n${error.message}`));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it is gone already
    }
  };
  const stop = async (): Promise<void> => {
    signal('SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), 8000);
    await ended;
    clearTimeout(timer);
  };
  return { process: child, output: () => text, stop };
}

/** Runs a program to its end; fails with what it printed. */
export async function runOnce(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const running = start(command, args, options);
  const code = await new Promise<number | null>((resolve) => running.process.once('close', resolve));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${running.output()}`);
  return running.output();
}

/** Waits until a port accepts a connection; fails early when the program ends. Milliseconds. */
export async function waitForPort(port: number, running: Running, timeout = 60_000): Promise<void> {
  const until = Date.now() + timeout;
  while (!(await accepts(port))) {
    if (running.process.exitCode !== null || Date.now() > until) {
      await running.stop();
      throw new Error(`Nothing listens on port ${port}:\n${running.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

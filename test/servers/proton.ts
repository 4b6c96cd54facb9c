import fs from 'node:fs';
import path from 'node:path';
import { freePort, start, waitForPort } from './process.ts';
import type { AmqpServer } from './rabbitmq.ts';

// The system's Python has Debian's module; another Python on the PATH may not.
const python = '/usr/bin/python3';

/** Whether Proton's Python binding is installed. */
export const hasProton = fs.existsSync(python) && fs.existsSync('/usr/lib/python3/dist-packages/proton');

/**
 * Starts the Proton broker, whose address prefixes make it reject, release, modify, detach, end or close.
 * @param options.trace a file for its log of all frames
 */
export async function startProton({ trace }: { readonly trace?: string } = {}): Promise<AmqpServer> {
  const port = await freePort();
  const broker = [python, path.join(import.meta.dirname, 'proton-broker.py'), `127.0.0.1:${port}`] as const;
  const [command, ...args] =
    trace === undefined ? broker : (['/bin/sh', '-c', 'log="$0"; exec "$@" 2>"$log"', trace, ...broker] as const);
  const running = start(command, args, {
    env: { PYTHONUNBUFFERED: '1', ...(trace !== undefined && { PN_TRACE_FRM: '1' }) },
  });
  await waitForPort(port, running);
  return { service: `amqp://127.0.0.1:${port}`, port, running, stop: () => running.stop() };
}

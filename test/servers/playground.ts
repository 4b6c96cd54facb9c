import fs from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import type { PlaygroundInfo } from '../../playground/model.ts';
import { bundleCommand } from '../bundles.ts';
import { scratch, start } from './process.ts';

/** The playground as a process of its own, so that the keys of its TLS connections are logged. */
export interface LoggedPlayground {
  readonly info: PlaygroundInfo;
  /** A file with the certificate of its authority, PEM. */
  readonly ca: string;
  /** The keys of all connections so far, in the NSS format. */
  keyLog(): string;
  stop(): Promise<void>;
}

/** Starts the playground on free ports. */
export async function startLoggedPlayground(): Promise<LoggedPlayground> {
  const folder = scratch('playground');
  const [command, keys, ca] = ['cli.mjs', 'keys', 'ca.pem'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await bundleCommand(command);
  const ports = ['--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0'];
  const running = start(process.execPath, [`--tls-keylog=${keys}`, command, 'playground', '--json', ...ports]);
  const line = (): string => /^\{.*\}$/m.exec(running.output())?.[0] ?? '';
  await vi.waitFor(() => expect(line()).not.toBe(''), { timeout: 60_000 });
  const info = JSON.parse(line()) as PlaygroundInfo;
  fs.writeFileSync(ca, info.ca);
  return {
    info,
    ca,
    keyLog: () => (fs.existsSync(keys) ? fs.readFileSync(keys, 'utf8') : ''),
    stop: async () => {
      await running.stop();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

import { commands } from './commands/index.ts';
import type { Command } from './io.ts';

const exitStatus = 'Exit status: 0 done and clean, 1 done and found errors, 2 wrong usage or unreadable input.';

/** The help of the whole program. */
export async function generalHelp(): Promise<readonly string[]> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const widest = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`);
  return [
    'wireloupe: write, check, send and inspect XMPP stanzas and AMQP 1.0 frames',
    '',
    'Usage: wireloupe COMMAND [OPTIONS] …',
    '',
    ...lines,
    '',
    'wireloupe COMMAND --help tells more of each.',
    exitStatus,
  ];
}

/** The help of one command. */
export async function commandHelp({ name, usage, summary, details, more }: Command): Promise<readonly string[]> {
  return [
    `wireloupe ${name}: ${summary}`,
    '',
    `Usage: wireloupe ${name} ${usage}`,
    '',
    ...details,
    ...((await more?.()) ?? []),
    '',
    exitStatus,
  ];
}

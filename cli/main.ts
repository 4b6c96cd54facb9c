/** The `wireloupe` command. */
import { getEventListeners } from 'node:events';
import { constants } from 'node:os';
import { stackOf } from '../protocols/core/index.ts';
import { createIo, wrongUsage } from './io.ts';
import { run } from './run.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second time the user means it. A command that does not wait for this has nothing to put in order: it ends at once.
    if (ending.signal.aborted || getEventListeners(ending.signal, 'abort').length === 0)
      process.exit(128 + constants.signals[signal]);
    ending.abort();
  });
}
// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  io.say(`wireloupe: the results cannot be written: ${error.code === 'ENOSPC' ? 'no space is left' : error.message}.`);
  process.exit(wrongUsage);
});
// Where nobody hears them, messages are lost; the results are not.
process.stderr.on('error', () => undefined);

const io = createIo({
  write: (chunk) =>
    new Promise((resolve) => {
      if (process.stdout.write(chunk)) resolve();
      else process.stdout.once('drain', resolve);
    }),
  complain: (text) => void process.stderr.write(text),
  input: () => process.stdin,
  cwd: process.cwd(),
  env: process.env,
  signal: ending.signal,
  // Beside the folder of this bundle (scripts/build.mjs).
  wireWorker: new URL('../wire.cjs', import.meta.url),
});

run(process.argv.slice(2), io).then(
  (code) => {
    process.exitCode = code;
    // A client's open pipe would keep the language server alive.
    if (ending.signal.aborted) process.exit();
  },
  (error: unknown) => {
    io.say('wireloupe: internal error. Please report it with the details below.');
    for (const line of stackOf(error).split('\n')) io.say(`  ${line}`);
    process.exitCode = wrongUsage;
  },
);

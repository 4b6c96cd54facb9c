import { done, UsageError, type Command } from '../io.ts';

/** Runs the language server for editors other than VS Code. */
export const lsp: Command = {
  name: 'lsp',
  usage: '--stdio',
  summary: 'run the language server, for any editor that speaks LSP',
  details: ['The server speaks on standard input and output, and ends when its client goes.'],
  async run(args, io) {
    if (!args.includes('--stdio')) throw new UsageError('lsp wants --stdio, the only way that it speaks.');
    const { runServer } = await import('../../server/main.ts');
    runServer();
    // The server ends the process when its client goes.
    return new Promise((resolve) => io.signal.addEventListener('abort', () => resolve(done)));
  },
};

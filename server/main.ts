import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languages } from './languages.ts';
import { findFiles, readText } from './files.ts';
import { startServer } from './startServer.ts';

/**
 * Runs the language server in this process, on the transport that the command line names: `--stdio`, `--node-ipc` or
 * `--socket=PORT`. The process ends when the client goes.
 */
export function runServer(): void {
  startServer(createConnection(ProposedFeatures.all), { readText, findFiles, languages });
}

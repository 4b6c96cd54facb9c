import { messageOf } from '../protocols/core/index.ts';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { languages } from './languages.ts';
import { findFiles, readText } from '../workspace/files.ts';
import { startServer } from './start-server.ts';
import { openTransport } from './transport/transport.ts';

/**
 * Runs the language server in this process, on the transport that the command line names: `--stdio`, `--node-ipc`,
 * `--socket=PORT` or `--pipe=NAME`. The process ends when the client goes.
 */
export function runServer(): void {
  const { reader, writer } = openTransport(process.argv.slice(2));
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  const warn = (file: string, error: unknown): void =>
    connection.console.warn(`${file} cannot be read: ${messageOf(error)}`);
  startServer(connection, {
    readText: (uri) => readText(uri, warn),
    findFiles: (folder, globs) => findFiles(folder, globs, warn),
    languages,
  });
}

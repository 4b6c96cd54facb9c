import { window } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, TransportKind, type CloseHandlerResult, type ErrorHandlerResult } from 'vscode-languageclient/node';
import { showMessage } from '../errors/show.ts';
import type { Log } from '../log.ts';
import type { RestartPolicy } from './restart.ts';

/**
 * Makes the client of the language server. The server runs in its own process and is started again when it fails, with a word
 * to the user. It asks for settings and for changes of files itself.
 */
export function createClient(module: string, log: Log, policy: RestartPolicy): LanguageClient {
  return new LanguageClient(
    'wireloupe',
    'Wireloupe Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        ...['file', 'untitled'].flatMap((scheme) => ['xmpp', 'amqp'].map((language) => ({ scheme, language }))),
        { scheme: 'file', language: 'xml' },
        { scheme: 'file', pattern: '**/wireloupe.json' },
      ],
      outputChannel: log.channel,
      errorHandler: {
        error: (error): ErrorHandlerResult => {
          log.error(error);
          return { action: ErrorAction.Continue, handled: true };
        },
        closed: () => onClosed(policy, log),
      },
    },
  );
}

function onClosed(policy: RestartPolicy, log: Log): CloseHandlerResult {
  const restart = policy.ended(performance.now());
  log.error(restart ? 'The language server ended, and is started again.' : 'The language server ended again and again, and is left alone.');
  if (restart) {
    // Work goes on by itself, so a line in the status bar is word enough.
    window.setStatusBarMessage('$(warning) Wireloupe’s language server failed and was started again', 10_000);
  } else {
    void showMessage('error', 'Wireloupe’s language server keeps failing: files are not checked or completed. Sending and the traffic panel work on.', [
      { title: 'Restart Language Server', command: 'wireloupe.restartLanguageServer' },
      { title: 'Show Log', command: 'wireloupe.showLog' },
    ]);
  }
  return { action: restart ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
}


export { State } from 'vscode-languageclient/node';

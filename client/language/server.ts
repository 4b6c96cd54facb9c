import { window, type CancellationToken, type Uri } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TransportKind,
  type CloseHandlerResult,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';
import {
  environmentChosen,
  sendables,
  sendablesChanged,
  turnOffRule,
  type InitializationOptions,
  type SendablesParams,
  type SendablesResult,
} from '../../server/requests.ts';
import { showMessage } from '../errors/show.ts';
import type { Log } from '../log.ts';
import { RestartPolicy } from './restart.ts';

/** What the server's owner wants to hear. */
export interface ServerEvents {
  /** The server runs, for the first time or again: it knows nothing of the user's choices. */
  onRunning(): void;
  onSendablesChanged(): void;
}

/**
 * The language server in its own process. It is started again when it fails, with a word to the user; it asks for settings and
 * for changes of files itself. This module is loaded with the first document of ours: the client library is large.
 */
export class Server {
  readonly #client: LanguageClient;
  readonly #policy = new RestartPolicy();
  readonly #events: ServerEvents;

  constructor(module: string, options: InitializationOptions, events: ServerEvents, log: Log) {
    this.#events = events;
    this.#client = createClient(module, options, log, this.#policy);
    this.#client.onNotification(sendablesChanged, () => events.onSendablesChanged());
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#events.onRunning();
    });
  }

  /** Ends when the server is ready. */
  start(): Promise<void> {
    return this.#client.start();
  }

  /** Starts it again, after it was left alone. */
  restart(): Promise<void> {
    this.#policy.reset();
    return this.#client.restart();
  }

  stop(): Promise<void> {
    return this.#client.dispose();
  }

  /** What of a document can be sent, of very many what is near; undefined where the server does not serve it. */
  async sendables(
    document: Uri,
    near: SendablesParams['near'],
    token: CancellationToken | undefined,
  ): Promise<SendablesResult | undefined> {
    const params = { uri: this.#client.code2ProtocolConverter.asUri(document), ...(near && { near }) };
    const sending =
      token === undefined
        ? this.#client.sendRequest(sendables, params)
        : this.#client.sendRequest(sendables, params, token);
    return (await sending) ?? undefined;
  }

  /** Tells which environment holds in a folder. */
  async chooseEnvironment(folder: Uri, environment: string | undefined): Promise<void> {
    await this.#client.sendNotification(environmentChosen, {
      environment: environment ?? null,
      folder: this.#client.code2ProtocolConverter.asUri(folder),
    });
  }
}

function createClient(
  module: string,
  initializationOptions: InitializationOptions,
  log: Log,
  policy: RestartPolicy,
): LanguageClient {
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
      initializationOptions: { ...initializationOptions, commands: [turnOffRule] } satisfies InitializationOptions,
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
  log.error(
    restart
      ? 'The language server ended, and is started again.'
      : 'The language server ended again and again, and is left alone.',
  );
  if (restart) {
    // Work goes on by itself, so a line in the status bar is word enough.
    window.setStatusBarMessage('$(warning) Wireloupe’s language server failed and was started again', 10_000);
  } else {
    void showMessage(
      'error',
      'Wireloupe’s language server keeps failing: files are not checked or completed. The traffic panel works on.',
      [
        { title: 'Restart Language Server', command: 'wireloupe.restartLanguageServer' },
        { title: 'Show Log', command: 'wireloupe.showLog' },
      ],
    );
  }
  return { action: restart ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
}

import { BoundedMap, messageOf, stackOf } from '../protocols/core/index.ts';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  TextDocuments,
  type CancellationToken,
  type Connection,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  clientAbilities,
  homeFolder,
  initialFolders,
  serverCapabilities,
  type ClientAbilities,
} from './capabilities.ts';
import { Contexts } from './contexts.ts';
import { Documents, type Served } from './documents.ts';
import type { ServerEnvironment } from './environment.ts';
import { actions } from './features/actions.ts';
import { completion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { diagnostics } from './features/diagnostics.ts';
import { folds } from './features/folds.ts';
import { hover } from './features/hover.ts';
import { sendables } from './features/sendables.ts';
import { symbols } from './features/symbols.ts';
import { Pusher } from './push.ts';
import {
  environmentChosen,
  sendables as sendablesRequest,
  sendablesChanged,
  type EnvironmentParams,
  type SendablesParams,
} from './requests.ts';
import { safely } from './safely.ts';
import { Settings } from './settings.ts';

/** Puts the language services behind LSP on a connection, and listens. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  const open = new TextDocuments(TextDocument);
  const documents = new Documents(environment.languages);
  const log = (message: string) => {
    try {
      connection.console.error(message);
    } catch {
      // The client has gone in the meantime.
      console.error(message);
    }
  };
  let client: ClientAbilities = clientAbilities({});
  let folders: readonly string[] = [];
  let home: string | undefined;
  /** Documents whose sendables were asked for before the client had opened them here: it is asked to ask again. */
  const askedTooSoon = new BoundedMap<string, true>(100);

  const settings = new Settings({
    ask: async (folder) =>
      connection.workspace.getConfiguration({
        section: 'wireloupe.rules',
        ...(folder !== undefined && { scopeUri: folder }),
      }) as Promise<unknown>,
    log,
    onLate: () => refresh(),
  });
  const contexts = new Contexts({
    readText: async (uri) => open.get(uri)?.getText() ?? (await environment.readText(uri)),
    findFiles: environment.findFiles,
    readRules: async (folder) => (client.configuration ? settings.rules(folder) : undefined),
  });

  const find = async (uri: string): Promise<Served | undefined> => {
    if (open.get(uri) === undefined) return undefined;
    const context = await contexts.of(uri);
    // The document may have changed, or have been closed, while its project was read.
    const document = open.get(uri);
    return document && documents.parsed(document, context);
  };

  /** Answers a request about one document, or with `none` where it is not ours. */
  const serve = <T>(
    what: string,
    uri: string,
    token: CancellationToken,
    none: T,
    answer: (served: Served) => T,
  ): Promise<T> =>
    safely(what, token, log, async () => {
      const served = await find(uri);
      return served === undefined ? none : answer(served);
    });

  const pusher = new Pusher(async (uri) => {
    try {
      const served = await find(uri);
      const found = served === undefined ? [] : diagnostics(served);
      await connection.sendDiagnostics({
        uri,
        diagnostics: found,
        ...(served && { version: served.document.version }),
      });
    } catch (error) {
      log(`Checking ${uri} failed: ${stackOf(error)}`);
    }
  });

  /** What documents are checked against has changed: the client is to ask again, or is told. */
  const refresh = () => {
    contexts.invalidate();
    if (client.pullsDiagnostics) {
      if (client.refreshesDiagnostics)
        connection.languages.diagnostics.refresh().catch(() => log('The client did not refresh its diagnostics'));
    } else for (const { uri } of open.all()) pusher.schedule(uri);
    void connection.sendNotification(sendablesChanged.method, null);
  };

  connection.onInitialize((params) => {
    client = clientAbilities(params.capabilities, params.initializationOptions);
    folders = initialFolders(params);
    home = homeFolder(params);
    contexts.setFolders(folders, home);
    return serverCapabilities(client);
  });

  connection.onInitialized(() => {
    const refused = (what: string) => (error: unknown) =>
      log(`The client refused to tell of changed ${what}: ${messageOf(error)}`);
    if (client.watchesFiles) {
      connection.client
        .register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/{wireloupe.json,*.xml,*.xsd}' }],
        })
        .catch(refused('files'));
    }
    if (client.configuration)
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'wireloupe.rules' })
        .catch(refused('settings'));
    if (client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
        contexts.setFolders(folders, home);
        refresh();
      });
    }
  });

  connection.onDidChangeConfiguration(refresh);
  connection.onDidChangeWatchedFiles(refresh);
  connection.onNotification(environmentChosen.method, ({ environment: chosen, folder }: EnvironmentParams) => {
    contexts.choose(chosen ?? undefined, folder);
    refresh();
  });

  /** Other documents are checked against these, and all of them must be checked again. */
  const projectFileChanged = (uri: string) => {
    const language = documents.languageOf(uri);
    if (uri.endsWith('/wireloupe.json') || language === 'amqpDefinitions' || language === 'xmppSchema') refresh();
  };
  open.onDidChangeContent(({ document }) => {
    if (!client.pullsDiagnostics) pusher.schedule(document.uri);
    projectFileChanged(document.uri);
  });
  open.onDidOpen(({ document }) => {
    if (askedTooSoon.delete(document.uri)) void connection.sendNotification(sendablesChanged.method, null);
  });
  open.onDidClose(({ document }) => {
    projectFileChanged(document.uri);
    documents.close(document.uri);
    pusher.cancel(document.uri);
    if (!client.pullsDiagnostics) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  connection.onCompletion(({ textDocument: { uri }, position, context }, token) =>
    serve('Completion', uri, token, [], (served) => completion(served, position, context, client.completion)),
  );
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    serve('Hover', uri, token, null, (served) => hover(served, position)),
  );
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    serve('Finding the definition', uri, token, null, (served) => definition(served, position)),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) => serve('The outline', uri, token, [], symbols));
  connection.onFoldingRanges(({ textDocument: { uri } }, token) => serve('Folding', uri, token, [], folds));
  connection.onCodeAction(({ textDocument: { uri }, range }, token) =>
    serve('Finding quick fixes', uri, token, [], (served) => actions(served, range, client.turnsRulesOff)),
  );
  connection.onRequest(sendablesRequest.method, ({ uri, near }: SendablesParams, token: CancellationToken) => {
    if (open.get(uri) === undefined) askedTooSoon.set(uri, true);
    return serve('Finding what can be sent', uri, token, null, (served) => sendables(served, near));
  });
  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
    safely('Checking', token, log, async () => {
      const served = await find(uri);
      const resultId = String(served?.serial ?? 0);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      return {
        kind: DocumentDiagnosticReportKind.Full,
        resultId,
        items: served === undefined ? [] : diagnostics(served),
      };
    }),
  );

  connection.onShutdown(() => pusher.dispose());
  open.listen(connection);
  connection.listen();
}

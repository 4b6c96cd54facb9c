import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { projectLanguage } from '../../protocols/project/index.ts';
import {
  findVariables,
  variableProblem,
  type Diagnostic,
  type LanguageContext,
  type LanguageService,
} from '../../protocols/core/index.ts';
import { documentLanguage } from '../../server/document-language.ts';
import type { Languages } from '../../server/environment.ts';
import type { InitializationOptions } from '../../server/requests.ts';
import { startServer } from '../../server/start-server.ts';

/** A language whose answers tests can foretell: each line that starts with `!` is a mistake, each word of a line a thing. */
export interface ToyDocument {
  readonly text: string;
  readonly context: LanguageContext;
  /** How often the text was parsed, the ones before included. */
  readonly parses: number;
}

export const toyLanguage: LanguageService<ToyDocument> = {
  parse: (text, context, previous) => ({ text, context, parses: (previous?.parses ?? 0) + 1 }),
  diagnostics: ({ text, context }) => {
    if (text.includes('crash')) throw new Error('the toy broke');
    const mistakes = [...text.matchAll(/^!(\w*)/gm)].map((match): Diagnostic => ({
      code: 'xmpp/toy',
      severity: context.rules?.['xmpp/toy'] === 'hint' ? 'hint' : 'error',
      message: `Remove the “!” before ${match[1] ?? ''}`,
      start: match.index,
      end: match.index + match[0].length,
      href: 'https://example.org/toy',
      related: [{ start: 0, end: 1, message: 'the beginning' }],
      fixes: [{ title: 'Remove “!”', edits: [{ start: match.index, end: match.index + 1, text: '' }] }],
    }));
    const variables = findVariables(text).flatMap((each): Diagnostic[] => {
      const message = variableProblem(each, context.variables);
      return message === undefined
        ? []
        : [{ code: 'xmpp/unknown-variable', severity: 'error', message, start: each.start, end: each.end }];
    });
    return [...mistakes, ...variables];
  },
  completions: ({ text, context }, offset) => [
    {
      label: 'message',
      kind: 'element',
      insert: '<message>$1</message>',
      snippet: true,
      replace: { start: text.lastIndexOf('<', offset), end: offset },
      documentation: '**A message**',
      detail: 'jabber:client',
    },
    ...(context.connections ?? []).map((label) => ({
      label,
      kind: 'value' as const,
      insert: label,
      replace: { start: offset, end: offset },
    })),
  ],
  hover: ({ parses }, offset) => (offset === 0 ? { start: 0, end: 1, markdown: `parsed ${parses} times` } : undefined),
  symbols: ({ text }) => [
    { name: '', kind: 'stanza', start: 0, end: text.length, selection: { start: 0, end: 1 }, children: [] },
  ],
  sendables: ({ text }) => [{ index: 0, kind: 'stanza', label: 'all', start: 0, end: text.length }],
  folds: ({ text }) => [
    { start: 0, end: 1 },
    { start: 0, end: text.length },
  ],
};

const toy = documentLanguage(toyLanguage);
export const toyLanguages: Languages = {
  xmpp: toy,
  amqp: toy,
  amqpDefinitions: toy,
  xmppSchema: toy,
  project: documentLanguage(projectLanguage()),
};

export const folder = 'file:///work';

export const pulling: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
};

export interface Client {
  readonly connection: ProtocolConnection;
  /** What the server wrote to its log. */
  readonly logged: readonly string[];
  open(name: string, text: string, languageId?: string): Promise<string>;
  change(uri: string, version: number, text: string): Promise<void>;
  stop(): void;
}

export interface Options {
  readonly capabilities?: ClientCapabilities;
  readonly files?: Readonly<Record<string, string>>;
  readonly rules?: unknown;
  readonly initializationOptions?: Partial<InitializationOptions>;
  readonly languages?: Languages;
  /** Answers the server's question for settings; by default with `rules`. */
  readonly configuration?: (items: readonly unknown[]) => unknown;
  /** Answers the server's wish to be told of changes. */
  readonly registration?: () => null;
}

/** A server and a client that speak real LSP through streams in memory. */
export async function startClient({
  capabilities = pulling,
  files = {},
  rules = {},
  initializationOptions = {},
  languages = toyLanguages,
  configuration = (items) => items.map(() => rules),
  registration = () => null,
}: Options = {}): Promise<Client> {
  const up = new PassThrough();
  const down = new PassThrough();
  // Readers and writers, not streams: at the end of a stream the library ends the process.
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    readText: (uri) => Promise.resolve(files[uri]),
    findFiles: (base, globs) => Promise.resolve(globs.map((glob) => `${base}/${glob}`)),
    languages,
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const logged: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => configuration(items));
  connection.onRequest('client/registerCapability', () => registration());
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    capabilities,
    workspaceFolders: [{ uri: folder, name: 'work' }],
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    logged,
    open: async (name, text, languageId = 'xmpp') => {
      const uri = `${folder}/${name}`;
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId, version: 1, text },
      });
      return uri;
    },
    change: (uri, version, text) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    stop: () => {
      connection.dispose();
      up.destroy();
      down.destroy();
    },
  };
}

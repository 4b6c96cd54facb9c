import type { InitializationOptions } from './requests.ts';
import { turnOffRule } from './requests.ts';
import {
  CodeActionKind,
  InsertTextMode,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import type { CompletionAbilities } from './features/completion.ts';

/** What the client on the other side can do, as far as the server acts on it. */
export interface ClientAbilities {
  /** It asks for diagnostics itself; otherwise they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  /** It has the command that turns rules off. */
  readonly turnsRulesOff: boolean;
  readonly completion: CompletionAbilities;
}

export function clientAbilities({ textDocument, workspace }: ClientCapabilities, options?: unknown): ClientAbilities {
  const commands: unknown =
    typeof options === 'object' && options !== null ? (options as Record<string, unknown>).commands : undefined;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    turnsRulesOff: Array.isArray(commands) && commands.includes(turnOffRule),
    completion: {
      snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
      indents:
        textDocument?.completion?.completionItem?.insertTextModeSupport?.valueSet.includes(
          InsertTextMode.adjustIndentation,
        ) === true,
    },
  };
}

export function serverCapabilities({ pullsDiagnostics }: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: 'wireloupe' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: { triggerCharacters: ['<', '/', ' ', '"', "'", ':', '{', '$', '!'] },
      hoverProvider: true,
      definitionProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(pullsDiagnostics && {
        diagnosticProvider: { identifier: 'wireloupe', interFileDependencies: true, workspaceDiagnostics: false },
      }),
    },
  };
}

/** URIs of the folders that are open when the client starts the server. */
export function initialFolders({ workspaceFolders, ...params }: InitializeParams): readonly string[] {
  if (Array.isArray(workspaceFolders) && workspaceFolders.length > 0)
    return workspaceFolders.map((folder) => folder.uri);
  // The one folder of clients that name no others, whether or not they could; the name is LSP's old one.
  const { rootUri } = params as { readonly rootUri?: string | null };
  return typeof rootUri === 'string' ? [rootUri] : [];
}

/** URI of the folder with the client's own `wireloupe.json`, for windows without a folder; undefined for clients that name none. */
export function homeFolder({ initializationOptions }: InitializeParams): string | undefined {
  const { home } = (initializationOptions ?? {}) as Partial<InitializationOptions>;
  return typeof home === 'string' ? home : undefined;
}

import {
  Diagnostic,
  DiagnosticSeverity,
  EventEmitter,
  languages,
  Range,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type TextDocumentContentProvider,
} from 'vscode';
import type { Severity } from '../../protocols/core/index.ts';
import { addressOf } from '../address-of.ts';
import type { Page, PageFinding } from './page.ts';

export const decodedScheme = 'wireloupe-decoded';
const language = 'wireloupe-decoded';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Decoded inputs as read-only documents, with their findings as problems. A page is forgotten when its last tab is closed. */
export class DecodedView implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #pages = new Map<string, Page>();
  /** Those that are in a tab, or were. */
  readonly #shown = new Set<string>();
  readonly #problems = languages.createDiagnosticCollection('Wireloupe decoded');
  readonly #closing: Disposable;
  #count = 0;

  constructor() {
    // Not when the document closes: that happens, too, when its language is set.
    this.#closing = window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.length > 0) this.#forgetClosed();
    });
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#pages.get(uri.toString())?.text ?? 'This page is no longer there: decode its input again.\n';
  }

  /** The page that a document shows. */
  page(uri: Uri): Page | undefined {
    return this.#pages.get(uri.toString());
  }

  /** Opens a page in an editor. */
  async show(name: string, page: Page): Promise<TextDocument> {
    const uri = Uri.from({ scheme: decodedScheme, path: `/${++this.#count}/${name} (decoded)` });
    this.#pages.set(uri.toString(), page);
    const document = await workspace.openTextDocument(uri);
    if (document.languageId !== language) await languages.setTextDocumentLanguage(document, language);
    this.#problems.set(
      uri,
      page.findings.map((finding) => diagnosticOf(finding, document)),
    );
    await window.showTextDocument(document, { preview: false });
    this.#shown.add(uri.toString());
    return document;
  }

  dispose(): void {
    this.#closing.dispose();
    this.#problems.dispose();
    this.#changed.dispose();
  }

  /** Forgets the pages that are in no tab. */
  #forgetClosed(): void {
    const open = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.map(addressOf)));
    for (const address of this.#shown) {
      if (open.has(address)) continue;
      this.#shown.delete(address);
      this.#pages.delete(address);
      this.#problems.delete(Uri.parse(address));
    }
  }
}

function diagnosticOf({ line, severity, code, message, href }: PageFinding, document: TextDocument): Diagnostic {
  const { text, firstNonWhitespaceCharacterIndex: start } = document.lineAt(Math.min(line, document.lineCount - 1));
  const diagnostic = new Diagnostic(new Range(line, start, line, text.length), message, severities[severity]);
  diagnostic.source = 'wireloupe';
  diagnostic.code = href === undefined ? code : { value: code, target: Uri.parse(href) };
  return diagnostic;
}

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageContext } from '../protocols/core/index.ts';
import { classify } from './classify.ts';
import type { FolderContext } from './contexts.ts';
import type { ParsedDocument } from './document-language.ts';
import type { Languages } from './environment.ts';

interface Entry {
  readonly version: number;
  readonly context: LanguageContext;
  readonly language: keyof Languages;
  readonly parsed: ParsedDocument;
  /** Changes with every parse: the result id of pull diagnostics. */
  readonly serial: number;
}

/** A document together with its parse. */
export interface Served {
  readonly document: TextDocument;
  readonly parsed: ParsedDocument;
  readonly serial: number;
  /** What it was checked against. */
  readonly folder: FolderContext;
}

/** The parse of each open document, by URI and version, brought up to date from the one before. */
export class Documents {
  readonly #languages: Languages;
  readonly #entries = new Map<string, Entry>();
  #serial = 0;

  constructor(languages: Languages) {
    this.#languages = languages;
  }

  /** Undefined where no language of ours serves the document. */
  parsed(document: TextDocument, folder: FolderContext): Served | undefined {
    const { context } = folder;
    const text = document.getText();
    const language = classify(
      { uri: document.uri, languageId: document.languageId, text },
      folder.folder,
      folder.project,
    );
    if (language === undefined) {
      this.#entries.delete(document.uri);
      return undefined;
    }
    const known = this.#entries.get(document.uri);
    if (known?.version === document.version && known.context === context && known.language === language) {
      return { document, parsed: known.parsed, serial: known.serial, folder };
    }
    // Out of the map until it is parsed: what failed once is not built upon.
    this.#entries.delete(document.uri);
    const parsed =
      known?.language === language ? known.parsed.update(text, context) : this.#languages[language](text, context);
    const serial = ++this.#serial;
    this.#entries.set(document.uri, { version: document.version, context, language, parsed, serial });
    return { document, parsed, serial, folder };
  }

  /** The language of a document that was parsed before. */
  languageOf(uri: string): keyof Languages | undefined {
    return this.#entries.get(uri)?.language;
  }

  close(uri: string): void {
    this.#entries.delete(uri);
  }
}

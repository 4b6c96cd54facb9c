import { EventEmitter, languages, Uri, ViewColumn, window, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';
import { replyPage, type Sent } from './replies.ts';

export const replyScheme = 'wireloupe-reply';

/** The reply beside the editor: one read-only page for each protocol, which the next reply replaces. */
export class ReplyView implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #pages = new Map<string, string>();

  provideTextDocumentContent(uri: Uri): string {
    return this.#pages.get(uri.toString()) ?? '';
  }

  /** Shows a reply without taking the focus from the editor, unless `focus` is set. */
  async show(sent: Sent, focus = false): Promise<void> {
    const uri = Uri.from({ scheme: replyScheme, path: sent.protocol === 'xmpp' ? 'Reply.xmpp' : 'Reply.amqp.yaml' });
    this.#pages.set(uri.toString(), replyPage(sent));
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    if (document.languageId !== sent.protocol) await languages.setTextDocumentLanguage(document, sent.protocol);
    const shown = window.tabGroups.all.find((group) => group.tabs.some((tab) => isPage(tab.input, uri)));
    await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.Beside, preserveFocus: !focus, preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function isPage(input: unknown, uri: Uri): boolean {
  return typeof input === 'object' && input !== null && 'uri' in input && input.uri instanceof Uri && input.uri.toString() === uri.toString();
}

import {
  EventEmitter,
  languages,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type Tab,
  type TextDocumentContentProvider,
} from 'vscode';
import { hasAnswer, replyPage, type Sent } from './replies.ts';

export const replyScheme = 'wireloupe-reply';

/** The reply beside the editor: one read-only page for each protocol, which the next reply replaces. */
export class ReplyView implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #pages = new Map<string, string>();

  provideTextDocumentContent(uri: Uri): string {
    return this.#pages.get(uri.toString()) ?? '';
  }

  /** Shows what came back, if anything did. A page that is open shows the newest in any case. */
  async offer(sent: Sent): Promise<void> {
    if (hasAnswer(sent.reply) || tabOf(uriOf(sent)) !== undefined) await this.show(sent);
  }

  /** Shows a reply without taking the focus from the editor, unless `focus` is set. */
  async show(sent: Sent, focus = false): Promise<void> {
    const uri = uriOf(sent);
    this.#pages.set(uri.toString(), replyPage(sent));
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    if (document.languageId !== sent.protocol) await languages.setTextDocumentLanguage(document, sent.protocol);
    await window.showTextDocument(document, {
      viewColumn: tabOf(uri)?.group.viewColumn ?? ViewColumn.Beside,
      preserveFocus: !focus,
      preview: true,
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function uriOf({ protocol }: Sent): Uri {
  return Uri.from({ scheme: replyScheme, path: protocol === 'xmpp' ? 'Reply.xmpp' : 'Reply.amqp.yaml' });
}

/** The tab in which the page is open. */
function tabOf(uri: Uri): Tab | undefined {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => isPage(input, uri));
}

function isPage(input: unknown, uri: Uri): boolean {
  return (
    typeof input === 'object' &&
    input !== null &&
    'uri' in input &&
    input.uri instanceof Uri &&
    input.uri.toString() === uri.toString()
  );
}

import { languages, ThemeIcon, Uri, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import { printableLine } from '../../protocols/core/index.ts';
import { UserError } from '../errors/user-error.ts';
import { showError } from '../errors/show.ts';
import type { Log } from '../log.ts';
import type { TrafficView } from '../traffic-view/view.ts';
import { firstLine, type HistoryEntry, type SentHistory } from './history.ts';
import { replyTitle, type Sent } from './replies.ts';
import type { Sender } from './sender.ts';

interface EntryItem extends QuickPickItem {
  readonly entry: HistoryEntry;
}

const inTraffic = { iconPath: new ThemeIcon('list-unordered'), tooltip: 'Show in the traffic panel' };
const inEditor = { iconPath: new ThemeIcon('go-to-file'), tooltip: 'Open in an editor' };

/** Sends what was sent before once more, to the same connection. `at`: how many were sent since; 0 is the latest. */
export async function sendAgain(history: SentHistory, sender: Sender, at = 0): Promise<Sent> {
  const entry = history.entries[at];
  if (entry === undefined) throw new UserError('nothing-to-send', 'Nothing was sent yet in this window.');
  const document = await documentOf(entry);
  const target = await sender.target(document.uri.toString(), entry.index);
  return sender.sendAgain(target, entry.sent.connection);
}

/** Lists what was sent: choosing one sends it again, its buttons show it in an editor or in the traffic panel. */
export function showHistory(history: SentHistory, sender: Sender, traffic: TrafficView, log: Log): void {
  const picker = window.createQuickPick<EntryItem>();
  picker.title = 'Send Again';
  picker.placeholder = history.entries.length === 0 ? 'Nothing was sent yet in this window' : 'What to send once more';
  picker.matchOnDescription = picker.matchOnDetail = true;
  picker.items = history.entries.map((entry) => ({
    entry,
    label: replyTitle(entry.sent.reply),
    description: printableLine(
      `${entry.sent.label} · ${entry.sent.connection} · ${entry.sent.time.toLocaleTimeString()}`,
    ),
    detail: printableLine(firstLine(entry.sent.source)),
    buttons: [inEditor, ...(entry.sent.reply.sent.length > 0 ? [inTraffic] : [])],
  }));
  const run = (doing: Promise<unknown>): void => {
    picker.hide();
    doing.catch((error: unknown) => showError(error, log));
  };
  picker.onDidAccept(() => {
    const [chosen] = picker.selectedItems;
    if (chosen !== undefined) run(sendAgain(history, sender, history.entries.indexOf(chosen.entry)));
  });
  picker.onDidTriggerItemButton(({ item, button }) => {
    const [seq] = item.entry.sent.reply.sent;
    if (button === inTraffic && seq !== undefined) run(traffic.reveal(seq));
    else run(documentOf(item.entry).then((document) => window.showTextDocument(document)));
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();
}

/** The document that was sent from, where it is as it was; else a copy of what it was. */
async function documentOf({ sent, text }: HistoryEntry): Promise<TextDocument> {
  const open = workspace.textDocuments.find(({ uri }) => uri.toString() === sent.document);
  if (open?.getText() === text) return open;
  const uri = Uri.parse(sent.document);
  if (open === undefined && uri.scheme === 'file') {
    const saved = await workspace.openTextDocument(uri).then(
      (document) => document,
      // The file is gone: its text is here.
      () => undefined,
    );
    if (saved?.getText() === text) return saved;
  }
  const copy = await workspace.openTextDocument({ language: sent.protocol, content: text });
  if (copy.languageId !== sent.protocol) await languages.setTextDocumentLanguage(copy, sent.protocol);
  return copy;
}

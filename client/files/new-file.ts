import { languages, window, workspace } from 'vscode';
import { amqpTemplate, xmppTemplate } from './templates.ts';

/** Opens a new, unsaved file with something in it that can be sent. */
export async function newFile(language: 'xmpp' | 'amqp'): Promise<void> {
  const document = await workspace.openTextDocument({
    language,
    content: language === 'xmpp' ? xmppTemplate : amqpTemplate,
  });
  // An unsaved file may be taken for something else by its first line.
  if (document.languageId !== language) await languages.setTextDocumentLanguage(document, language);
  await window.showTextDocument(document);
}

import { languages, window, workspace } from 'vscode';
import { Cancelled, UserError } from '../errors/user-error.ts';
import type { Page } from './page.ts';
import { templateChoices } from './template-choices.ts';

/** Opens units of a page as an unsaved template that can be sent. Asks which, where there is a choice. */
export async function openAsTemplate(page: Page | undefined): Promise<void> {
  const choices = page === undefined ? [] : templateChoices(page);
  if (choices.length === 0)
    throw new UserError('nothing-to-decode', 'This page has no units that can be written as a template.');
  const chosen =
    choices.length === 1 ? choices[0] : await window.showQuickPick(choices, { title: 'Open as a Template' });
  if (chosen === undefined) throw new Cancelled();
  await showTemplate(chosen.language, chosen.text);
}

/** Opens a text as an unsaved file of a language that can be sent. */
export async function showTemplate(language: string, text: string): Promise<void> {
  const document = await workspace.openTextDocument({ language, content: text });
  // An unsaved file may be taken for something else by its first line.
  if (document.languageId !== language) await languages.setTextDocumentLanguage(document, language);
  await window.showTextDocument(document);
}

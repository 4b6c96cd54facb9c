import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  commands,
  extensions,
  Range,
  Selection,
  Uri,
  window,
  workspace,
  type CodeLens,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import type { Probes } from '../extension.ts';
import type { Sent } from '../../../client/sending/replies.ts';

/** The extension's probes, activated. */
export async function activated(): Promise<Probes> {
  const extension = extensions.getExtension<Probes>('wireloupe.wireloupe');
  assert.ok(extension, 'the extension is not installed in this host');
  return extension.activate();
}

/** Path of a file of the workspace. */
export function inWorkspace(...parts: readonly string[]): string {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests need a workspace folder');
  return path.join(folder.uri.fsPath, ...parts);
}

/** Writes wireloupe.json, and waits until the extension has noticed: saving through the editor would be a test of its own. */
export async function writeProject(project: object | string): Promise<void> {
  const file = inWorkspace('wireloupe.json');
  const watcher = workspace.createFileSystemWatcher('**/wireloupe.json');
  // All watchers of the host get a change in one turn, the extension's among them.
  let noticed = false;
  const notice = (): void => void (noticed = true);
  const listening = [watcher, watcher.onDidChange(notice), watcher.onDidCreate(notice)];
  // Replaced as a whole, so that no watcher sees a part of it.
  fs.writeFileSync(`${file}.new`, typeof project === 'string' ? project : JSON.stringify(project, null, 2));
  fs.renameSync(`${file}.new`, file);
  const document = await workspace.openTextDocument(file);
  await until(`${file} to be read again`, () => noticed && document.getText() === fs.readFileSync(file, 'utf8'));
  for (const each of listening) each.dispose();
}

/** Creates a file in the workspace and opens it. */
export async function openText(name: string, text: string): Promise<TextEditor> {
  const file = inWorkspace(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  const document = await workspace.openTextDocument(Uri.file(file));
  // A file that was open before is brought up to date.
  if (document.getText() !== text) {
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.replace(new Range(0, 0, document.lineCount, 0), text));
    await document.save();
  }
  return window.showTextDocument(document, { preview: false });
}

/** Puts the cursor at the first place of a text. An earlier selection may still come back from the window: then once more. */
export async function cursorAt(editor: TextEditor, text: string): Promise<void> {
  const offset = editor.document.getText().indexOf(text);
  assert.ok(offset >= 0, `“${text}” is not in ${editor.document.fileName}`);
  const position = editor.document.positionAt(offset);
  await until(`the cursor at “${text}”`, async () => {
    if (!editor.selection.active.isEqual(position)) editor.selection = new Selection(position, position);
    // The window answers in order: what it has to say of the selection comes before the answer to this.
    await commands.executeCommand('setContext', 'wireloupe.test.cursor', text);
    return editor.selection.active.isEqual(position);
  });
}

/** The titles of the lenses of a document, once there are any. */
export async function lensTitles(
  document: TextDocument,
  enough: (titles: readonly string[]) => boolean = (titles) => titles.length > 0,
): Promise<readonly string[]> {
  let titles: readonly string[] = [];
  await until('lenses', async () => {
    const lenses = await commands.executeCommand<readonly CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    titles = lenses.flatMap((each) => (each.command === undefined ? [] : [each.command.title]));
    return enough(titles);
  });
  return titles;
}

/** Sends what is at the cursor, and gives the reply; fails with the message that the user would see. */
export async function send(api: Probes): Promise<Sent> {
  let error: string | undefined;
  const listening = api.onDidTell(({ message }) => {
    error = message;
  });
  const sent = await commands.executeCommand<Sent | undefined>('wireloupe.send');
  listening.dispose();
  assert.ok(sent, `nothing was sent: ${error ?? 'no error was told'}`);
  return sent;
}

/** Waits until something holds. @throws when it does not within so many seconds */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited ${seconds} s in vain for ${what}`);
}

/** Changes of files through VS Code, so that undo works and an editor with unsaved changes is respected. */
import { Range, workspace, WorkspaceEdit, type TextDocument, type Uri } from 'vscode';
import { UserError } from '../errors/user-error.ts';
import type { TextChange } from './edits.ts';

/** Creates a file with a text, or leaves the one that is there as it is. @throws UserError where it cannot be created */
export async function createFile(file: Uri, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit)))
    throw new UserError('not-written', `${nameOf(file)} could not be created. Is its folder read-only?`);
}

/** Puts changes into a file's text; offsets in UTF-16 units. @throws UserError where VS Code refuses them */
export async function changeText(document: TextDocument, changes: readonly TextChange[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of changes) {
    edit.replace(document.uri, new Range(document.positionAt(offset), document.positionAt(offset + length)), content);
  }
  if (!(await workspace.applyEdit(edit))) {
    throw new UserError(
      'not-written',
      `${nameOf(document.uri)} could not be edited: VS Code refused the change. Is the file read-only?`,
      [open(document.uri)],
    );
  }
}

/** Saves a file. @throws UserError where it stays unsaved: VS Code then says why in a message of its own */
export async function saveDocument(document: TextDocument): Promise<void> {
  if (!(await document.save()))
    throw new UserError('not-written', `${nameOf(document.uri)} was changed but could not be saved.`, [
      open(document.uri),
    ]);
}

function nameOf(file: Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

function open(file: Uri) {
  return { title: `Open ${nameOf(file)}`, command: 'wireloupe.revealPlace', args: [file.toString(), 0] } as const;
}

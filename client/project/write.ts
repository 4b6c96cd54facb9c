import type { Position} from 'vscode';
import { Range, Uri, ViewColumn, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { newProjectText, putCa, putConnection, type TextChange } from './edits.ts';
import type { Projects } from './projects.ts';
import type { ProjectState } from './state.ts';

/** Creates `wireloupe.json` where it is missing. */
export async function ensureProjectFile(state: ProjectState, projects: Projects): Promise<Uri> {
  const file = Uri.parse(state.file);
  if (!state.exists) {
    await workspace.fs.writeFile(file, new TextEncoder().encode(newProjectText));
    projects.refresh();
  }
  return file;
}

/** Writes a connection into `wireloupe.json` (created if need be), leaving the rest of the file as it is. */
export async function writeConnection(state: ProjectState, projects: Projects, name: string, profile: ConnectionProfile): Promise<void> {
  const file = await ensureProjectFile(state, projects);
  await edit(file, (text) => putConnection(text, name, profile));
  projects.refresh();
}

/** Makes a connection trust the certificate authority in a file beside `wireloupe.json`. */
export async function writeCa(state: ProjectState, projects: Projects, name: string, caFile: string): Promise<void> {
  await edit(Uri.parse(state.file), (text) => putCa(text, name, caFile));
  projects.refresh();
}

/** Shows a file with the cursor at a UTF-16 offset. */
export async function revealPlace(file: Uri, offset: number): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const position = document.positionAt(offset);
  const editor = await window.showTextDocument(document, { selection: new Range(position, position), viewColumn: columnOf(document) });
  editor.revealRange(new Range(position, position.with({ line: position.line + 3, character: 0 })));
}

function columnOf(document: TextDocument): ViewColumn {
  return window.visibleTextEditors.find((each) => each.document === document)?.viewColumn ?? ViewColumn.Active;
}

/** Edits through VS Code, so that undo works and an editor with unsaved changes is respected; then saves. */
async function edit(file: Uri, change: (text: string) => readonly TextChange[]): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const edits = new WorkspaceEdit();
  for (const { offset, length, content } of change(document.getText())) {
    edits.replace(file, new Range(place(document, offset), place(document, offset + length)), content);
  }
  await workspace.applyEdit(edits);
  await document.save();
}

function place(document: TextDocument, offset: number): Position {
  return document.positionAt(offset);
}

import { Range, Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { changeText, createFile, saveDocument } from './document.ts';
import { newProjectText, putCa, putConnection } from './edits.ts';
import type { Projects } from './projects.ts';
import type { ProjectState } from './state.ts';

/** Creates `wireloupe.json` where it is missing: also one that appeared after the state was read stays as it is. */
export async function ensureProjectFile(state: ProjectState, projects: Pick<Projects, 'refresh'>): Promise<Uri> {
  const file = Uri.parse(state.file);
  if (!state.exists) {
    await createFile(file, newProjectText);
    projects.refresh();
  }
  return file;
}

/** Writes connections, by name, into `wireloupe.json` (created if need be), leaving the rest of the file as it is. @throws UserError */
export async function writeConnections(
  state: ProjectState,
  projects: Pick<Projects, 'refresh'>,
  profiles: Readonly<Record<string, ConnectionProfile>>,
): Promise<void> {
  const document = await workspace.openTextDocument(await ensureProjectFile(state, projects));
  for (const [name, profile] of Object.entries(profiles))
    await changeText(document, putConnection(document.getText(), name, profile));
  await saveDocument(document);
  projects.refresh();
}

/** Makes a connection trust the certificate authority in a file next to `wireloupe.json`. @throws UserError */
export async function writeCa(state: ProjectState, projects: Projects, name: string, caFile: string): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(state.file));
  await changeText(document, putCa(document.getText(), name, caFile));
  await saveDocument(document);
  projects.refresh();
}

/** Shows a file with the cursor at a UTF-16 offset. */
export async function revealPlace(file: Uri, offset: number): Promise<void> {
  const document = await workspace.openTextDocument(file);
  const position = document.positionAt(offset);
  const editor = await window.showTextDocument(document, {
    selection: new Range(position, position),
    viewColumn: columnOf(document),
  });
  editor.revealRange(new Range(position, position.with({ line: position.line + 3, character: 0 })));
}

function columnOf(document: TextDocument): ViewColumn {
  return window.visibleTextEditors.find((each) => each.document === document)?.viewColumn ?? ViewColumn.Active;
}

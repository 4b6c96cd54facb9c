import { commands, FileSystemError, Uri, window, workspace } from 'vscode';
import { Cancelled, UserError } from '../errors/user-error.ts';

/** Copies the examples into a folder that the user chooses, and opens them. Nothing that is there is overwritten. @throws Cancelled */
export async function openExamples(extension: Uri): Promise<void> {
  const source = Uri.joinPath(extension, 'examples');
  const open = (workspace.workspaceFolders ?? []).find((each) => each.uri.toString() === source.toString());
  if (open !== undefined) {
    await commands.executeCommand('workbench.view.explorer');
    return;
  }
  const [parent] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Put the Examples Here',
      title: 'A folder for the copy of the examples',
    })) ?? [];
  if (parent === undefined) throw new Cancelled();
  const target = Uri.joinPath(parent, 'wireloupe-examples');
  if (await exists(target)) {
    throw new UserError('file-exists', `${target.fsPath} is there already, and is left as it is.`, [
      { title: 'Open Folder', command: 'vscode.openFolder', args: [target] },
    ]);
  }
  await workspace.fs.copy(source, target);
  await commands.executeCommand('vscode.openFolder', target, {
    forceNewWindow: workspace.workspaceFolders !== undefined,
  });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

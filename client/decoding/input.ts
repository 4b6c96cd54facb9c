import { createReadStream } from 'node:fs';
import { commands, env, FileType, window, workspace, type Uri } from 'vscode';
import { messageOf } from '../../protocols/core/index.ts';
import { UserError } from '../errors/user-error.ts';

/** Something to decode. */
export interface Input {
  /** What it is called on the page. */
  readonly name: string;
  /** The file whose project holds for it. */
  readonly origin?: Uri;
  /** The bytes, from the beginning, each time it is asked for. */
  bytes(): AsyncIterable<Uint8Array>;
}

function textInput(name: string, text: string, nothing: string, origin?: Uri): Input {
  if (text.trim() === '') throw new UserError('nothing-to-decode', nothing);
  const encoded = new TextEncoder().encode(text);
  return { name, bytes: () => oneOf(encoded), ...(origin === undefined ? {} : { origin }) };
}

/** What is in the clipboard. @throws UserError where it has no text */
export async function clipboardInput(): Promise<Input> {
  const nothing = 'The clipboard has no text. Copy a log, a frame in hex or XML first.';
  return textInput('Clipboard', await env.clipboard.readText(), nothing);
}

/** What is selected in the active editor, or all of its text. @throws UserError where there is none */
export function selectionInput(): Input {
  const editor = window.activeTextEditor;
  if (editor === undefined)
    throw new UserError('nothing-to-decode', 'No editor is active. Select a log, a frame in hex or XML in one first.');
  const { document, selections } = editor;
  const parts = selections.filter(({ isEmpty }) => !isEmpty).map((range) => document.getText(range));
  const name = document.uri.path.split('/').at(-1) ?? 'Selection';
  const nothing = `${name} has no text to decode.`;
  return textInput(name, parts.length > 0 ? parts.join('\n') : document.getText(), nothing, document.uri);
}

/** What is selected in the active terminal; what the clipboard has stays as it is. @throws UserError where nothing is selected */
export async function terminalInput(): Promise<Input> {
  const before = await env.clipboard.readText();
  try {
    // The only way to a terminal's selection: it is copied, and the clipboard is as before afterwards.
    await env.clipboard.writeText('');
    await commands.executeCommand('workbench.action.terminal.copySelection');
    return textInput('Terminal', await env.clipboard.readText(), 'Select text in the terminal first.');
  } finally {
    await env.clipboard.writeText(before);
  }
}

/** A file. @throws UserError where it is a folder, or is not there */
export async function fileInput(uri: Uri): Promise<Input> {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  try {
    const { type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) throw new UserError('nothing-to-decode', `${name} is a folder, not a file.`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('nothing-to-decode', `${name} cannot be read: ${messageOf(error)}`);
  }
  const bytes = (): AsyncIterable<Uint8Array> =>
    uri.scheme === 'file'
      ? (createReadStream(uri.fsPath) as AsyncIterable<Uint8Array>)
      : (async function* () {
          yield await workspace.fs.readFile(uri);
        })();
  return { name, origin: uri, bytes };
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

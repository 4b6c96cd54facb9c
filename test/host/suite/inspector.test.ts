import fs from 'node:fs';
import { commands, Range, Uri, window, workspace } from 'vscode';
import type { WireloupeApi } from '../../../client/api.ts';
import { activated, cursorAt, inWorkspace, openText, until } from './helpers.ts';

const text = '<iq type="get" id="a1"><query xmlns="jabber:iq:roster"/></iq>\n\n<presence id="p1"/>\n';

suite('The Inspector shows nothing that is gone', () => {
  let api: WireloupeApi;
  const shows = (words: string) => () => JSON.stringify(api.inspected()?.root ?? {}).includes(words);
  const isEmpty = () => api.inspected() === undefined;

  suiteSetup(async () => {
    api = await activated();
    await commands.executeCommand('wireloupe.inspector.focus');
  });

  setup(async () => {
    const editor = await openText('gone.xmpp', text);
    await cursorAt(editor, 'roster');
    await until('the iq', shows('a1'));
  });

  test('after the stanza was deleted, though the cursor stands where it stood', async () => {
    const editor = window.activeTextEditor!;
    await editor.edit((edit) => edit.replace(new Range(0, 0, 2, 19), ''));
    await until('nothing', isEmpty);
  });

  test('after the cursor has left the stanza for the space between two', async () => {
    const editor = window.activeTextEditor!;
    await editor.edit((edit) => edit.replace(new Range(0, 0, 2, 0), '\n\n\n\n\n'));
    await cursorAt(editor, '\n');
    await until('nothing', isEmpty);
  });

  test('and shows an edited stanza as it is now', async () => {
    const editor = window.activeTextEditor!;
    await editor.edit((edit) => edit.replace(new Range(0, 19, 0, 21), 'b2'));
    await until('the new id', shows('b2'));
  });

  test('after the file was changed by a program while another one is edited', async () => {
    const first = window.activeTextEditor!.document;
    const other = await workspace.openTextDocument({ language: 'plaintext', content: 'notes' });
    await window.showTextDocument(other, { preview: false });
    await until('still the iq', shows('a1'));
    fs.writeFileSync(inWorkspace('gone.xmpp'), '\n');
    await until('the file to be read again', () => first.getText() === '\n');
    await until('nothing', isEmpty);
  });

  test('after the editor was closed', async () => {
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await until('nothing', isEmpty);
  });

  test('after the file was deleted', async () => {
    await workspace.fs.delete(Uri.file(inWorkspace('gone.xmpp')));
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until('nothing', isEmpty);
  });
});

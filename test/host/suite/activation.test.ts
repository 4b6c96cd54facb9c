import assert from 'node:assert/strict';
import { commands, extensions, workspace } from 'vscode';
import { commandIds } from '../../../client/commands/ids.ts';
import { activated, openText } from './helpers.ts';

suite('Activation', () => {
  test('starts neither the language server nor the wire worker by itself', async () => {
    const api = await activated();
    assert.deepEqual(api.started(), { language: false, wire: false });
    console.log(`activation took ${api.activationTime.toFixed(1)} ms`);
  });

  test('registers every command, and contributes no other', async () => {
    await activated();
    const contributed = (
      extensions.getExtension('wireloupe.wireloupe')?.packageJSON as {
        contributes: { commands: { command: string }[] };
      }
    ).contributes.commands;
    const registered = await commands.getCommands(true);
    for (const id of commandIds) assert.ok(registered.includes(id), `${id} is not registered`);
    assert.deepEqual(contributed.map((each) => each.command).sort(), [...commandIds].sort());
  });

  test('starts the language server with the first document of ours, and leaves wire alone', async () => {
    const api = await activated();
    await openText('first.xmpp', '<presence/>\n');
    await api.languageReady();
    assert.deepEqual(api.started(), { language: true, wire: false });
  });

  test('knows its languages by the names of files', async () => {
    const languages = ['xmpp/ping.xmpp', 'amqp/messages.amqp.yaml'].map(async (name) => {
      const [file] = await workspace.findFiles(`**/${name}`);
      assert.ok(file, `${name} is not among the examples`);
      return (await workspace.openTextDocument(file)).languageId;
    });
    assert.deepEqual(await Promise.all(languages), ['xmpp', 'amqp']);
  });
});

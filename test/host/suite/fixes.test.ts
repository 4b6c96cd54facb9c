import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  CodeActionKind,
  commands,
  ConfigurationTarget,
  languages,
  Uri,
  workspace,
  type CodeAction,
  type Range,
} from 'vscode';
import { activated, inWorkspace, openText, until, writeProject } from './helpers.ts';

function quickFixes(uri: Uri, range: Range): Thenable<readonly CodeAction[]> {
  return commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    CodeActionKind.QuickFix.value,
  );
}

/** The range of a rule's finding, once there is one. */
async function findingOf(uri: Uri, rule: string): Promise<Range> {
  const find = (): Range | undefined =>
    languages.getDiagnostics(uri).find(({ code }) => (typeof code === 'object' ? code.value : code) === rule)?.range;
  await until(`the finding ${rule}`, () => find() !== undefined);
  const range = find();
  assert.ok(range);
  return range;
}

suite('Quick fixes', () => {
  let original = '';
  suiteSetup(async () => {
    await (await activated()).languageReady();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
  });
  teardown(() => writeProject(original));

  test('repair first, disable the rule for the stanza or step next, and turn it off for the project last', async () => {
    for (const [name, text, rule, expected, after] of [
      [
        'fixes.xmpp',
        '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>\n',
        'xmpp/iq-id-required',
        'Add id="{{$id}}"',
        '<iq id="{{$id}}" type="get"><ping xmlns="urn:xmpp:ping"/></iq>\n',
      ],
      [
        'fixes.amqp.yaml',
        '- header: amqp\n- open: { container-id: a, hostnam: b }\n',
        'amqp/unknown-field',
        'Change to “hostname”',
        '- header: amqp\n- open: { container-id: a, hostname: b }\n',
      ],
    ] as const) {
      const { document } = await openText(name, text);
      const ours = await quickFixes(document.uri, await findingOf(document.uri, rule));
      const kinds = ours.map(({ title }) => (title.startsWith('Turn ') ? 2 : title.startsWith('Disable ') ? 1 : 0));
      assert.equal(ours[0]?.title, expected);
      assert.deepEqual([...new Set(kinds)], [0, 1, 2], `in this order: ${ours.map(({ title }) => title).join(' | ')}`);
      assert.deepEqual(kinds, [...kinds].sort());
      assert.deepEqual(
        ours.flatMap(({ isPreferred }, index) => (isPreferred === true ? [index] : [])),
        [0],
      );
      const { edit } = ours[0];
      assert.ok(edit);
      assert.ok(await workspace.applyEdit(edit));
      assert.equal(document.getText(), after);
      await until('no findings', () => languages.getDiagnostics(document.uri).length === 0);
      await document.save();
    }
  });

  test('turn a rule off for the project in a file that is saved, and Undo restores its text exactly', async () => {
    const { document } = await openText('off.xmpp', '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>\n');
    const before = '{\n\t// Ours.\n\t"connections": {},\n}\n';
    await writeProject(before);
    const actions = await quickFixes(document.uri, await findingOf(document.uri, 'xmpp/iq-id-required'));
    const command = actions.find(({ title }) => title.startsWith('Turn xmpp/iq-id-required off'))?.command;
    assert.ok(command);
    const run = (name: string, ...args: readonly unknown[]): Thenable<unknown> =>
      commands.executeCommand(name, ...args);
    await run(command.command, ...(command.arguments as readonly unknown[]));
    assert.match(fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8'), /"xmpp\/iq-id-required": "off"/);
    await until('no findings', () => languages.getDiagnostics(document.uri).length === 0);
    await run('wireloupe.undoTurnOffRule', ...(command.arguments as readonly unknown[]));
    assert.equal(fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8'), before);
    await findingOf(document.uri, 'xmpp/iq-id-required');
  });

  test('undo each rule by itself, the last one first, also where saving changes the file', async () => {
    const settings = workspace.getConfiguration('files', Uri.file(inWorkspace('wireloupe.json')));
    await settings.update('insertFinalNewline', true, ConfigurationTarget.Workspace);
    const uri = (await workspace.openTextDocument(inWorkspace('wireloupe.json'))).uri.toString();
    const read = (): string => fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    await writeProject('{}');
    await commands.executeCommand('wireloupe.turnOffRule', uri, 'xmpp/iq-type');
    const first = read();
    await commands.executeCommand('wireloupe.turnOffRule', uri, 'xmpp/iq-id-required');
    const second = read();
    await commands.executeCommand('wireloupe.undoTurnOffRule', uri, 'xmpp/iq-type');
    assert.equal(read(), second);
    await commands.executeCommand('wireloupe.undoTurnOffRule', uri, 'xmpp/iq-id-required');
    assert.equal(read(), first);
    await commands.executeCommand('wireloupe.undoTurnOffRule', uri, 'xmpp/iq-type');
    assert.equal(read(), '{}\n');
    await settings.update('insertFinalNewline', undefined, ConfigurationTarget.Workspace);
  });

  test('leave a project file alone that was edited after a rule was turned off', async () => {
    const uri = (await workspace.openTextDocument(inWorkspace('wireloupe.json'))).uri.toString();
    await writeProject('{}\n');
    await commands.executeCommand('wireloupe.turnOffRule', uri, 'xmpp/iq-type');
    await writeProject('{ "rules": { "xmpp/iq-type": "off" }, "environments": {} }\n');
    let message = '';
    const told = (await activated()).onDidTell((error) => {
      ({ message } = error);
    });
    await commands.executeCommand('wireloupe.undoTurnOffRule', uri, 'xmpp/iq-type');
    told.dispose();
    assert.match(message, /was edited after xmpp\/iq-type was turned off/);
    assert.match(fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8'), /environments/);
  });
});

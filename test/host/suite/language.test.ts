import assert from 'node:assert/strict';
import fs from 'node:fs';
import { DiagnosticSeverity, languages, Position, workspace, type Diagnostic, type Uri } from 'vscode';
import { activated, inWorkspace, lensTitles, openText, pause, until, writeProject } from './helpers.ts';

/** The codes of a document's diagnostics, once there are some (or none, if that is waited for). */
async function codes(uri: Uri, enough: (found: readonly Diagnostic[]) => boolean): Promise<readonly string[]> {
  await until('diagnostics', () => enough(languages.getDiagnostics(uri)));
  return languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

suite('Language', () => {
  suiteSetup(async () => {
    await (await activated()).languageReady();
  });

  test('a wrong stanza is underlined, and no more when it is mended', async () => {
    const editor = await openText('wrong.xmpp', '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>\n');
    const { uri } = editor.document;
    assert.ok((await codes(uri, (found) => found.length > 0)).includes('xmpp/iq-id-required'));
    await editor.edit((edit) => edit.insert(new Position(0, 4), 'id="a" '));
    await until('the diagnostic to go', () => languages.getDiagnostics(uri).length === 0);
  });

  test('a wrong frame is underlined', async () => {
    const editor = await openText('wrong.amqp.yaml', '- open: { container-id: a, max-frame-size: many }\n');
    assert.ok((await codes(editor.document.uri, (found) => found.length > 0)).length > 0);
  });

  test('the example files are sound, but for the tours of mistakes', async () => {
    for (const uri of await workspace.findFiles('{xmpp,amqp,types}/*.{xmpp,yaml}')) {
      const document = await workspace.openTextDocument(uri);
      await lensTitles(document);
      const errors = languages.getDiagnostics(uri).filter(({ severity }) => severity === DiagnosticSeverity.Error);
      assert.deepEqual(errors.map(({ message }) => message), [], uri.fsPath);
    }
  });

  test('an unknown variable is underlined before it is sent', async () => {
    const editor = await openText('unknown.xmpp', '<message to="{{nobody}}"><body>x</body></message>\n');
    await until('the diagnostic', () => languages.getDiagnostics(editor.document.uri).some(({ message }) => message.includes('nobody')));
  });

  test('XML files that the project lists can be sent as well, and others cannot', async () => {
    const original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    await writeProject({ xmpp: { include: ['stanzas/*.xml'] } });
    const listed = await openText('stanzas/a.xml', '<presence xmlns="jabber:client"/>\n');
    assert.ok((await lensTitles(listed.document)).length > 0);
    const other = await openText('other/a.xml', '<presence xmlns="jabber:client"/>\n');
    await pause(500);
    await lensTitles(other.document, (titles) => titles.length === 0);
    await writeProject(original);
  });
});

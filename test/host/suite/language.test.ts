import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  commands,
  DiagnosticSeverity,
  languages,
  MarkdownString,
  Position,
  window,
  workspace,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type Uri,
} from 'vscode';
import { activated, cursorAt, inWorkspace, lensTitles, openText, until, writeProject } from './helpers.ts';

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
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
        uri.fsPath,
      );
    }
  });

  test('an unknown variable is underlined before it is sent', async () => {
    const editor = await openText('unknown.xmpp', '<message to="{{nobody}}"><body>x</body></message>\n');
    await until('the diagnostic', () =>
      languages.getDiagnostics(editor.document.uri).some(({ message }) => message.includes('nobody')),
    );
  });

  test('a script may use the types that the project defines, the Inspector too, and newer ones once the files change', async () => {
    const api = await activated();
    const shows = (name: string): boolean => JSON.stringify(api.inspected()?.root ?? {}).includes(name);
    const original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    await writeProject({ amqp: { definitions: ['types/*.xml'] } });
    const editor = await openText(
      'types/inspect.amqp.yaml',
      '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !reading { sensor: s, taken: 2026-11-22T12:00:00Z, celsius: 1 } } }\n',
    );
    await commands.executeCommand('wireloupe.inspector.focus');
    await window.showTextDocument(editor.document);
    await cursorAt(editor, 'handle');
    await until('the own type', () => shows('reading') && shows('celsius'));
    await until('no diagnostics', () => languages.getDiagnostics(editor.document.uri).length === 0);

    const types = (name: string): string =>
      `<amqp name="more" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="more"><type name="${name}" class="composite" source="list"><descriptor code="0x0000a001:0x00000009"/><field name="pascal" type="double"/></type></section></amqp>\n`;
    const more = inWorkspace('types/more.xml');
    for (const name of ['pressure', 'airpressure']) {
      fs.writeFileSync(more, types(name));
      const text = `- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !${name} { pascal: 1 } } }\n`;
      const again = await openText(`types/${name}.amqp.yaml`, text);
      await until(`the type ${name}`, async () => {
        // The cursor moves, for the file may have been noticed after it last did.
        for (const place of ['delivery-id', 'handle']) {
          const before = api.inspected();
          await cursorAt(again, place);
          await until('the Inspector to follow', () => api.inspected() !== before);
        }
        return shows(name);
      });
      await cursorAt(editor, 'handle');
    }
    fs.rmSync(more);
    await writeProject(original);
  });

  test('a schema of the project is checked, completed and explained as it is edited', async () => {
    const original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    await writeProject({ xmpp: { schemas: ['schemas/*.xsd'] } });
    const text =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:1"><xs:element name="a" type="xs:unsignedByt"/></xs:schema>\n';
    const { document } = await openText('schemas/own.xsd', text);
    assert.deepEqual(await codes(document.uri, (found) => found.length > 0), ['schema/name']);
    const place = document.positionAt(text.indexOf('unsignedByt') + 3);
    const found = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      place,
    );
    const item = found.items.find(({ label }) => label === 'xs:unsignedByte');
    assert.equal(item?.detail, 'an integer from 0 to 255');
    const hovers = await commands.executeCommand<readonly Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(text.indexOf('xs:element')),
    );
    const shown = hovers.flatMap(({ contents }) =>
      contents.filter((each) => each instanceof MarkdownString).map(({ value }) => value),
    );
    assert.match(shown.join('\n'), /may appear in every stanza/);
    await writeProject(original);
  });

  test('XML files that the project lists can be sent as well, and others cannot', async () => {
    const original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    await writeProject({ xmpp: { include: ['stanzas/*.xml'] } });
    const listed = await openText('stanzas/a.xml', '<presence xmlns="jabber:client"/>\n');
    assert.ok((await lensTitles(listed.document)).length > 0);
    const other = await openText('other/a.xml', '<presence xmlns="jabber:client"/>\n');
    // The server answers in order, so it has the other file by now.
    assert.ok((await lensTitles(listed.document)).length > 0);
    assert.deepEqual(await lensTitles(other.document, () => true), []);
    await writeProject(original);
  });
});

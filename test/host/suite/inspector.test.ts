import assert from 'node:assert/strict';
import fs from 'node:fs';
import { commands, Range, Uri, window, workspace } from 'vscode';
import type { Probes } from '../extension.ts';
import type { InspectNode } from '../../../protocols/core/inspect/index.ts';
import { activated, cursorAt, inWorkspace, openText, send, until, writeProject } from './helpers.ts';

const text = '<iq type="get" id="a1"><query xmlns="jabber:iq:roster"/></iq>\n\n<presence id="p1"/>\n';

suite('The Inspector shows nothing that is gone', () => {
  let api: Probes;
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

suite('The Inspector follows the selection of the traffic panel', () => {
  let api: Probes;
  const shows = (words: string) => () => JSON.stringify(api.inspected()?.root ?? {}).includes(words);

  suiteSetup(async () => {
    api = await activated();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('wireloupe.inspector.focus');
    const wire = await api.wire();
    const started = await wire.startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok, JSON.stringify(started));
    process.env.WIRELOUPE_HOST_PASSWORD = 'wireloupe';
    await writeProject({
      connections: {
        romeo: {
          protocol: 'xmpp',
          service: started.value.xmpp,
          jid: 'romeo@localhost/inspected',
          password: { env: 'WIRELOUPE_HOST_PASSWORD' },
          tls: { verify: false },
        },
      },
    });
    const editor = await openText('selected.xmpp', `<?connection romeo?>\n\n${text}`);
    await cursorAt(editor, 'roster');
    await send(api);
  });

  suiteTeardown(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await (await api.wire()).disconnect('romeo');
    await (await api.wire()).stopPlayground();
  });

  test('and goes back to what is at the cursor when nothing is selected', async () => {
    await api.select({ seq: 1 });
    await until('the first unit', () => api.inspected()?.seq === 1);
    await api.select({ seq: null });
    await until('the stanza at the cursor', shows('a1'));
    assert.equal(api.inspected()?.seq, undefined);
  });

  test('and is empty when nothing is selected and no editor is open', async () => {
    await api.select({ seq: 1 });
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until('the first unit', () => api.inspected()?.seq === 1);
    await api.select({ seq: null });
    await until('nothing', () => api.inspected() === undefined);
  });

  test('and is empty when the selected unit is not recorded any longer', async () => {
    await api.select({ seq: 1 });
    await until('the first unit', () => api.inspected()?.seq === 1);
    await api.select({ seq: 1_000_000 });
    await until('nothing', () => api.inspected() === undefined);
  });

  test('and is empty after the traffic was cleared', async () => {
    await api.select({ seq: 1 });
    await until('the first unit', () => api.inspected()?.seq === 1);
    await (await api.wire()).clear();
    await until('nothing', () => api.inspected() === undefined);
  });
});

suite('The Inspector decodes what is in an editor again', () => {
  let api: Probes;
  let original: string;
  const schema = (type: string): string =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:inspector:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" type="${type}"/></xs:complexType></xs:element></xs:schema>\n`;
  const definition = (field: string): string =>
    `<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="${field}" type="double"/></type></section></amqp>\n`;
  const shows = (words: string) => () => JSON.stringify(api.inspected()?.root ?? {}).includes(words);
  const finding = (): boolean => {
    const inspected = api.inspected();
    const isWrong = (node: InspectNode): boolean =>
      inspected?.issues.at(node.id).some(({ code }) => code === 'xmpp/attribute-value') === true ||
      node.children.some(isWrong);
    return inspected !== undefined && isWrong(inspected.root);
  };

  suiteSetup(async () => {
    api = await activated();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    fs.mkdirSync(inWorkspace('inspected'), { recursive: true });
    fs.writeFileSync(inWorkspace('inspected/reading.xsd'), schema('xs:int'));
    fs.writeFileSync(inWorkspace('inspected/reading.xml'), definition('celsius'));
    await writeProject({ amqp: { definitions: ['inspected/*.xml'] }, xmpp: { schemas: ['inspected/*.xsd'] } });
    await commands.executeCommand('wireloupe.inspector.focus');
  });

  suiteTeardown(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(inWorkspace('inspected'), { recursive: true });
    await writeProject(original);
  });

  test('when a schema or wireloupe.json has changed, though the cursor rests', async () => {
    const editor = await openText(
      'inspected/send.xmpp',
      '<message to="a@b"><reading xmlns="urn:example:inspector:1" at="7"/></message>\n',
    );
    await cursorAt(editor, '<reading');
    await until('the stanza', shows('urn:example:inspector:1'));
    assert.equal(finding(), false);
    fs.writeFileSync(inWorkspace('inspected/reading.xsd'), schema('xs:date'));
    await until('the finding of the new schema', finding);
    await writeProject({ xmpp: { schemas: ['inspected/*.xsd'] }, rules: { 'xmpp/attribute-value': 'off' } });
    await until('the finding to go with its rule', () => !finding());
    await writeProject({ amqp: { definitions: ['inspected/*.xml'] }, xmpp: { schemas: ['inspected/*.xsd'] } });
    await until('the finding again', finding);
  });

  test('when a type of AMQP has changed, though the cursor rests', async () => {
    const editor = await openText(
      'inspected/send.amqp.yaml',
      'frames:\n  - transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n    message: { body: { value: !described [!ulong 0xa00100000001, [21.5]] } }\n',
    );
    await cursorAt(editor, 'handle');
    await until('the field', shows('celsius'));
    fs.writeFileSync(inWorkspace('inspected/reading.xml'), definition('kelvin'));
    await until('its new name', shows('kelvin'));
  });
});

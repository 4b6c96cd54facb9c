import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Range, WorkspaceEdit, workspace } from 'vscode';
import type { WireloupeApi } from '../../../client/api.ts';
import { activated, cursorAt, inWorkspace, openText, send, until, writeProject } from './helpers.ts';

const schema = (type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:host:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required" type="${type}"/></xs:complexType></xs:element></xs:schema>\n`;

function write(name: string, text: string): void {
  const file = inWorkspace(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

suite('Recorded traffic and the types of the project', () => {
  let api: WireloupeApi;
  let original: string;

  suiteSetup(async () => {
    api = await activated();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok, JSON.stringify(started));
    process.env.WIRELOUPE_HOST_PASSWORD = 'wireloupe';
    write('own/reading.xsd', schema('xs:date'));
    await writeProject({
      connections: {
        romeo: { protocol: 'xmpp', service: started.value.xmpp, jid: 'romeo@localhost/types', password: { env: 'WIRELOUPE_HOST_PASSWORD' }, tls: { verify: false } },
      },
      xmpp: { schemas: ['own/*.xsd'] },
    });
  });

  suiteTeardown(async () => {
    await (await api.wire()).disconnect('romeo');
    await (await api.wire()).stopPlayground();
    fs.rmSync(inWorkspace('own'), { recursive: true });
    await writeProject(original);
  });

  /** What is wrong with a recorded unit. */
  const codes = async (seq: number): Promise<readonly string[]> => ((await (await api.wire()).unit(seq))?.issues ?? []).map(({ code }) => code);

  test('a stanza is judged by the schemas, and by newer ones once a file changes, on the disk or in an editor', async () => {
    const editor = await openText('own/send.xmpp', '<?connection romeo?>\n<message to="romeo@localhost/types"><reading xmlns="urn:example:host:1" at="7"/></message>\n');
    cursorAt(editor, '<message');
    const { reply } = await send(api);
    const [seq = 0] = reply.sent;
    await until('the finding', async () => (await codes(seq)).includes('xmpp/attribute-value'));
    const { rows } = await (await api.wire()).rows({ filter: { connection: 'romeo', text: 'state:error' }, from: 0, count: 100 });
    assert.ok(rows.some((row) => row.seq === seq), 'the row is not marked');

    write('own/reading.xsd', schema('xs:int'));
    await until('the finding to go', async () => (await codes(seq)).length === 0);

    const document = await workspace.openTextDocument(inWorkspace('own/reading.xsd'));
    await until('the editor to have what is on the disk', () => document.getText() === schema('xs:int'));
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), schema('xs:date'));
    await workspace.applyEdit(edit);
    await until('the finding of what was typed', async () => (await codes(seq)).includes('xmpp/attribute-value'));
    await document.save();
  });
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ConfigurationTarget, Range, WorkspaceEdit, workspace } from 'vscode';
import type { Probes } from '../extension.ts';
import type { RuleSettings } from '../../../protocols/core/index.ts';
import { activated, cursorAt, inWorkspace, openText, send, until, writeProject } from './helpers.ts';

const schema = (type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:host:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required" type="${type}"/></xs:complexType></xs:element></xs:schema>\n`;

function write(name: string, text: string): void {
  const file = inWorkspace(name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

suite('Recorded traffic and the types of the project', () => {
  let api: Probes;
  let original: string;
  let service: string;

  suiteSetup(async () => {
    api = await activated();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok, JSON.stringify(started));
    process.env.WIRELOUPE_HOST_PASSWORD = 'wireloupe';
    write('own/reading.xsd', schema('xs:date'));
    service = started.value.xmpp;
    await writeProject(project());
  });

  suiteTeardown(async () => {
    await (await api.wire()).disconnect('romeo');
    await (await api.wire()).stopPlayground();
    fs.rmSync(inWorkspace('own'), { recursive: true });
    await writeProject(original);
  });

  const project = (rules: RuleSettings = {}) => ({
    connections: {
      romeo: {
        protocol: 'xmpp',
        service,
        jid: 'romeo@localhost/types',
        password: { env: 'WIRELOUPE_HOST_PASSWORD' },
        tls: { verify: false },
      },
    },
    xmpp: { schemas: ['own/*.xsd'] },
    rules,
  });

  /** What is wrong with a recorded unit. */
  const codes = async (seq: number): Promise<readonly string[]> =>
    ((await (await api.wire()).unit({ seq }))?.issues ?? []).map(({ code }) => code);

  test('a stanza is judged by the schemas, and by newer ones once a file changes, on the disk or in an editor', async () => {
    const editor = await openText(
      'own/send.xmpp',
      '<?connection romeo?>\n<message to="romeo@localhost/types"><reading xmlns="urn:example:host:1" at="7"/></message>\n',
    );
    await cursorAt(editor, '<message');
    const { reply } = await send(api);
    const [seq = 0] = reply.sent;
    await until('the finding', async () => (await codes(seq)).includes('xmpp/attribute-value'));
    const { rows } = await (
      await api.wire()
    ).rows({ filter: { connection: 'romeo', text: 'state:error' }, from: 0, count: 100 });
    assert.ok(
      rows.some((row) => row.seq === seq),
      'the row is not marked',
    );

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

  test('a stanza has the severities of the project, and above them those of the settings', async () => {
    const editor = await openText(
      'own/rated.xmpp',
      '<?connection romeo?>\n<message to="romeo@localhost/types"><reading xmlns="urn:example:host:1" at="8"/></message>\n',
    );
    await cursorAt(editor, '<message');
    const [seq = 0] = (await send(api)).reply.sent;
    const rated = async (): Promise<string> => {
      const unit = await (await api.wire()).unit({ seq });
      return [
        unit?.row.state ?? 'unmarked',
        ...(unit?.issues ?? []).map(({ code, severity }) => `${code} ${severity}`),
      ].join(', ');
    };
    await until('the finding', async () => (await rated()) === 'error, xmpp/attribute-value error');
    await writeProject(project({ 'xmpp/attribute-value': 'warning' }));
    await until(
      'the severity of wireloupe.json',
      async () => (await rated()) === 'warning, xmpp/attribute-value warning',
    );
    const settings = workspace.getConfiguration('wireloupe');
    try {
      await settings.update('rules', { 'xmpp/attribute-value': 'off' }, ConfigurationTarget.Workspace);
      await until('the finding to go', async () => (await rated()) === 'unmarked');
    } finally {
      await settings.update('rules', undefined, ConfigurationTarget.Workspace);
    }
    await until(
      'the severity of wireloupe.json again',
      async () => (await rated()) === 'warning, xmpp/attribute-value warning',
    );
    await writeProject(project());
    await until('the rule’s own severity', async () => (await rated()) === 'error, xmpp/attribute-value error');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompletionItem, Diagnostic, Hover, MarkupContent } from 'vscode-languageserver/node';
import { languages } from '../../server/languages.ts';
import { folder, startClient, type Client } from './harness.ts';

const schema =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:complexType/></xs:element><xs:element name="alarm" type="alarm"/></xs:schema>';

let client: Client;
beforeEach(async () => {
  const files = {
    [`${folder}/wireloupe.json`]:
      '{ "xmpp": { "schemas": ["schemas/sensor.xsd"] }, "rules": { "schema/name": "hint" } }',
    [`${folder}/schemas/sensor.xsd`]: schema,
  };
  client = await startClient({ languages, files });
});
afterEach(() => client.stop());

const codes = async (uri: string) =>
  (
    await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } })
  ).items.map(({ code }) => code);

describe('the server with schemas of the workspace', () => {
  it('holds stanzas against them', async () => {
    const uri = await client.open(
      'a.xmpp',
      '<message to="juliet@localhost"><reading xmlns="urn:example:sensor:1" at="x"/></message>',
      'xmpp',
    );
    expect(await codes(uri)).toEqual(['xmpp/attribute-unknown']);
  });

  it('completes and explains them', async () => {
    const uri = await client.open('schemas/sensor.xsd', schema, 'xml');
    const position = { line: 0, character: schema.indexOf('type="alarm"') + 'type="'.length };
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    expect(items.map(({ label }) => label)).toContain('xs:dateTime');
    const shown = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: schema.indexOf('xs:complexType') + 1 },
    });
    expect((shown.contents as MarkupContent).value).toContain('The content of an element');
  });

  it('checks them as they are edited, with the severities of the project', async () => {
    const uri = await client.open('schemas/sensor.xsd', schema, 'xml');
    expect(await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).toMatchObject({
      items: [{ code: 'schema/name', severity: 4 }],
    });
  });
});

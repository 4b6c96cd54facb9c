import { describe, expect, it } from 'vitest';
import { xmppSchemaLanguage } from '../../../../protocols/xmpp/index.ts';

const schema = (target: string, content: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${target}">${content}</xs:schema>`;
const found = (text: string) => xmppSchemaLanguage.diagnostics(xmppSchemaLanguage.parse(text, {})).map(({ code, start, end }) => [code, text.slice(start, end)]);

describe('the editor in a schema of the workspace', () => {
  it('says nothing of a sound one', () => {
    expect(found(schema('urn:example:1', '<xs:element name="a"/>'))).toEqual([]);
  });

  it('shows what is wrong at its place', () => {
    expect(found(schema('urn:example:1', '<xs:element name="a" type="b"/>'))).toEqual([['schema/name', 'type="b"']]);
  });

  it('says that a namespace which Wireloupe describes keeps its description', () => {
    expect(found(schema('urn:xmpp:ping', '<xs:element name="a"/>'))).toEqual([['schema/described', 'targetNamespace="urn:xmpp:ping"']]);
  });
});

import { describe, expect, it } from 'vitest';
import { folderOf, wireloupe } from './terminal.ts';

const schema = (type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:complexType><xs:attribute name="at" use="required" type="${type}"/></xs:complexType></xs:element></xs:schema>\n`;
const project = '{ "xmpp": { "schemas": ["schemas/*.xsd"] } }\n';
const stanza = (attributes: string): string =>
  `<message to="juliet@localhost"><reading xmlns="urn:example:sensor:1"${attributes}/></message>\n`;

describe('check with schemas of the project', () => {
  it('holds stanzas against them', async () => {
    const files = { 'wireloupe.json': project, 'schemas/sensor.xsd': schema('xs:dateTime') };
    const sound = await wireloupe(['check', '.'], {
      cwd: await folderOf({ ...files, 'a.xmpp': stanza(' at="2026-11-22T19:40:00Z"') }),
    });
    expect(sound.out).toContain('0 errors, 0 warnings');
    const wrong = await wireloupe(['check', '.'], { cwd: await folderOf({ ...files, 'a.xmpp': stanza('') }) });
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('[xmpp/attribute-required]');
  });

  it('checks the schemas too', async () => {
    const { code, out } = await wireloupe(['check', '.'], {
      cwd: await folderOf({ 'wireloupe.json': project, 'schemas/sensor.xsd': schema('xs:dateTme') }),
    });
    expect(code).toBe(1);
    expect(out).toMatch(/schemas\/sensor\.xsd:1:\d+: error: XML Schema has no type “dateTme”.*\[schema\/name\]/u);
  });

  it('gives what is wrong in them the severity that the project sets', async () => {
    const lenient = '{ "xmpp": { "schemas": ["schemas/*.xsd"] }, "rules": { "schema/name": "warning" } }\n';
    const { code, out } = await wireloupe(['check', '.'], {
      cwd: await folderOf({ 'wireloupe.json': lenient, 'schemas/sensor.xsd': schema('xs:dateTme') }),
    });
    expect(code).toBe(0);
    expect(out).toMatch(/warning: XML Schema has no type “dateTme”/u);
  });

  it('leaves schemas alone that the project does not list', async () => {
    const { code } = await wireloupe(['check', '.'], {
      cwd: await folderOf({ 'wireloupe.json': '{}\n', 'schemas/sensor.xsd': schema('xs:dateTme') }),
    });
    expect(code).toBe(0);
  });
});

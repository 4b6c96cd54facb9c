import { describe, expect, it } from 'vitest';
import { unitAt } from '../../../client/inspector/unit-at.ts';
import { noProject, type RuleSettings } from '../../../protocols/core/index.ts';

type Found = Awaited<ReturnType<typeof unitAt>>;

/** All findings of a unit, wherever in the tree they are. */
function rated(found: Found): readonly string[] {
  const nodes = found === undefined ? [] : [found.root];
  for (const node of nodes) nodes.push(...node.children);
  return nodes.flatMap(({ id }) => (found?.issues.at(id) ?? []).map(({ code, severity }) => `${code} ${severity}`));
}

describe('types of the project', () => {
  const own =
    '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';
  const text =
    '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !reading { celsius: 21.5 } } }\n';

  it('name the fields', async () => {
    const atCursor = await unitAt('amqp', text, 5, new Map(), { ...noProject, amqpDefinitions: [own] });
    expect(JSON.stringify(atCursor)).toContain('"label":"celsius"');
    expect(JSON.stringify(await unitAt('amqp', text, 5, new Map()))).not.toContain('"type":"reading"');
  });
});

describe('schemas of the project', () => {
  const schema =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:sensor:1"><xs:element name="reading"><xs:annotation><xs:documentation>What a sensor measured.</xs:documentation></xs:annotation><xs:complexType><xs:attribute name="at" use="required" type="xs:dateTime"/></xs:complexType></xs:element></xs:schema>';
  const text = '<message to="a@b"><reading xmlns="urn:example:sensor:1"/></message>';

  it('explain the elements', async () => {
    const atCursor = await unitAt('xmpp', text, 5, new Map(), { ...noProject, xmppSchemas: [schema] });
    expect(JSON.stringify(atCursor)).toContain('What a sensor measured.');
    expect(rated(atCursor)).toEqual(['xmpp/attribute-required error']);
    expect(JSON.stringify(await unitAt('xmpp', text, 5, new Map()))).not.toContain('measured');
  });
});

describe('the unit at the cursor', () => {
  const none = new Map<string, string>();

  it('is the frame of the step, decoded from its bytes', async () => {
    const text = '- open: { container-id: a }\n- close: {}\n';
    expect((await unitAt('amqp', text, text.indexOf('close'), none))?.root.label).toBe('close');
    expect((await unitAt('amqp', text, 3, none))?.root.label).toBe('open');
  });

  it('is a transfer for a managed message', async () => {
    const text = '- send: { to: q, message: { body: { value: hello } } }\n';
    const found = await unitAt('amqp', text, 10, none);
    expect(found?.root.label).toBe('transfer');
    expect(JSON.stringify(found?.root)).toContain('hello');
  });

  it('is the stanza, with its variables filled in', async () => {
    const text = '<presence/>\n<message to="{{friend}}"><body>{{nobody}}</body></message>\n';
    const found = await unitAt('xmpp', text, text.indexOf('body'), new Map([['friend', 'juliet@localhost']]));
    expect(found?.root.label).toBe('message');
    expect(JSON.stringify(found?.root)).toContain('juliet@localhost');
    expect(JSON.stringify(found?.root)).toContain('{{nobody}}');
  });

  it('is nothing between stanzas, and in text that gives no bytes', async () => {
    expect(await unitAt('xmpp', '<presence/>\n\n\n<presence/>', 13, none)).toBeUndefined();
    expect(await unitAt('amqp', ': : :', 1, none)).toBeUndefined();
    expect(await unitAt('xmpp', '', 0, none)).toBeUndefined();
  });
});

describe('severities of the project', () => {
  const flow = '- flow: { incoming-window: 1, outgoing-window: 1 }\n';
  const iq = '<iq to="a@b" id="1"><query xmlns="jabber:iq:version"/></iq>';

  it('hold at the cursor', async () => {
    const look = (protocol: 'xmpp' | 'amqp', text: string, rules: RuleSettings) =>
      unitAt(protocol, text, 5, new Map(), { ...noProject, rules });
    expect(rated(await look('xmpp', iq, {}))).toEqual(['xmpp/iq-type error']);
    expect(rated(await look('xmpp', iq, { 'xmpp/iq-type': 'hint' }))).toEqual(['xmpp/iq-type hint']);
    expect(rated(await look('xmpp', iq, { 'xmpp/iq-type': 'off' }))).toEqual([]);
    expect(rated(await look('amqp', flow, {}))).toEqual(['amqp/mandatory-field error']);
    expect(rated(await look('amqp', flow, { 'amqp/mandatory-field': 'warning' }))).toEqual([
      'amqp/mandatory-field warning',
    ]);
    expect(rated(await look('amqp', flow, { 'amqp/mandatory-field': 'off' }))).toEqual([]);
  });
});

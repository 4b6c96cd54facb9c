import { describe, expect, it } from 'vitest';
import type { LanguageContext } from '../../../../protocols/core/index.ts';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { standardModel } from '../../../../protocols/xmpp/language/own-model.ts';
import { readSchema } from '../../../../protocols/xmpp/xsd/index.ts';

const namespace = 'urn:example:sensor:1';

/** A schema with this between its tags. */
const schema = (content: string, target = namespace): string =>
  `<?xml version="1.0"?>\n<!-- ours -->\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${target}" targetNamespace="${target}" elementFormDefault="qualified">\n${content}\n</xs:schema>`;

/** What is found in a message with this payload. */
function check(content: string, payload: string): string[] {
  const read = readSchema(schema(content));
  expect(read.diagnostics).toEqual([]);
  const context: LanguageContext = { xmppSchemas: [schema(content)] };
  return xmppLanguage
    .diagnostics(xmppLanguage.parse(`<message to="juliet@example.org">${payload}</message>`, context))
    .map(({ code }) => code);
}

const reading = (attributes: string, content: string): string =>
  `<reading xmlns="${namespace}"${attributes}>${content}</reading>`;

describe('elements of an own schema', () => {
  const sensor = `
    <xs:element name="reading">
      <xs:complexType>
        <xs:sequence>
          <xs:element name="value" type="xs:decimal"/>
          <!-- comments may stand in a schema -->
          <xs:element name="unit" minOccurs="0" type="unit"/>
          <xs:choice><xs:element name="indoors"/><xs:element name="outdoors"/></xs:choice>
          <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded"/>
        </xs:sequence>
        <xs:attribute name="at" type="xs:dateTime" use="required"/>
        <xs:attribute name="quality"><xs:simpleType><xs:restriction base="xs:unsignedByte"><xs:maxInclusive value="100"/></xs:restriction></xs:simpleType></xs:attribute>
      </xs:complexType>
    </xs:element>
    <xs:simpleType name="unit"><xs:restriction base="xs:string"><xs:enumeration value="celsius"/><xs:enumeration value="kelvin"/></xs:restriction></xs:simpleType>`;
  const at = ' at="2026-11-22T19:40:00Z"';

  it.each([
    ['all that it asks for', at, '<value>21.5</value><indoors/>'],
    ['the optional parts', `${at} quality="100"`, '<value>21.5</value><unit>kelvin</unit><outdoors/>'],
    ['another order', at, '<outdoors/><value>21.5</value>'],
    ['an element of another namespace', at, '<value>1</value><indoors/><extra xmlns="urn:example:other"/>'],
  ])('accept %s', (_, attributes, content) => {
    expect(check(sensor, reading(attributes, content))).toEqual([]);
  });

  it.each([
    ['a missing attribute', '', '<value>21.5</value><indoors/>', 'xmpp/attribute-required'],
    ['an unknown attribute', `${at} qualty="1"`, '<value>21.5</value><indoors/>', 'xmpp/attribute-unknown'],
    ['a value out of bounds', `${at} quality="101"`, '<value>21.5</value><indoors/>', 'xmpp/attribute-value'],
    ['a missing child', at, '<indoors/>', 'xmpp/child-required'],
    ['a second child', at, '<value>1</value><value>2</value><indoors/>', 'xmpp/child-too-many'],
    ['two of a choice', at, '<value>1</value><indoors/><outdoors/>', 'xmpp/child-choice'],
    ['none of a choice', at, '<value>1</value>', 'xmpp/child-choice'],
    ['an unknown child', at, '<value>1</value><indoors/><place/>', 'xmpp/element-unknown'],
    ['a text of the wrong type', at, '<value>warm</value><indoors/>', 'xmpp/text-value'],
    ['a value outside of the enumeration', at, '<value>1</value><unit>fahrenheit</unit><indoors/>', 'xmpp/text-value'],
    ['text where none belongs', at, 'warm<value>1</value><indoors/>', 'xmpp/text-not-allowed'],
  ])('find %s', (_, attributes, content, code) => {
    expect(check(sensor, reading(attributes, content))).toEqual([code]);
  });

  it('find an element that the schema does not define', () => {
    expect(check(sensor, `<readng xmlns="${namespace}"/>`)).toEqual(['xmpp/element-unknown']);
  });

  it('stand in every kind of stanza', () => {
    const context: LanguageContext = { xmppSchemas: [schema(sensor)] };
    const payload = reading(at, '<value>1</value><indoors/>');
    for (const stanza of [
      `<presence>${payload}</presence>`,
      `<iq type="set" id="1" to="example.org">${payload}</iq>`,
    ]) {
      expect(xmppLanguage.diagnostics(xmppLanguage.parse(stanza, context))).toEqual([]);
    }
  });
});

describe('types of an own schema', () => {
  it('extend others, and stand in themselves', () => {
    const tree = `
      <xs:element name="reading" type="node"/>
      <xs:complexType name="named"><xs:attribute name="name" type="xs:string" use="required"/></xs:complexType>
      <xs:complexType name="node"><xs:complexContent><xs:extension base="named">
        <xs:sequence><xs:element name="node" type="node" minOccurs="0" maxOccurs="2"/></xs:sequence>
      </xs:extension></xs:complexContent></xs:complexType>`;
    expect(check(tree, reading(' name="a"', '<node name="b"><node name="c"/></node>'))).toEqual([]);
    expect(check(tree, reading(' name="a"', '<node name="b"><node/></node>'))).toEqual(['xmpp/attribute-required']);
    expect(check(tree, reading(' name="a"', '<node name="b"/><node name="c"/><node name="d"/>'))).toEqual([
      'xmpp/child-too-many',
    ]);
  });

  it('have text with attributes, patterns, groups and references', () => {
    const parts = `
      <xs:element name="reading"><xs:complexType><xs:group ref="parts"/><xs:attributeGroup ref="common"/></xs:complexType></xs:element>
      <xs:element name="code"><xs:complexType><xs:simpleContent><xs:extension base="code"><xs:attribute name="kind" fixed="x"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
      <xs:group name="parts"><xs:sequence><xs:element ref="code" maxOccurs="unbounded"/></xs:sequence></xs:group>
      <xs:attributeGroup name="common"><xs:attribute name="id" type="xs:NCName"/></xs:attributeGroup>
      <xs:simpleType name="code"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]\\-\\d{2}"/></xs:restriction></xs:simpleType>`;
    expect(check(parts, reading(' id="a1"', '<code kind="x">A-12</code><code>B-34</code>'))).toEqual([]);
    expect(check(parts, reading('', '<code>A12</code>'))).toEqual(['xmpp/text-value']);
    expect(check(parts, reading('', '<code kind="y">A-12</code>'))).toEqual(['xmpp/attribute-value']);
    expect(check(parts, reading(' id="1a"', '<code>A-12</code>'))).toEqual(['xmpp/attribute-value']);
    expect(check(parts, reading('', ''))).toEqual(['xmpp/child-required']);
  });

  it('are open where the schema leaves them open', () => {
    expect(check('<xs:element name="reading"/>', reading(' any="1"', 'text<value/>'))).toEqual([]);
    const wild =
      '<xs:element name="reading"><xs:complexType mixed="true"><xs:anyAttribute/></xs:complexType></xs:element>';
    expect(check(wild, reading(' any="1"', 'text'))).toEqual([]);
    expect(check(wild, reading('', '<value/>'))).toEqual(['xmpp/element-unknown']);
  });
});

describe('a schema file', () => {
  const at = (text: string) =>
    readSchema(text).diagnostics.map(({ code, severity, start, end }) => [code, severity, text.slice(start, end)]);

  it.each([
    ['a type that there is not', '<xs:element name="a" type="missing"/>', 'schema/name', 'error', 'type="missing"'],
    ['a prefix that is not declared', '<xs:element name="a" type="t:b"/>', 'schema/name', 'error', 'type="t:b"'],
    ['a misspelt built-in type', '<xs:element name="a" type="xs:strng"/>', 'schema/name', 'error', 'type="xs:strng"'],
    ['xs:redefine', '<xs:redefine schemaLocation="b.xsd"/>', 'schema/unsupported', 'warning', 'xs:redefine'],
    [
      'xs:unique',
      '<xs:element name="a"><xs:unique name="u"/></xs:element>',
      'schema/unsupported',
      'warning',
      'xs:unique',
    ],
    [
      'a substitution group',
      '<xs:element name="a" type="xs:string" substitutionGroup="b"/>',
      'schema/unsupported',
      'warning',
      'substitutionGroup="b"',
    ],
    ['a name that XML Schema lacks', '<xs:elment name="a"/>', 'schema/structure', 'error', 'xs:elment'],
    [
      'a wrong maxOccurs',
      '<xs:element name="a"><xs:complexType><xs:sequence maxOccurs="many"/></xs:complexType></xs:element>',
      'schema/value',
      'error',
      'maxOccurs="many"',
    ],
    [
      'a pattern that is none',
      '<xs:simpleType name="a"><xs:restriction base="xs:string"><xs:pattern value="(["/></xs:restriction></xs:simpleType><xs:element name="b" type="a"/>',
      'schema/value',
      'error',
      'value="(["',
    ],
  ])('is told of %s, at its place', (_, content, code, severity, place) => {
    expect(at(schema(content))).toEqual([[code, severity, place]]);
  });

  it('is told of a document type, a root that is no schema, and a missing namespace', () => {
    expect(at(`<!DOCTYPE schema>\n${schema('')}`).map(([code]) => code)).toEqual(['schema/unsupported']);
    expect(at('<root xmlns="urn:example"/>')).toEqual([['schema/structure', 'error', 'root']]);
    expect(at('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>').map(([code]) => code)).toEqual([
      'schema/structure',
    ]);
    expect(at('').map(([code]) => code)).toEqual(['schema/structure']);
  });

  it('may hold types and groups that go round in circles', () => {
    const { namespaces } = readSchema(
      schema(
        '<xs:complexType name="a"><xs:complexContent><xs:extension base="a"/></xs:complexContent></xs:complexType><xs:group name="g"><xs:sequence><xs:group ref="g"/></xs:sequence></xs:group><xs:attributeGroup name="h"><xs:attributeGroup ref="h"/></xs:attributeGroup><xs:element name="e"><xs:complexType><xs:group ref="g"/><xs:attributeGroup ref="h"/></xs:complexType></xs:element><xs:element name="f" type="a"/>',
      ),
    );
    expect(Object.keys(namespaces[namespace]?.() ?? {})).toEqual(['e', 'f']);
  });
});

describe('a workspace with own schemas', () => {
  const unknown =
    [...standardModel.namespaces()].find(
      (name) => standardModel.namespace(name)?.elements.size === 0 && standardModel.retired(name) === undefined,
    ) ?? '';
  const content =
    '<xs:element name="note"><xs:annotation><xs:documentation>A note on the wall.</xs:documentation></xs:annotation><xs:complexType><xs:attribute name="colour" type="xs:string" use="required"/></xs:complexType></xs:element>';
  const context: LanguageContext = { xmppSchemas: [schema(content)] };

  it('sees its elements in hovers and completions', () => {
    const text = `<message to="juliet@example.org"><note xmlns="${namespace}" colour="red"/></message>`;
    const hover = xmppLanguage.hover(xmppLanguage.parse(text, context), text.indexOf('note') + 1);
    expect(hover?.markdown).toContain('A note on the wall.');
    expect(hover?.markdown).toContain(`Own schema: \`${namespace}\``);
    const open = '<message to="juliet@example.org"><n</message>';
    const found = xmppLanguage.completions(xmppLanguage.parse(open, context), open.indexOf('<n') + 2);
    expect(found.find(({ label }) => label === 'note')?.insert).toContain(`note xmlns="${namespace}" colour="$1"`);
    expect(
      xmppLanguage
        .completions(xmppLanguage.parse(open, {}), open.indexOf('<n') + 2)
        .some(({ label }) => label === 'note'),
    ).toBe(false);
  });

  it('checks a text anew when its schemas change', () => {
    const text = `<message to="juliet@example.org"><note xmlns="${namespace}"/></message>`;
    const before = xmppLanguage.parse(text, {});
    expect(xmppLanguage.diagnostics(before)).toEqual([]);
    const after = xmppLanguage.parse(text, context, before);
    expect(xmppLanguage.diagnostics(after).map(({ code }) => code)).toEqual(['xmpp/attribute-required']);
    expect(xmppLanguage.parse(`${text} `, context, after).reused).toBe(1);
  });

  it('describes a namespace that is known by name only', () => {
    const own: LanguageContext = { xmppSchemas: [schema('<xs:element name="constructor"/>', unknown)] };
    const codes = (context: LanguageContext) =>
      xmppLanguage
        .diagnostics(xmppLanguage.parse(`<message to="a@example.org"><other xmlns="${unknown}"/></message>`, context))
        .map(({ code }) => code);
    expect(codes({})).not.toContain('xmpp/element-unknown');
    expect(codes(own)).toContain('xmpp/element-unknown');
    expect(
      xmppLanguage
        .diagnostics(xmppLanguage.parse(`<message to="a@example.org"><constructor xmlns="${unknown}"/></message>`, own))
        .map(({ code }) => code),
    ).not.toContain('xmpp/element-unknown');
  });

  it('cannot replace what a specification describes', () => {
    const own: LanguageContext = { xmppSchemas: [schema('<xs:element name="pong"/>', 'urn:xmpp:ping')] };
    const codes = (payload: string) =>
      xmppLanguage
        .diagnostics(xmppLanguage.parse(`<iq type="get" id="1" to="example.org">${payload}</iq>`, own))
        .map(({ code }) => code);
    expect(codes('<ping xmlns="urn:xmpp:ping"/>')).toEqual([]);
    expect(codes('<pong xmlns="urn:xmpp:ping"/>')).toEqual(['xmpp/element-unknown']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleSetting } from '../../../../protocols/core/index.ts';
import { ruleById, xmppSchemaLanguage } from '../../../../protocols/xmpp/index.ts';

const xs = 'http://www.w3.org/2001/XMLSchema';
const schema = (target: string, content: string): string =>
  `<xs:schema xmlns:xs="${xs}" targetNamespace="${target}">${content}</xs:schema>`;
const own = (content: string): string =>
  `<xs:schema xmlns:xs="${xs}" xmlns:t="urn:example:1" targetNamespace="urn:example:1">${content}</xs:schema>`;
const parse = (text: string, rules?: Record<string, RuleSetting>) =>
  xmppSchemaLanguage.parse(text, rules === undefined ? {} : { rules });
const found = (text: string, rules?: Record<string, RuleSetting>) =>
  xmppSchemaLanguage.diagnostics(parse(text, rules)).map(({ code, start, end }) => [code, text.slice(start, end)]);

/** Completion and hover where `|` stands in the text. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = parse(text);
  const items = xmppSchemaLanguage.completions(document, offset);
  return {
    labels: items.map(({ label }) => label),
    /** The text once the entry is chosen. */
    chosen: (label: string) => {
      const item = items.find((each) => each.label === label)!;
      return text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
    },
    item: (label: string) => items.find((each) => each.label === label),
    hover: xmppSchemaLanguage.hover(document, offset)?.markdown,
  };
}

const types = `
  <xs:simpleType name="unit"><xs:restriction base="xs:string"><xs:enumeration value="celsius"/><xs:enumeration value="kelvin"/></xs:restriction></xs:simpleType>
  <xs:complexType name="place"><xs:sequence><xs:element name="room" minOccurs="0"/><xs:element ref="t:note" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="floor" type="xs:byte" use="required"/></xs:complexType>
  <xs:element name="note" type="xs:string"><xs:annotation><xs:documentation>What somebody wrote.</xs:documentation></xs:annotation></xs:element>`;

describe('the diagnostics of a schema of the workspace', () => {
  it('are none in a sound one', () => {
    expect(found(own(`<!-- ours --><?ours too?>${types}`))).toEqual([]);
  });

  it('stand at their places', () => {
    expect(found(schema('urn:example:1', '<xs:element name="a" type="b"/>'))).toEqual([['schema/name', 'type="b"']]);
  });

  it('say that a namespace which Wireloupe describes keeps its description', () => {
    expect(found(schema('urn:xmpp:ping', '<xs:element name="a"/>'))).toEqual([
      ['schema/described', 'targetNamespace="urn:xmpp:ping"'],
    ]);
  });

  it.each([
    [
      'an element at a wrong place',
      '<xs:element name="a"><xs:attribute name="b"/></xs:element>',
      'schema/structure',
      'xs:attribute',
    ],
    [
      'a second content',
      '<xs:complexType name="a"><xs:sequence/><xs:choice/></xs:complexType>',
      'schema/structure',
      'xs:choice',
    ],
    ['an attribute that there is not', '<xs:element name="a" minOccur="0"/>', 'schema/structure', 'minOccur="0"'],
    ['an attribute at a wrong depth', '<xs:element name="a" minOccurs="0"/>', 'schema/structure', 'minOccurs="0"'],
    [
      'a value that is none of those allowed',
      '<xs:attributeGroup name="g"><xs:attribute name="a" use="requird"/></xs:attributeGroup>',
      'schema/value',
      'use="requird"',
    ],
    ['an element of another namespace', '<note xmlns="urn:example:2"/>', 'schema/foreign', 'note'],
    ['a list', '<xs:simpleType name="a"><xs:list itemType="xs:int"/></xs:simpleType>', 'schema/not-checked', 'xs:list'],
  ])('tell of %s', (_, content, code, place) => {
    expect(found(own(content))).toEqual([[code, place]]);
  });

  it('leave attributes of other namespaces, numbers for true and false, and the inside of keys alone', () => {
    const content =
      '<xs:complexType name="a" mixed="1" xml:lang="en"/><xs:element name="b"><xs:key name="k"><xs:selector xpath="c"/></xs:key></xs:element>';
    expect(found(own(content))).toEqual([['schema/unsupported', 'xs:key']]);
  });

  it('are not crowded out by comments', () => {
    const comments = '<!-- a word -->'.repeat(400);
    expect(found(own(`${comments}<xs:element name="a" type="b"/>`))).toEqual([['schema/name', 'type="b"']]);
    expect(found(own('<!-- no end')).map(([code]) => code)).toContain('schema/xml');
  });

  it('are those of rules, with their severities and links, which the settings change', () => {
    const text = schema(
      'urn:example:1',
      '<xs:element name="a" type="b"/><xs:simpleType name="c"><xs:list itemType="xs:int"/></xs:simpleType>',
    );
    for (const { code, severity, href } of xmppSchemaLanguage.diagnostics(parse(text)))
      expect([severity, href]).toEqual([ruleById(code)?.severity, ruleById(code)?.section.href]);
    expect(found(text, { 'schema/name': 'off' })).toEqual([['schema/not-checked', 'xs:list']]);
    expect(
      xmppSchemaLanguage.diagnostics(parse(text, { 'schema/not-checked': 'error' })).map(({ severity }) => severity),
    ).toEqual(['error', 'error']);
  });

  describe('with a comment that turns rules off', () => {
    const wrong = '<xs:element name="a" type="b"/>';
    it.each([
      ['for the element that follows', `<!-- wireloupe-disable-next-line schema/name -->\n${wrong}`, 0],
      [
        'for all that the element holds',
        `<!-- wireloupe-disable-next-line schema/name --><xs:group name="g"><xs:sequence>${wrong}</xs:sequence></xs:group>`,
        0,
      ],
      [
        'deep in the schema',
        `<xs:group name="g"><xs:sequence><!-- wireloupe-disable-next-line -->${wrong}</xs:sequence></xs:group>`,
        0,
      ],
      ['but no other rule', `<!-- wireloupe-disable-next-line schema/value -->${wrong}`, 1],
      [
        'but not in the element after that',
        `<!-- wireloupe-disable-next-line schema/name --><xs:element name="c"/>${wrong}`,
        1,
      ],
      [
        'but not behind the end of the element around it',
        `<xs:group name="g"><xs:sequence><!-- wireloupe-disable-next-line --></xs:sequence></xs:group>${wrong}`,
        1,
      ],
    ])('%s', (_, content, count) => {
      expect(found(own(content))).toHaveLength(count);
    });
  });
});

describe('completion in a schema', () => {
  it('offers a whole schema in an empty file', () => {
    expect(at('|').chosen('xs:schema')).toContain(`<xs:schema xmlns:xs="${xs}" targetNamespace=`);
    expect(at('<xs:sch|').chosen('xs:schema')).toMatch(/^<xs:schema xmlns:xs=/);
  });

  it('offers the elements that may stand in a place, with the prefix of the file', () => {
    expect(at(own('<|')).labels).toEqual(
      expect.arrayContaining(['xs:element', 'xs:complexType', 'xs:simpleType', '/xs:schema']),
    );
    expect(at(own('<|')).labels).not.toContain('xs:sequence');
    expect(
      at(`<schema xmlns="${xs}" targetNamespace="urn:example:1"><element name="a"><|</element></schema>`).labels,
    ).toEqual(expect.arrayContaining(['complexType', 'simpleType']));
  });

  it('offers no second content, and nothing that is not read', () => {
    expect(at(own('<xs:complexType name="a"><xs:sequence/>|</xs:complexType>')).labels).toEqual(
      expect.arrayContaining(['xs:attribute']),
    );
    expect(at(own('<xs:complexType name="a"><xs:sequence/>|</xs:complexType>')).labels).not.toContain('xs:choice');
    expect(at(own('<xs:complexType name="a"><xs:seq|</xs:complexType>')).labels).toContain('xs:sequence');
    expect(at(own('<|')).labels).not.toContain('xs:redefine');
  });

  it('offers facets where a simple type is narrowed, and attributes where a complex one is', () => {
    expect(
      at(own('<xs:simpleType name="a"><xs:restriction base="xs:int">|</xs:restriction></xs:simpleType>')).labels,
    ).toEqual(expect.arrayContaining(['xs:enumeration', 'xs:maxInclusive']));
    const complex = at(
      own(
        '<xs:complexType name="a"><xs:complexContent><xs:extension base="t:b">|</xs:extension></xs:complexContent></xs:complexType>',
      ),
    );
    expect(complex.labels).toEqual(expect.arrayContaining(['xs:sequence', 'xs:attribute']));
    expect(complex.labels).not.toContain('xs:enumeration');
  });

  it('writes elements that are sound', () => {
    expect(at(own('<|')).chosen('xs:simpleType')).toContain(
      '<xs:simpleType>\n  <xs:restriction base="${1:xs:string}">\n    $0\n  </xs:restriction>\n</xs:simpleType>',
    );
    expect(at(own('<xs:el| name="a"/>')).chosen('xs:element')).toContain('<xs:element name="a"/>');
  });

  it('closes the element that is open', () => {
    expect(at(own('<xs:element name="a"></|')).labels).toEqual(['/xs:element']);
  });

  it('offers the attributes that are not there yet, by depth', () => {
    const global = at(own('<xs:element name="a" |/>'));
    expect(global.labels).toEqual(expect.arrayContaining(['type', 'default']));
    expect(global.labels).not.toContain('minOccurs');
    expect(global.labels).not.toContain('name');
    const local = at(own('<xs:group name="g"><xs:sequence><xs:element ref="t:note" |/></xs:sequence></xs:group>'));
    expect(local.labels).toEqual(expect.arrayContaining(['minOccurs', 'maxOccurs']));
    expect(local.labels).not.toContain('name');
    expect(
      at(own('<xs:complexType name="a"><xs:simpleContent><xs:extension |/></xs:simpleContent></xs:complexType>')).item(
        'base',
      )?.detail,
    ).toBe('required');
  });

  it('offers own and built-in types with what they accept', () => {
    const places = at(own(`${types}<xs:element name="a" type="|"/>`));
    expect(places.labels).toEqual(expect.arrayContaining(['t:unit', 't:place', 'xs:dateTime', 'xs:unsignedByte']));
    expect(places.item('xs:unsignedByte')?.detail).toBe('an integer from 0 to 255');
    expect(places.item('t:unit')?.documentation).toContain('Accepts one of “celsius”, “kelvin”.');
    expect(places.chosen('t:unit')).toContain('type="t:unit"/>');
  });

  it('offers simple types to attributes and simple content, complex ones to complex content', () => {
    const attribute = at(own(`${types}<xs:attribute name="a" type="|"/>`));
    expect([attribute.labels.includes('t:unit'), attribute.labels.includes('t:place')]).toEqual([true, false]);
    const complex = at(
      own(
        `${types}<xs:complexType name="a"><xs:complexContent><xs:extension base="|"/></xs:complexContent></xs:complexType>`,
      ),
    );
    expect(complex.labels).toEqual(['t:place']);
    const simple = at(
      own(
        `${types}<xs:complexType name="a"><xs:simpleContent><xs:extension base="|"/></xs:simpleContent></xs:complexType>`,
      ),
    );
    expect([
      simple.labels.includes('t:unit'),
      simple.labels.includes('t:place'),
      simple.labels.includes('xs:int'),
    ]).toEqual([true, false, true]);
  });

  it('replaces one name in a list of types', () => {
    expect(
      at(own(`${types}<xs:simpleType name="a"><xs:union memberTypes="t:unit x|"/></xs:simpleType>`)).chosen('xs:int'),
    ).toContain('memberTypes="t:unit xs:int"');
  });

  it.each([
    ['references', '<xs:group name="g"><xs:sequence><xs:element ref="|"/></xs:sequence></xs:group>', ['t:note']],
    ['occurrences', '<xs:group name="g"><xs:sequence maxOccurs="|"/></xs:group>', ['1', 'unbounded']],
    [
      'uses',
      '<xs:attributeGroup name="h"><xs:attribute name="a" use="|"/></xs:attributeGroup>',
      ['optional', 'required', 'prohibited'],
    ],
    ['nothing for a name', '<xs:element name="|"/>', []],
    ['nothing in a comment', '<!-- <| -->', []],
  ])('offers %s', (_, content, labels) => {
    expect(at(own(types + content)).labels).toEqual(labels);
  });

  it('offers the namespace of XML Schema', () => {
    expect(at('<xs:schema xmlns:xs="|"/>').labels).toEqual([xs]);
  });
});

describe('hover in a schema', () => {
  it('says what an element means for stanzas, with the page of XML Schema', () => {
    const { hover } = at(own('<xs:seq|uence/>'));
    expect(hover).toContain('order never matters in XMPP');
    expect(hover).toContain('https://www.w3.org/TR/xmlschema-1/#element-sequence');
  });

  it('says what is known but not read', () => {
    expect(at(own('<xs:re|define/>')).hover).toContain('Not read: the definitions of the other file are not read');
  });

  it('says what a declaration accepts', () => {
    const { hover } = at(own(types.replace('<xs:complexType name="place"', '<xs:complex|Type name="place"')));
    expect(hover).toContain('- attribute `floor`: an integer from -128 to 127, required');
    expect(hover).toContain('- element `<room/>`: optional');
    expect(hover).toContain('- element `<note/>`: at least once');
  });

  it.each([
    ['a built-in type', '<xs:element name="a" type="xs:unsig|nedByte"/>', 'Accepts an integer from 0 to 255.'],
    ['an own simple type', '<xs:element name="a" type="t:un|it"/>', 'Accepts one of “celsius”, “kelvin”.'],
    ['an own complex type', '<xs:element name="a" type="t:pl|ace"/>', '- attribute `floor`'],
    [
      'what a reference leads to',
      '<xs:group name="g"><xs:sequence><xs:element ref="t:no|te"/></xs:sequence></xs:group>',
      'What somebody wrote.',
    ],
    [
      'an attribute',
      '<xs:group name="g"><xs:sequence><xs:element name="a" minO|ccurs="0"/></xs:sequence></xs:group>',
      '0 makes it optional',
    ],
    ['a type that leads nowhere', '<xs:element name="a" type="t:mis|sing"/>', 'The type of its content'],
  ])('explains %s', (_, content, words) => {
    expect(at(own(types + content)).hover).toContain(words);
  });

  it('has nothing to say of other elements and of white space', () => {
    expect(at(own('<no|te xmlns="urn:example:2"/>')).hover).toBeUndefined();
    expect(at(own(' | <xs:element name="a"/>')).hover).toBeUndefined();
  });
});

describe('the outline of a schema', () => {
  it('has what has a name, and folds what spans lines', () => {
    const document = parse(
      own('\n<xs:element name="a"><xs:complexType>\n<xs:attribute name="b"/></xs:complexType></xs:element>'),
    );
    expect(xmppSchemaLanguage.symbols(document)).toMatchObject([
      { name: 'a', detail: 'element', children: [{ name: 'b', kind: 'field' }] },
    ]);
    expect(xmppSchemaLanguage.folds(document)).toHaveLength(3);
  });
});

describe('the editor in any text', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    '=',
    ' ',
    '\n',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:1">',
    '<xs:element name="a" type="',
    'xs:',
    'a',
    '<xs:complexType name="a">',
    '<xs:extension base="a"',
    '</xs:complexType>',
    '</xs:schema>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '<![CDATA[',
    ']]>',
    '<xs:restriction',
    ' ref="a"',
    '<xs:group name="a">',
    '&',
    '<xs:group ref="a"/>',
  );
  it('completes and explains inside the text, and never throws', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, where) => {
        const text = pieces.join('');
        const document = parse(text);
        const offset = where % (text.length + 1);
        for (const { replace } of xmppSchemaLanguage.completions(document, offset)) {
          expect(replace.start).toBeLessThanOrEqual(replace.end);
          expect(replace.end).toBeLessThanOrEqual(text.length);
        }
        const shown = xmppSchemaLanguage.hover(document, offset);
        if (shown !== undefined) expect(shown.end).toBeLessThanOrEqual(text.length);
        for (const { end } of xmppSchemaLanguage.diagnostics(document)) expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});

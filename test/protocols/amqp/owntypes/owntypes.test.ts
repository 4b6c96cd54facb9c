import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  fieldsJson,
  Registry,
  specificationTypes,
  toJson,
} from '../../../../protocols/amqp/index.ts';
import { encodeScript, formatUnit, parseSource } from '../../../../protocols/amqp/notation/index.ts';
import { amqpXmlLanguage, loadDefinitions, registryOf } from '../../../../protocols/amqp/owntypes/index.ts';
import { ownTypeRules, type OwnTypeRule } from '../../../../protocols/amqp/rules/owntypes.ts';
import type { LanguageContext } from '../../../../protocols/core/index.ts';
import { outcomes } from '../../fixes.ts';

function file(types: string): string {
  return `<?xml version="1.0"?>\n<!DOCTYPE amqp SYSTEM "amqp.dtd">\n<!-- ours -->\n<amqp name="books" xmlns="http://www.amqp.org/schema/amqp.xsd">\n<section name="books">\n${types}\n</section>\n</amqp>\n`;
}

function descriptor(name: string, id: number): string {
  return `<descriptor name="example:${name}:list" code="0x00000003:0x0000000${id}"/>`;
}

const book = `<type name="book" class="composite" source="list" provides="item">
  <!-- what is printed -->
  <doc><p>A <b>printed</b> thing.</p></doc>
  ${descriptor('book', 2)}
  <field name="title" type="string" mandatory="true" label="its title"/>
  <field name="authors" type="string" multiple="true"/>
  <field name="state" type="state" default="new"/>
  <field name="sequel" type="*" requires="item"/>
</type>
<type name="state" class="restricted" source="ubyte">
  <choice name="new" value="0"/>
  <choice name="read" value="1"/>
</type>`;

function check(text: string, context: LanguageContext = {}) {
  return amqpXmlLanguage
    .diagnostics(amqpXmlLanguage.parse(text, context))
    .map(({ code, start, end, message }) => ({ code, at: text.slice(start, end), message }));
}

function composite(inner: string): string {
  return file(`<type name="a" class="composite" source="list">${descriptor('a', 1)}${inner}</type>`);
}

function restricted(source: string, inner = ''): string {
  return file(`<type name="a" class="restricted" source="${source}">${inner}</type>`);
}

const cases: Record<
  OwnTypeRule,
  { readonly fires: readonly (readonly [string, ...string[]])[]; readonly silent: readonly string[] }
> = {
  xml: {
    fires: [
      [file('<type name="a" class="restricted" source="uint">')],
      [file('<type name="a class="x"/>')],
      [`${file(book)}more`, 'more'],
    ],
    silent: [file(book), file('<!-- a --><?php a ?>')],
  },
  structure: {
    fires: [
      [''],
      ['<amqp/>', 'amqp'],
      ['<types xmlns="http://www.amqp.org/schema/amqp.xsd"/>', 'types'],
      [file('<typ name="a"/>'), 'typ'],
      [composite('<choice name="a" value="b"/>'), 'choice'],
      [restricted('uint', '<field name="a" type="uint"/>'), 'field'],
      [file('<type name="a" class="composite" source="list"/>'), 'type'],
      [composite(descriptor('b', 7)), 'descriptor'],
    ],
    silent: [file(book), file('<doc><ul><li/></ul></doc><definition name="A" value="1"/>')],
  },
  attribute: {
    fires: [
      [file('<type class="restricted" source="uint"/>'), 'type'],
      [file('<type name="a" class="primitive"/>'), 'primitive'],
      [file('<type name="a" class="restricted"/>'), 'type'],
      [composite('<field name="a" type="uint" manditory="true"/>'), 'manditory'],
      [composite('<field name="a" type="uint" mandatory="yes"/>'), 'yes'],
      [composite('<field name="a"/>'), 'field'],
    ],
    silent: [file(book)],
  },
  unknownType: {
    fires: [
      [composite('<field name="a" type="unit"/>'), 'unit'],
      [restricted('unit'), 'unit'],
    ],
    silent: [file(book), composite('<field name="a" type="delivery-tag"/>'), restricted('*')],
  },
  unknownArchetype: {
    fires: [[composite('<field name="a" type="*" requires="outcom"/>'), 'outcom']],
    silent: [file(book), composite('<field name="a" type="*" requires="outcome"/>')],
  },
  duplicateName: {
    fires: [
      [file('<type name="a" class="restricted" source="uint"/><type name="a" class="restricted" source="int"/>'), 'a'],
      [file('<type name="source" class="restricted" source="uint"/>'), 'source'],
    ],
    silent: [file(book)],
  },
  duplicateDescriptor: {
    fires: [
      [
        file(
          `<type name="a" class="composite" source="list">${descriptor('a', 1)}</type><type name="b" class="composite" source="list">${descriptor('b', 1)}</type>`,
        ),
        '0x00000003:0x00000001',
      ],
      [
        file(
          '<type name="a" class="restricted" source="map"><descriptor name="x:y" code="0x00000000:0x00000024"/></type>',
        ),
        '0x00000000:0x00000024',
      ],
      [
        file(
          '<type name="a" class="restricted" source="map"><descriptor name="amqp:open:list" code="0x00000003:0x00000024"/></type>',
        ),
        'amqp:open:list',
      ],
    ],
    silent: [file(book)],
  },
  descriptorFormat: {
    fires: [
      [restricted('map', '<descriptor name="a:b" code="0x24"/>'), '0x24'],
      [restricted('map', '<descriptor name="é:b"/>'), 'é:b'],
    ],
    silent: [file(book), restricted('map', '<descriptor name="a:b"/>')],
  },
  reservedDomain: {
    fires: [
      [restricted('map', '<descriptor name="a:b" code="0x00000000:0x00000999"/>'), '0x00000000:0x00000999'],
      [restricted('map', '<descriptor name="amqp:mine:map" code="0x00000003:0x00000999"/>'), 'amqp:mine:map'],
    ],
    silent: [file(book)],
  },
  duplicatePart: {
    fires: [
      [composite('<field name="x" type="uint"/><field name="x" type="uint"/>'), 'x'],
      [restricted('uint', '<choice name="x" value="1"/><choice name="x" value="2"/>'), 'x'],
      [restricted('uint', '<choice name="x" value="1"/><choice name="y" value="1"/>'), '1'],
    ],
    silent: [file(book)],
  },
  source: {
    fires: [
      [file(`<type name="a" class="composite" source="map">${descriptor('a', 1)}</type>`), 'map'],
      [file('<type name="a" class="restricted" source="b"/><type name="b" class="restricted" source="a"/>'), 'b', 'a'],
      [restricted('a'), 'a'],
    ],
    silent: [
      file(book),
      file('<type name="a" class="restricted" source="b"/><type name="b" class="restricted" source="uint"/>'),
    ],
  },
  defaultValue: {
    fires: [
      [composite('<field name="x" type="uint" default="-1"/>'), '-1'],
      [composite('<field name="x" type="terminus-durability" default="some"/>'), 'some'],
      [composite('<field name="x" type="error" default="some"/>'), 'some'],
      [composite('<field name="x" type="boolean" default="yes"/>'), 'yes'],
    ],
    silent: [
      composite(
        '<field name="x" type="terminus-durability" default="none"/><field name="y" type="string" default=""/><field name="z" type="boolean" default="true"/>',
      ),
    ],
  },
  mandatoryDefault: {
    fires: [[composite('<field name="x" type="uint" default="1" mandatory="true"/>'), '1']],
    silent: [composite('<field name="x" type="uint" default="1"/>')],
  },
  choiceValue: {
    fires: [
      [restricted('ubyte', '<choice name="x" value="256"/>'), '256'],
      [restricted('handle', '<choice name="x" value="a"/>'), 'a'],
    ],
    silent: [restricted('symbol', '<choice name="x" value="a:b"/>')],
  },
};

describe.each(Object.entries(cases) as [OwnTypeRule, (typeof cases)[OwnTypeRule]][])(
  'rule %s of type definitions',
  (name, { fires, silent }) => {
    const { id } = ownTypeRules[name];

    it.each(fires)('fires in %j', (text, ...at) => {
      const places = check(text)
        .filter(({ code }) => code === id)
        .map((each) => each.at);
      expect(places.length, JSON.stringify(check(text))).toBeGreaterThan(0);
      if (at.length > 0) expect(places).toEqual(at);
    });

    it.each(silent)('is silent in %j', (text) => {
      expect(check(text).filter(({ code }) => code === id)).toEqual([]);
    });
  },
);

describe('the registry of a project', () => {
  it('is made once for the same files, and anew for others', () => {
    const made = registryOf([file(book)]);
    expect(made.byName('book')?.kind).toBe('composite');
    expect(registryOf([file(book)])).toBe(made);
    expect(registryOf([file(book), ''])).not.toBe(made);
    expect(registryOf([])).toBe(registryOf(undefined));
    expect(registryOf([]).byName('book')).toBeUndefined();
  });
});

describe('own types, loaded', () => {
  const { registry, definitions, diagnostics } = loadDefinitions([file(book)]);
  const text = '- frame: !book { title: Emma, authors: [Austen], state: read, sequel: { title: Sanditon } }\n';
  const step = encodeScript({ source: parseSource(text), registry }, () => undefined).steps[0];
  const bytes = step?.kind === 'bytes' ? step.bytes : new Uint8Array(0);

  it('are sound, described, and complete', () => {
    expect(diagnostics).toEqual([[]]);
    expect(definitions).toMatchObject([
      {
        name: 'book',
        kind: 'composite',
        description: 'A printed thing.',
        provides: ['item'],
        descriptor: { symbol: 'example:book:list', code: 0x3_00000002n },
        fields: [
          { name: 'title', mandatory: true, description: 'its title' },
          { multiple: true },
          { default: 'new' },
          { requires: ['item'] },
        ],
      },
      {
        name: 'state',
        kind: 'restricted',
        source: 'ubyte',
        choices: [
          { name: 'new', value: '0' },
          { name: 'read', value: '1' },
        ],
      },
    ]);
  });

  it('are encoded by their fields', () => {
    expect(Buffer.from(bytes).toString('hex')).toContain('00800000000300000002c0');
    expect(encodeScript({ source: parseSource(text), registry }, () => undefined).problems).toEqual([]);
  });

  it('are known to the decoder, and written out by their names', () => {
    const performative = decodeFrame(bytes, { registry }).performative;
    expect(performative === undefined ? undefined : toJson(performative)).toMatchObject({
      $type: 'book',
      title: 'Emma',
      authors: ['Austen'],
    });
    expect(formatUnit(bytes, registry)).toBe(text);
    expect(formatUnit(bytes)).toContain('!<0x300000002>');
  });

  it('may use types of other files', () => {
    const shelf = file(
      `<type name="shelf" class="composite" source="list">${descriptor('shelf', 5)}<field name="first" type="book"/></type>`,
    );
    expect(loadDefinitions([shelf, file(book)]).diagnostics).toEqual([[], []]);
    expect(check(shelf).map(({ code }) => code)).toEqual(['amqp/definition-unknown-type']);
    expect(check(shelf, { amqpDefinitions: [shelf, file(book)] })).toEqual([]);
  });

  it('do not take the place of the specification’s types', () => {
    const open = file(
      '<type name="open" class="composite" source="list"><descriptor name="amqp:open:list" code="0x00000000:0x00000010"/></type>',
    );
    const frame = encodeFrame({
      performative: {
        type: 'described',
        descriptor: { type: 'ulong', value: 16n },
        value: { type: 'list', items: [{ type: 'string', value: 'c' }] },
      },
    });
    expect(fieldsJson(decodeFrame(frame, { registry: loadDefinitions([open]).registry }))).toMatchObject({
      'container-id': 'c',
    });
  });

  it('never throw, whatever the text is', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<amqp',
      ' xmlns="http://www.amqp.org/schema/amqp.xsd"',
      '<section name="a">',
      '<type name="',
      '" class="restricted" source="',
      '"/>',
      'a',
      '</section>',
      '</amqp>',
      '<!--',
      '-->',
      '<!DOCTYPE',
      '&',
      '<field name="x" type="*" requires="',
      '\n',
      '"',
      '<descriptor code="0x0:0x0"/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join('');
        const document = amqpXmlLanguage.parse(source, {});
        for (const { start, end } of [
          ...amqpXmlLanguage.diagnostics(document),
          ...amqpXmlLanguage.symbols(document),
          ...amqpXmlLanguage.folds(document),
        ]) {
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
        }
        amqpXmlLanguage.completions(document, source.length);
        amqpXmlLanguage.hover(document, source.length >> 1);
        loadDefinitions([source, source]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('editing type definitions', () => {
  function completions(marked: string): string[] {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    return amqpXmlLanguage.completions(amqpXmlLanguage.parse(text, {}), offset).map(({ label }) => label);
  }

  it('offers elements, attributes, classes, types and archetypes', () => {
    expect(completions('<|')).toEqual(['amqp']);
    expect(completions(file('<|'))).toEqual(['type', 'definition', 'doc']);
    expect(completions(file('<type name="a" |'))).toEqual(expect.arrayContaining(['class', 'source', 'provides']));
    expect(completions(file('<type name="a" |'))).not.toContain('name');
    expect(completions(file('<type name="a" class="|'))).toEqual(['composite', 'restricted']);
    expect(completions(composite('<field name="x" type="|'))).toEqual(expect.arrayContaining(['*', 'uint', 'source']));
    expect(completions(file('<!-- <ty| -->'))).toEqual([]);
    expect(completions(composite('<field name="x" type="*" requires="|'))).toEqual(
      expect.arrayContaining(['outcome', 'address']),
    );
  });

  it('explains elements, attributes and the types that are named', () => {
    const text = composite('<field name="x" type="handle" mandatory="true"/>');
    const document = amqpXmlLanguage.parse(text, {});
    const at = (needle: string) => amqpXmlLanguage.hover(document, text.indexOf(needle) + 2)?.markdown;
    expect(at('field name="x"')).toContain('<field>');
    expect(at('mandatory=')).toContain('Whether a value must be sent');
    expect(at('handle"')).toContain('[AMQP 1.0, 2.8.4]');
  });

  it('lists the types with their fields and choices', () => {
    const [root] = amqpXmlLanguage.symbols(amqpXmlLanguage.parse(file(book), {}));
    expect(root?.children[0]?.children.map(({ name, detail, children }) => [name, detail, children.length])).toEqual([
      ['book', 'composite', 5],
      ['state', 'restricted', 2],
    ]);
  });
});

describe('the quick fixes of a definition', () => {
  it.each([
    [
      'an element',
      book.replace('<choice name="new" value="0"/>', '<chocie name="new" value="0"></chocie>'),
      book.replace('<choice name="new" value="0"/>', '<choice name="new" value="0"></choice>'),
    ],
    ['an empty element', book.replace('<field name="title"', '<feild name="title"'), book],
    ['an attribute', book.replace('mandatory=', 'mandatroy='), book],
    ['a value of an attribute', book.replace('class="composite"', 'class="compsite"'), book],
    ['a type', book.replace('type="string" multiple', 'type="strng" multiple'), book],
    ['a source', book.replace('source="ubyte"', 'source="ubite"'), book],
    ['an archetype', book.replace('requires="item"', 'requires="itme"'), book],
    ['a default', book.replace('default="new"', 'default="nwe"'), book],
  ])('give %s the name that is meant', (_what, wrong, right) => {
    const found = outcomes(amqpXmlLanguage, file(wrong)).filter(({ fix }) => fix !== undefined);
    expect(found.map(({ text, result }) => [text, result])).toEqual([[file(right), 'repaired']]);
  });
});

const published = '/usr/share/amqp/specs/1-0/';

describe.skipIf(!existsSync(published))('the published definitions (needs the Debian package amqp-specs)', () => {
  let loaded: ReturnType<typeof loadDefinitions>;

  // Not in the body of describe, which runs where the tests are skipped as well.
  beforeAll(() => {
    const texts = ['transport', 'messaging', 'transactions', 'security'].map((name) =>
      readFileSync(`${published}${name}.bare.xml`, 'utf8'),
    );
    loaded = loadDefinitions(texts, new Registry(specificationTypes.filter(({ kind }) => kind === 'primitive')));
  });

  it('are loaded as our own tables have them', () => {
    const own = specificationTypes.filter(({ kind }) => kind !== 'primitive').map(({ name }) => name);
    expect(loaded.definitions.map(({ name }) => name).sort()).toEqual(own.sort());
    for (const definition of loaded.definitions) {
      const ours = specificationTypes.find(({ name }) => name === definition.name);
      if (definition.kind !== 'composite' || ours?.kind !== 'composite') continue;
      expect(definition.descriptor).toEqual(ours.descriptor);
      expect(definition.fields.map(({ name, type, mandatory, multiple }) => [name, type, mandatory, multiple])).toEqual(
        ours.fields.map(({ name, type, mandatory, multiple }) => [name, type, mandatory, multiple]),
      );
    }
  });

  it('break no rule but that their domain is reserved', () => {
    const codes = new Set(
      loaded.diagnostics
        .flat()
        .map(({ code, message }) => `${code} ${message}`)
        .filter((each) => !each.startsWith('amqp/definition-reserved-domain')),
    );
    // No type of the specification provides it: transactions of other kinds would.
    expect([...codes]).toEqual(['amqp/definition-unknown-archetype No type provides global-tx-id']);
  });
});

/** What an attribute of a schema names: completion and hover know these. */
export type Names = 'type' | 'simpleType' | 'element' | 'attribute' | 'group' | 'attributeGroup';

export interface SchemaAttribute {
  readonly about: string;
  /** Where it must stand, as far as one can say without looking further. */
  readonly required?: true;
  /** All that it may say. */
  readonly values?: readonly string[];
  /** Examples of what it may say. */
  readonly proposals?: readonly string[];
  readonly names?: Names;
  /** Only for what stands directly in the schema, or only for what stands deeper. */
  readonly only?: 'global' | 'local';
}

export interface SchemaElement {
  /** What it means for stanzas, in a sentence or two. */
  readonly about: string;
  /** The page's section on it: part and anchor. */
  readonly anchor: string;
  readonly attributes: Readonly<Record<string, SchemaAttribute>>;
  /** Of these one may stand in it. */
  readonly content?: readonly string[];
  /** These may stand in it as often as one likes. */
  readonly children?: readonly string[];
  /** Its children where they depend on what it stands in. */
  readonly within?: Readonly<Record<string, Pick<SchemaElement, 'content' | 'children'>>>;
  /** What completion writes behind the name. */
  readonly snippet: string;
  /** Known, but not read: what that means. Nothing inside it is looked at. */
  readonly unread?: string;
  /** Read, but not all of it is checked: what that means. */
  readonly partly?: string;
}

const truth = ['true', 'false'];
const form = ['qualified', 'unqualified'];
const id: SchemaAttribute = { about: 'Identifies the place in the file; it has no meaning for stanzas.' };
const name = (what: string, more: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  about: `Name of the ${what}.`,
  ...more,
});
const minOccurs: SchemaAttribute = {
  about: 'The minimum number of occurrences. Default: 1; 0 makes it optional.',
  proposals: ['0', '1'],
  only: 'local',
};
const maxOccurs: SchemaAttribute = {
  about: 'The maximum number of occurrences. Default: 1; unbounded for any number.',
  proposals: ['1', 'unbounded'],
  only: 'local',
};
const occurs = { minOccurs, maxOccurs };
const source = { source: { about: 'Where the text comes from.' } };
const block: SchemaAttribute = { about: 'The derivations that are forbidden; not read.' };
const particles = ['sequence', 'choice', 'all', 'group'];
const attributes = ['attribute', 'attributeGroup', 'anyAttribute'];
const facets = [
  'enumeration',
  'pattern',
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'maxInclusive',
  'minExclusive',
  'maxExclusive',
  'whiteSpace',
  'totalDigits',
  'fractionDigits',
];
const globals = ['element', 'complexType', 'simpleType', 'group', 'attributeGroup', 'attribute', 'notation'];
const identity = ['unique', 'key', 'keyref'];

const facet = (
  local: string,
  about: string,
  more: Partial<SchemaElement> & { readonly values?: readonly string[] } = {},
): SchemaElement => {
  const { values, ...rest } = more;
  const value: SchemaAttribute = {
    about: 'The value of the constraint.',
    required: true,
    ...(values === undefined ? {} : { values }),
  };
  return {
    about,
    anchor: `2/#rf-${local}`,
    attributes: {
      value,
      fixed: { about: 'Whether types made from this one must keep it; not read.', values: truth },
      id,
    },
    children: ['annotation'],
    snippet: ' value="$1"/>',
    ...rest,
  };
};
const structure = (local: string, about: string, parts: Omit<SchemaElement, 'about' | 'anchor'>): SchemaElement => ({
  about,
  anchor: `1/#element-${local}`,
  ...parts,
});
const unread = (local: string, about: string): SchemaElement => ({
  about: 'Known, but not read.',
  anchor: `1/#element-${local}`,
  attributes: {},
  snippet: '/>',
  unread: about,
});
const block1 = '>\n  $0\n</$name>';

const copyInto = 'the definitions of the other file are not read: copy them into this file';
const unique = 'that values are unique is not checked';

/** The elements of XML Schema 1.0 with what they mean for stanzas; those of 1.1 that are known by name only, too. */
export const vocabulary: Readonly<Record<string, SchemaElement>> = {
  schema: structure(
    'schema',
    'A schema: the elements of one namespace, which are checked, completed and explained in stanzas.',
    {
      attributes: {
        targetNamespace: { about: 'The namespace of the elements that the schema defines.', required: true },
        elementFormDefault: {
          about: 'Whether elements inside others belong to the target namespace; they always do here, as XMPP has it.',
          values: form,
        },
        attributeFormDefault: {
          about: 'Whether attributes are written with a prefix of the target namespace.',
          values: form,
        },
        blockDefault: block,
        finalDefault: block,
        version: { about: 'The version of the schema, for people.' },
        id,
      },
      children: ['include', 'import', 'redefine', 'override', 'annotation', ...globals],
      snippet:
        ' targetNamespace="${1:urn:example:1}" xmlns="${1:urn:example:1}" elementFormDefault="qualified">\n  $0\n</$name>',
    },
  ),
  element: structure(
    'element',
    'An element. Directly in the schema it may appear in every stanza and wherever other payloads may; deeper, where the surrounding group allows it.',
    {
      attributes: {
        name: name('element'),
        ref: { about: 'The element of the schema that is used here.', names: 'element', only: 'local' },
        type: {
          about: 'The type of its content: text of a simple type, or attributes and elements of a complex one.',
          names: 'type',
        },
        ...occurs,
        fixed: { about: 'The only text that it may have.' },
        default: { about: 'The text that applies if it is empty.' },
        form: {
          about: 'Whether it belongs to the target namespace; it always does here.',
          values: form,
          only: 'local',
        },
        substitutionGroup: { about: 'The element that it can substitute; not read.', names: 'element', only: 'global' },
        abstract: { about: 'Whether it must be substituted; not read.', values: truth, only: 'global' },
        nillable: { about: 'Whether it may be empty by xsi:nil; not read.', values: truth },
        block,
        final: block,
        id,
      },
      content: ['complexType', 'simpleType'],
      children: ['annotation', 'alternative', ...identity],
      snippet: ' name="$1" type="$2"/>',
    },
  ),
  complexType: structure('complexType', 'The content of an element: its attributes, and elements or text.', {
    attributes: {
      name: name('type, by which elements refer to it', { only: 'global' }),
      mixed: { about: 'Whether text may appear between the elements.', values: truth },
      abstract: { about: 'Whether only types made from it may be used; not read.', values: truth },
      block,
      final: block,
      id,
    },
    content: ['simpleContent', 'complexContent', ...particles],
    children: [...attributes, 'annotation', 'assert'],
    snippet: block1,
  }),
  simpleType: structure('simpleType', 'What a text or an attribute’s value may be: another type, narrowed.', {
    attributes: { name: name('type', { only: 'global' }), final: block, id },
    content: ['restriction', 'union', 'list'],
    children: ['annotation'],
    snippet: '>\n  <$prefix:restriction base="${1:$prefix:string}">\n    $0\n  </$prefix:restriction>\n</$name>',
  }),
  simpleContent: structure('simpleContent', 'An element with attributes that holds text and no elements.', {
    attributes: { id },
    content: ['extension', 'restriction'],
    children: ['annotation'],
    snippet: block1,
  }),
  complexContent: structure('complexContent', 'An element whose type is made from another complex type.', {
    attributes: { mixed: { about: 'Whether text may appear between the elements.', values: truth }, id },
    content: ['extension', 'restriction'],
    children: ['annotation'],
    snippet: block1,
  }),
  extension: structure(
    'complexContent::extension',
    'The base type with more attributes, and more elements after its own.',
    {
      attributes: { base: { about: 'The type that is extended.', required: true, names: 'type' }, id },
      within: {
        simpleContent: { children: [...attributes, 'annotation', 'assert'] },
        complexContent: { content: particles, children: [...attributes, 'annotation', 'assert'] },
      },
      snippet: ' base="$1">\n  $0\n</$name>',
    },
  ),
  restriction: structure(
    'simpleType::restriction',
    'The base type, narrowed: a value must fit the base and all facets here; of several enumerations, or patterns, one.',
    {
      attributes: { base: { about: 'The type that is narrowed.', names: 'type' }, id },
      within: {
        simpleType: { content: ['simpleType'], children: [...facets, 'annotation', 'assertion'] },
        simpleContent: {
          content: ['simpleType'],
          children: [...facets, ...attributes, 'annotation', 'assertion', 'assert'],
        },
        complexContent: { content: particles, children: [...attributes, 'annotation', 'assert'] },
      },
      snippet: ' base="${1:$prefix:string}">\n  $0\n</$name>',
    },
  ),
  union: structure('union', 'A value of any of several types.', {
    attributes: { memberTypes: { about: 'The types, separated by spaces.', names: 'simpleType' }, id },
    children: ['simpleType', 'annotation'],
    snippet: block1,
    partly: 'only a union of enumerations is checked; any other is treated as text',
  }),
  list: structure('list', 'Several values, separated by spaces; treated as text.', {
    attributes: { itemType: { about: 'The type of each value.', names: 'simpleType' }, id },
    content: ['simpleType'],
    children: ['annotation'],
    snippet: ' itemType="$1"/>',
    partly: 'a list is treated as text',
  }),
  sequence: structure('sequence', 'All of its parts; order never matters in XMPP.', {
    attributes: { ...occurs, id },
    children: ['element', 'group', 'choice', 'sequence', 'any', 'annotation'],
    snippet: block1,
  }),
  choice: structure('choice', 'One of its parts.', {
    attributes: { ...occurs, id },
    children: ['element', 'group', 'choice', 'sequence', 'any', 'annotation'],
    snippet: block1,
  }),
  all: structure('all', 'All of its elements, each at most once, in any order.', {
    attributes: { ...occurs, id },
    children: ['element', 'annotation'],
    snippet: block1,
  }),
  group: structure(
    'group',
    'Directly in the schema a group of elements with a name; deeper, the place where they may appear.',
    {
      attributes: {
        name: name('group', { only: 'global' }),
        ref: { about: 'The group whose elements are used here.', names: 'group', only: 'local' },
        ...occurs,
        id,
      },
      content: ['sequence', 'choice', 'all'],
      children: ['annotation'],
      snippet: ' ref="$1"/>',
    },
  ),
  any: structure(
    'any',
    'Any element of the named namespaces; known elements are checked against their own definitions.',
    {
      attributes: {
        namespace: {
          about:
            'Which namespaces: ##any, ##other than the target namespace, ##targetNamespace, ##local for none, or names of namespaces.',
          proposals: ['##other', '##any', '##targetNamespace', '##local'],
        },
        processContents: {
          about: 'Whether the matched elements are checked: skip turns that off.',
          values: ['lax', 'skip', 'strict'],
        },
        ...occurs,
        id,
      },
      children: ['annotation'],
      snippet: ' namespace="${1|##other,##any|}" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>',
    },
  ),
  attribute: structure('attribute', 'An attribute of the element around it; directly in the schema, one to refer to.', {
    attributes: {
      name: name('attribute'),
      ref: {
        about: 'The attribute of the schema that is used here; xml:lang is allowed everywhere.',
        names: 'attribute',
        only: 'local',
      },
      type: { about: 'The type of its value. Default: any text.', names: 'simpleType' },
      use: {
        about: 'Whether it is required. Default: optional.',
        values: ['optional', 'required', 'prohibited'],
        only: 'local',
      },
      fixed: { about: 'The only value that it may have.' },
      default: { about: 'The value that applies if it is absent.' },
      form: { about: 'Whether it is written with a prefix of the target namespace.', values: form, only: 'local' },
      id,
    },
    content: ['simpleType'],
    children: ['annotation'],
    snippet: ' name="$1" type="${2:$prefix:string}" use="${3|required,optional|}"/>',
  }),
  attributeGroup: structure(
    'attributeGroup',
    'Directly in the schema a group of attributes with a name; deeper, the place where they may appear.',
    {
      attributes: {
        name: name('group', { only: 'global' }),
        ref: { about: 'The group whose attributes are used here.', names: 'attributeGroup', only: 'local' },
        id,
      },
      children: [...attributes, 'annotation'],
      snippet: ' ref="$1"/>',
    },
  ),
  anyAttribute: structure(
    'anyAttribute',
    'Further attributes. Those of other namespaces are allowed everywhere without it.',
    {
      attributes: {
        namespace: {
          about: 'Which namespaces; ##any and ##local allow attributes without a prefix.',
          proposals: ['##any', '##local', '##other'],
        },
        processContents: { about: 'Whether they are checked.', values: ['lax', 'skip', 'strict'] },
        id,
      },
      children: ['annotation'],
      snippet: '/>',
    },
  ),
  annotation: structure(
    'annotation',
    'Documentation for people: hovers over the element or attribute in a stanza show it.',
    {
      attributes: { id },
      children: ['documentation', 'appinfo'],
      snippet: '><$prefix:documentation>$0</$prefix:documentation></$name>',
    },
  ),
  documentation: structure('documentation', 'The text that hovers and completions show in stanzas.', {
    attributes: source,
    snippet: '>$0</$name>',
  }),
  appinfo: structure('appinfo', 'Information for programs; not read.', { attributes: source, snippet: '>$0</$name>' }),
  import: structure(
    'import',
    'Names another namespace whose elements are referenced. Its file is not read; known namespaces are checked all the same.',
    {
      attributes: {
        namespace: { about: 'The other namespace.' },
        schemaLocation: { about: 'Its file; not read.' },
        id,
      },
      children: ['annotation'],
      snippet: ' namespace="$1"/>',
    },
  ),
  include: structure(
    'include',
    'Another file of the same namespace. List it in xmpp.schemas as well, or put it into this file.',
    {
      attributes: { schemaLocation: { about: 'The other file.', required: true }, id },
      children: ['annotation'],
      snippet: ' schemaLocation="$1"/>',
      partly:
        'the definitions of the other file are not read here: names that it defines are not checked. Put them into this file to have them checked',
    },
  ),
  enumeration: facet('enumeration', 'One value that is allowed; with several, one of them.'),
  pattern: facet('pattern', 'A regular expression that the whole value must match; with several, one of them.'),
  length: facet('length', 'The number of characters, exactly.'),
  minLength: facet('minLength', 'The minimum number of characters.'),
  maxLength: facet('maxLength', 'The maximum number of characters.'),
  minInclusive: facet('minInclusive', 'The minimum value.'),
  maxInclusive: facet('maxInclusive', 'The maximum value.'),
  minExclusive: facet('minExclusive', 'Numbers must be greater than this.'),
  maxExclusive: facet('maxExclusive', 'Numbers must be less than this.'),
  whiteSpace: facet('whiteSpace', 'How white space is treated; around a value it is always ignored here.', {
    values: ['collapse', 'replace', 'preserve'],
  }),
  totalDigits: facet('totalDigits', 'The maximum number of digits; not checked.', {
    partly: 'the number of digits is not checked',
  }),
  fractionDigits: facet('fractionDigits', 'The maximum number of digits after the decimal point; not checked.', {
    partly: 'the number of digits is not checked',
  }),
  redefine: unread('redefine', copyInto),
  override: unread('override', copyInto),
  unique: unread('unique', unique),
  key: unread('key', unique),
  keyref: unread('keyref', 'that values refer to others is not checked'),
  notation: unread('notation', 'notations have no meaning in XMPP: remove it'),
  assert: unread('assert', 'its condition is not checked'),
  assertion: unread('assertion', 'its condition is not checked'),
  alternative: unread('alternative', 'types do not depend on attributes here: the declared type is checked'),
};

/** The element of that name; undefined where XML Schema has none. */
export function schemaElement(local: string): SchemaElement | undefined {
  return Object.hasOwn(vocabulary, local) ? vocabulary[local] : undefined;
}

/** What may stand in an element of that name, which stands in `parent`. */
export function contentOf(
  local: string,
  parent: string | undefined,
): Required<Pick<SchemaElement, 'content' | 'children'>> {
  const element = schemaElement(local);
  const found =
    element?.within === undefined
      ? element
      : parent !== undefined && Object.hasOwn(element.within, parent)
        ? element.within[parent]
        : undefined;
  return { content: found?.content ?? [], children: found?.children ?? [] };
}

/** The attributes of an element: directly in the schema some have no place, deeper others. */
export function attributesOf(
  local: string,
  global: boolean,
): readonly (readonly [name: string, attribute: SchemaAttribute])[] {
  return Object.entries(schemaElement(local)?.attributes ?? {}).filter(
    ([, { only }]) => only === undefined || (only === 'global') === global,
  );
}

/** The elements in which one of that name may stand. */
export function placesOf(local: string): readonly string[] {
  const holds = ({ content = [], children = [] }: Pick<SchemaElement, 'content' | 'children'>): boolean =>
    content.includes(local) || children.includes(local);
  return Object.entries(vocabulary).flatMap(([name, element]) =>
    holds(element) || Object.values(element.within ?? {}).some(holds) ? [name] : [],
  );
}

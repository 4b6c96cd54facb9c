/** The namespace of AMQP's type notation. */
export const definitionNamespace = 'http://www.amqp.org/schema/amqp.xsd';

export interface AttributeDefinition {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  /** What it may say, where that is a closed set. */
  readonly values?: readonly string[];
  /** What it names: completion and checking know these. */
  readonly names?: 'type' | 'source' | 'archetypes' | 'provided';
}

export interface ElementDefinition {
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
  /** Elements that may stand in it. */
  readonly children: readonly string[];
  /** What completion puts in, after `<`. */
  readonly snippet: string;
}

function attribute(name: string, description: string, more: Partial<AttributeDefinition> = {}): AttributeDefinition {
  return { name, description, required: false, ...more };
}

const required = { required: true } as const;
const truth = { values: ['true', 'false'] } as const;
const label = attribute('label', 'A short description.');

/** The elements of AMQP's type notation (AMQP 1.0, 1.3) as far as types are concerned; `doc` may hold anything. */
export const elements: readonly ElementDefinition[] = [
  {
    name: 'amqp',
    description: 'A file of definitions.',
    attributes: [
      attribute('name', 'Name of the whole.'),
      label,
      attribute('xmlns', 'The namespace of the notation.', { values: [definitionNamespace] }),
    ],
    children: ['section', 'doc'],
    snippet: `amqp name="\${1:name}" xmlns="${definitionNamespace}">\n  <section name="\${2:types}">\n    $0\n  </section>\n</amqp>`,
  },
  {
    name: 'section',
    description: 'A group of definitions.',
    attributes: [attribute('name', 'Name of the group.', required), attribute('title', 'Its title.'), label],
    children: ['type', 'definition', 'doc'],
    snippet: 'section name="${1:types}">\n  $0\n</section>',
  },
  {
    name: 'type',
    description: 'A type: a composite has fields, a restricted type narrows another one, perhaps to certain choices.',
    attributes: [
      attribute('name', 'Name of the type, by which others refer to it.', required),
      attribute('class', 'Kind of the type.', { required: true, values: ['composite', 'restricted'] }),
      attribute('source', 'The type that is narrowed; list for a composite.', { names: 'source' }),
      attribute('provides', 'Archetypes that the type stands for, separated by commas: a field may require one.', {
        names: 'provided',
      }),
      label,
    ],
    children: ['descriptor', 'field', 'choice', 'doc'],
    snippet: 'type name="${1:name}" class="${2|composite,restricted|}" source="${3:list}">\n  $0\n</type>',
  },
  {
    name: 'descriptor',
    description: 'The descriptor that identifies the type on the wire.',
    attributes: [
      attribute('name', 'The symbolic descriptor, such as example:book:list.', required),
      attribute('code', 'The numeric descriptor: domain and id, such as 0x00000003:0x00000002.'),
      label,
    ],
    children: ['doc'],
    snippet: 'descriptor name="${1:domain}:${2:name}:list" code="0x${3:00000003}:0x${4:00000001}"/>',
  },
  {
    name: 'field',
    description: 'One field of a composite.',
    attributes: [
      attribute('name', 'Name of the field.', required),
      attribute('type', 'Type of its value; * for any type that provides what requires names.', {
        required: true,
        names: 'type',
      }),
      attribute('requires', 'Archetypes of which the value must provide one.', { names: 'archetypes' }),
      attribute('default', 'The default: the value that applies if none is sent.'),
      attribute('mandatory', 'Whether a value must be sent.', truth),
      attribute('multiple', 'Whether an array of values may be sent.', truth),
      label,
    ],
    children: ['doc', 'error'],
    snippet: 'field name="${1:name}" type="${2:string}"/>',
  },
  {
    name: 'choice',
    description: 'One value that a restricted type allows.',
    attributes: [attribute('name', 'Name of the choice.', required), attribute('value', 'Its value.', required), label],
    children: ['doc'],
    snippet: 'choice name="${1:name}" value="${2:value}"/>',
  },
  {
    name: 'definition',
    description: 'A constant.',
    attributes: [
      attribute('name', 'Name of the constant.', required),
      attribute('value', 'Its value.', required),
      label,
    ],
    children: ['doc'],
    snippet: 'definition name="${1:NAME}" value="${2:value}"/>',
  },
  {
    name: 'doc',
    description: 'Text for people.',
    attributes: [attribute('name', 'Name of the text.'), attribute('title', 'Its title.'), label],
    children: [],
    snippet: 'doc><p>$0</p></doc>',
  },
];

export function elementNamed(name: string): ElementDefinition | undefined {
  return elements.find((each) => each.name === name);
}

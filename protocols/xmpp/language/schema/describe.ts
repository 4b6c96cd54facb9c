import type { Datatype } from '../../model/datatype-names.ts';
import { compileType } from '../../model/datatypes.ts';
import type { Cardinality, Content, ElementDefinition } from '../../model/definition.ts';
import { list } from '../../model/wording.ts';
import type { XmlElement } from '../../parser/node.ts';
import type { ReadSource } from '../../xsd/index.ts';

/** A component of a schema for people, as Markdown: its documentation, and what it accepts in stanzas. */
export function describeComponent(schema: ReadSource, node: XmlElement): string {
  const about = schema.reader.documentation(node);
  return [...(about === undefined ? [] : [about]), accepts(schema, node)].filter((line) => line !== '').join('\n\n');
}

function accepts({ reader, elements }: ReadSource, node: XmlElement): string {
  switch (node.local) {
    case 'element':
    case 'complexType':
      return describeContent(elements.contentOf(node));
    case 'simpleType':
      return describeType(elements.types.read(node));
    case 'attribute':
      return node.attribute('type') === undefined ? '' : describeType(elements.types.named(node, 'type'));
    case 'group':
      return holds(
        reader
          .children(node)
          .flatMap((child) => reader.children(child))
          .flatMap((each) => reader.value(each, 'name') ?? reader.value(each, 'ref') ?? []),
      );
    case 'attributeGroup':
      return holds(
        reader.children(node).flatMap((each) => reader.value(each, 'name') ?? reader.value(each, 'ref') ?? []),
      );
    default:
      return '';
  }
}

/** `Accepts an integer from 0 to 255.` */
export function describeType(type: Datatype): string {
  return `Accepts ${compileType(type).name}.`;
}

/** What may stand in an element: a list of its attributes, its elements and its text. */
function describeContent(content: Content & Pick<ElementDefinition, 'open' | 'payload'>): string {
  if (content.open === true) return 'Accepts anything.';
  const lines: string[] = [];
  for (const [name, definition] of Object.entries(content.attributes ?? {})) {
    const marked = typeof definition === 'string' ? definition : definition[0];
    lines.push(
      marked === 'none'
        ? `attribute \`${name}\`: not allowed`
        : `attribute \`${name}\`: ${compileType(plain(marked)).name}${marked.endsWith('?') ? '' : ', required'}`,
    );
  }
  for (const [name, definition] of Object.entries(content.children ?? {}))
    lines.push(`element \`<${name}/>\`: ${often(typeof definition === 'string' ? definition : definition[0])}`);
  for (const names of content.exactlyOne ?? []) lines.push(`exactly one of ${tags(names, 'and')}`);
  for (const names of content.atMostOne ?? []) lines.push(`at most one of ${tags(names, 'and')}`);
  for (const names of content.atLeastOne ?? []) lines.push(`at least one of ${tags(names, 'and')}`);
  if (content.payload === true) lines.push('elements of other namespaces');
  if (content.text !== undefined && content.text !== 'none')
    lines.push(`text: ${compileType(plain(content.text)).name}`);
  return lines.length === 0
    ? 'Accepts nothing: the element is empty.'
    : `Accepts\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

/** How often, in words. */
export function often(cardinality: Cardinality): string {
  switch (cardinality) {
    case '0':
      return 'not allowed';
    case '1':
    case '1~':
      return 'once';
    case '?':
      return 'optional';
    case '*':
      return 'any number';
    case '+':
    case '+~':
      return 'at least once';
    default:
      return times(...(cardinality.split('..') as [string, string]));
  }
}

const times = (least: string, greatest: string): string =>
  greatest === 'Infinity' || greatest === '' ? `at least ${least} times` : `${least} to ${greatest} times`;

const plain = (marked: string): Datatype => marked.replace(/[?~]$/, '') as Datatype;

const tags = (names: readonly string[], word: 'and' | 'or'): string =>
  list(
    names.map((name) => `\`<${name}/>\``),
    word,
  );

const holds = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `Holds ${list(
        names.map((name) => `\`${name}\``),
        'and',
      )}.`;

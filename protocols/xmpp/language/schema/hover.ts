import type { Hover } from '../../../core/index.ts';
import type { XmlAttribute, XmlElement } from '../../parser/node.ts';
import type { ComponentKind } from '../../xsd/components.ts';
import type { ReadSource } from '../../xsd/index.ts';
import { schemaNamespace } from '../../xsd/source.ts';
import { attributesOf, schemaElement, type Names } from '../../xsd/vocabulary.ts';
import { builtinTypes } from '../../xsd/builtin-types.ts';
import { attributeAt, elementWithTagAt, nodeAt, type NodePlace } from '../place.ts';
import { describeComponent, describeType } from './describe.ts';
import type { SchemaDocument } from './document.ts';
import { schemaAround } from './names.ts';
import { isGlobal } from './place.ts';

/** What an element or attribute of a schema means for stanzas, and what the type or component that a value names accepts. */
export function hover(document: SchemaDocument, offset: number): Hover | undefined {
  const place = nodeAt(document.read.xml.document, offset);
  const element = place === undefined ? undefined : elementWithTagAt(place.node.root, place.offset);
  if (place === undefined || element?.namespace !== schemaNamespace) return undefined;
  const schema = schemaAround(document.read.schemas, element);
  const attribute = place.offset < element.openEnd ? attributeAt(element, place.offset) : undefined;
  if (attribute !== undefined) return attributeHover(place, schema, element, attribute);
  const closing = element.closeStart >= 0 && place.offset >= element.closeStart;
  if (place.offset > element.nameEnd && !closing) return undefined;
  const known = schemaElement(element.local);
  if (known === undefined) return undefined;
  const [part = '', anchor = ''] = known.anchor.split('/');
  const lines = [
    `**\`<${element.name}>\`** ${known.about}`,
    ...(known.unread === undefined ? [] : [`Not read: ${known.unread}.`]),
  ];
  const found =
    schema === undefined || element.attribute('name') === undefined ? '' : describeComponent(schema, element);
  if (found !== '') lines.push(found);
  lines.push(`[XML Schema ${part}](https://www.w3.org/TR/xmlschema-${part}/${anchor})`);
  return at(
    place,
    closing ? element.closeStart : element.start,
    closing ? element.end : element.nameEnd,
    lines.join('\n\n'),
  );
}

function attributeHover(
  place: NodePlace,
  schema: ReadSource | undefined,
  element: XmlElement,
  attribute: XmlAttribute,
): Hover | undefined {
  const known = attributesOf(element.local, isGlobal(element)).find(([name]) => name === attribute.name)?.[1];
  if (known === undefined) return undefined;
  const value =
    place.offset > attribute.nameEnd &&
    known.names !== undefined &&
    attribute.name !== 'memberTypes' &&
    schema !== undefined;
  const named = value ? namedBy(schema, element, attribute.name, known.names) : undefined;
  return at(
    place,
    attribute.start,
    attribute.end,
    named ?? `**\`${attribute.name}\`** ${known.about}${known.required === true ? ' Required.' : ''}`,
  );
}

/** What the component is like that an attribute names; undefined where it leads nowhere. */
function namedBy(schema: ReadSource, element: XmlElement, attribute: string, names: Names): string | undefined {
  const kind: ComponentKind = names === 'simpleType' ? 'type' : names;
  const reference = schema.components.follow(kind, element, attribute);
  const written = schema.reader.value(element, attribute) ?? '';
  switch (reference.kind) {
    case 'own':
      return `**\`${written}\`** ${words(reference.node)}\n\n${describeComponent(schema, reference.node)}`;
    case 'builtin': {
      const type = Object.hasOwn(builtinTypes, reference.local) ? builtinTypes[reference.local] : undefined;
      return `**\`${written}\`** A built-in type.\n\n${type === undefined ? 'Accepts anything.' : describeType(type)}`;
    }
    case 'foreign':
      return `**\`${written}\`** of \`${reference.namespace}\`: checked where that namespace is known.`;
    case 'missing':
      return undefined;
  }
}

function words(node: XmlElement): string {
  return (
    {
      element: 'An element',
      complexType: 'A complex type',
      simpleType: 'A simple type',
      attribute: 'An attribute',
      group: 'A group of elements',
      attributeGroup: 'A group of attributes',
    }[node.local] ?? ''
  );
}

function at(place: NodePlace, start: number, end: number, markdown: string): Hover {
  return { start: place.start + start, end: place.start + end, markdown };
}

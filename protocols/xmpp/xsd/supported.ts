import { didYouMean } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { type SchemaReader, schemaNamespace } from './source.ts';
import { attributesOf, contentOf, placesOf, schemaElement, vocabulary } from './vocabulary.ts';

/** Reports what of a schema XML Schema does not have, and what lies outside of the subset that XEPs use, at its place. */
export function checkSupported(reader: SchemaReader): void {
  const visit = (node: XmlElement): void => {
    checkAttributes(reader, node);
    for (const child of node.elements()) {
      const { local } = child;
      if (child.namespace !== schemaNamespace) {
        reader.report(
          'schema/foreign',
          child,
          undefined,
          `<${child.name}> is not part of XML Schema and has no meaning here: put it into an <appinfo>, or remove it`,
        );
        continue;
      }
      const known = schemaElement(local);
      if (known === undefined) {
        reader.report(
          'schema/structure',
          child,
          undefined,
          `XML Schema has no <${child.name}>${didYouMean(local, Object.keys(vocabulary)) || ': correct the name'}`,
        );
        continue;
      }
      checkPlace(reader, node, child);
      if (known.unread !== undefined) {
        reader.report('schema/unsupported', child, undefined, `<${child.name}>: ${known.unread}`);
        continue;
      }
      if (known.partly !== undefined && !isUnionOfItsOwn(child))
        reader.report('schema/not-checked', child, undefined, `<${child.name}>: ${known.partly}`);
      checkUnread(reader, child);
      if (local !== 'annotation') visit(child);
    }
  };
  visit(reader.root);
}

function checkPlace(reader: SchemaReader, parent: XmlElement, child: XmlElement): void {
  const { content, children } = contentOf(parent.local, parent.parent?.local);
  if (children.includes(child.local)) return;
  const known = schemaElement(parent.local);
  if (!content.includes(child.local)) {
    // What stands at a wrong place itself is reported once.
    if (known?.within !== undefined && content.length + children.length === 0) return;
    reader.report(
      'schema/structure',
      child,
      undefined,
      `<${child.name}> is not allowed in <${parent.name}>${otherPlace(child.local, parent)}`,
    );
    return;
  }
  const first = firstOf(parent, content);
  if (first !== undefined && first !== child)
    reader.report(
      'schema/structure',
      child,
      undefined,
      `<${parent.name}> holds one of ${listOf(content)}, and <${first.name}> is there already: remove one of them`,
    );
}

function firstOf(parent: XmlElement, names: readonly string[]): XmlElement | undefined {
  for (const each of parent.elements())
    if (each.namespace === schemaNamespace && names.includes(each.local)) return each;
  return undefined;
}

/** `: move it into <xs:complexType>`, where there is a place for it. */
function otherPlace(local: string, sibling: XmlElement): string {
  const prefix = sibling.name.slice(0, -sibling.local.length);
  const places = placesOf(local)
    .filter((each) => each !== 'schema')
    .slice(0, 3)
    .map((each) => `<${prefix}${each}>`);
  return places.length === 0 ? ': remove it' : `: move it into ${places.join(' or ')}`;
}

function checkAttributes(reader: SchemaReader, node: XmlElement): void {
  const global = node.parent === reader.root;
  const allowed = attributesOf(node.local, global);
  for (const attribute of node.attributes) {
    const { name } = attribute;
    // Attributes of other namespaces may stand everywhere (XML Schema 1, 3.13.1).
    if (name.includes(':') || name === 'xmlns') continue;
    const known = allowed.find(([each]) => each === name)?.[1];
    if (known === undefined) {
      const misplaced = schemaElement(node.local)?.attributes[name] !== undefined;
      const why = misplaced
        ? ` ${global ? 'directly in the schema' : 'in here'}: remove it`
        : didYouMean(
            name,
            allowed.map(([each]) => each),
          ) || ': remove it, or correct its name';
      reader.report('schema/structure', node, name, `<${node.name}> has no attribute “${name}”${why}`);
      continue;
    }
    const value = reader.value(node, name) ?? '';
    // XML Schema's booleans are 0 and 1 as well.
    if (
      known.values === undefined ||
      known.values.includes(value) ||
      (known.values.includes('true') && /^[01]$/.test(value))
    )
      continue;
    reader.report('schema/value', node, name, `${name} is one of ${listOf(known.values)}, not “${value}”: correct it`);
  }
}

function checkUnread(reader: SchemaReader, node: XmlElement): void {
  if (node.attribute('substitutionGroup') !== undefined) {
    reader.report(
      'schema/unsupported',
      node,
      'substitutionGroup',
      'Substitution groups are not read: name the element where it may stand, in a <choice>',
    );
  }
  if (/^(?:true|1)$/.test(reader.value(node, 'abstract') ?? ''))
    reader.report(
      'schema/unsupported',
      node,
      'abstract',
      '“abstract” is not read: the element or type counts as a plain one',
    );
}

/** A union that says its types inside may be one of enumerations, which is checked. */
const isUnionOfItsOwn = (node: XmlElement): boolean =>
  node.local === 'union' && node.attribute('memberTypes') === undefined;

const listOf = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

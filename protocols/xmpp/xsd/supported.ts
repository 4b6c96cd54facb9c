import type { XmlElement } from '../parser/node.ts';
import { type SchemaReader, schemaNamespace } from './source.ts';

/** What of XML Schema is read. */
const supported: ReadonlySet<string> = new Set(
  (
    'schema annotation documentation appinfo import include element attribute attributeGroup group complexType simpleType simpleContent complexContent ' +
    'extension restriction sequence choice all any anyAttribute union list enumeration pattern length minLength maxLength ' +
    'minInclusive maxInclusive minExclusive maxExclusive whiteSpace totalDigits fractionDigits'
  ).split(' '),
);

/** What is known but not read, and what that means. */
const outside: Readonly<Record<string, string>> = {
  redefine: 'the definitions of the other file are not read: copy them into this file',
  override: 'the definitions of the other file are not read: copy them into this file',
  include: 'the definitions of the other file are not read here: names that it defines are not checked. Put them into this file to have them checked',
  key: 'that values are unique is not checked',
  keyref: 'that values refer to others is not checked',
  unique: 'that values are unique is not checked',
  notation: 'notations have no meaning in XMPP: remove it',
  assert: 'its condition is not checked',
  assertion: 'its condition is not checked',
  alternative: 'types do not depend on attributes here: the declared type is checked',
  totalDigits: 'the number of digits is not checked',
  fractionDigits: 'the number of digits is not checked',
  union: 'only a union of enumerations is checked; any other counts as text',
  list: 'a list counts as text',
};

/** Reports everything in a schema that lies outside of the subset that XEPs use, with its place. */
export function checkSupported(reader: SchemaReader): void {
  const visit = (node: XmlElement): void => {
    for (const child of node.elements()) {
      if (child.namespace !== schemaNamespace) {
        reader.report('schema/structure', 'warning', child, undefined, `<${child.name}> is not of XML Schema and has no meaning here: put it into an <appinfo>, or remove it`);
        continue;
      }
      const { local } = child;
      const word = outside[local];
      if (word !== undefined && !(local === 'union' && child.attribute('memberTypes') === undefined)) reader.report('schema/unsupported', supported.has(local) ? 'information' : 'warning', child, undefined, `<${child.name}>: ${word}`);
      else if (!supported.has(local)) reader.report('schema/structure', 'error', child, undefined, `XML Schema has no <${child.name}>: correct the name`);
      if (child.attribute('substitutionGroup') !== undefined) {
        reader.report('schema/unsupported', 'warning', child, 'substitutionGroup', 'Substitution groups are not read: name the element where it may stand, in a <choice>');
      }
      if (reader.value(child, 'abstract') === 'true') reader.report('schema/unsupported', 'warning', child, 'abstract', '“abstract” is not read: the element or type counts as a plain one');
      if (local !== 'annotation') visit(child);
    }
  };
  visit(reader.root);
}

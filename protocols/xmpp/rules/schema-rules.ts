import type { Rule, SectionRef } from '../../core/index.ts';

/** A section of XML Schema 1.0; its pages are two, the structures and the datatypes. */
function xmlSchema(part: 1 | 2, section: string, anchor: string): SectionRef {
  return { document: `XML Schema ${part}`, section, href: `https://www.w3.org/TR/xmlschema-${part}/#${anchor}` };
}

const schema = xmlSchema(1, '3.15.2', 'element-schema');

/** Rules of the XML Schemas that a project lists: whether they can be read, and what of them is. */
export const schemaRules = [
  {
    id: 'schema/xml',
    severity: 'error',
    summary: 'A schema must be well-formed XML.',
    section: { document: 'XML 1.0', section: '2.1', href: 'https://www.w3.org/TR/xml/#sec-well-formed' },
  },
  {
    id: 'schema/structure',
    severity: 'error',
    summary: 'Elements and attributes must be where XML Schema allows them, and required ones must be present.',
    section: schema,
  },
  {
    id: 'schema/foreign',
    severity: 'warning',
    summary: 'Elements of other namespaces should be in an appinfo or documentation element only.',
    section: xmlSchema(1, '3.13.2', 'element-annotation'),
  },
  {
    id: 'schema/name',
    severity: 'error',
    summary: 'A referenced name must be defined, and defined once.',
    section: xmlSchema(1, '3.15.3', 'src-resolve'),
  },
  {
    id: 'schema/value',
    severity: 'error',
    summary: 'Numbers, patterns and choices in the attributes of a schema must be valid.',
    section: xmlSchema(2, '4.3', 'rf-facets'),
  },
  {
    id: 'schema/unsupported',
    severity: 'warning',
    summary:
      'A schema should not contain constructs that are ignored: stanzas are then checked less strictly than it demands.',
    section: schema,
  },
  {
    id: 'schema/not-checked',
    severity: 'information',
    summary: 'Every constraint of a schema should be one that is checked in stanzas.',
    section: schema,
  },
  {
    id: 'schema/described',
    severity: 'information',
    summary: 'The namespace of a schema should not be one that a specification describes: the specification prevails.',
    section: schema,
  },
] as const satisfies readonly Rule[];

export type SchemaRuleId = (typeof schemaRules)[number]['id'];

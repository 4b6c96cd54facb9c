import type { Rule, Severity } from '../../text/index.ts';
import { section } from '../definitions/section.ts';

const notation = 'section-type-notation';

function rule(id: string, severity: Severity, summary: string, number = '1.3', anchor = notation): Rule {
  return { id: `amqp/definition-${id}`, severity, summary, section: section(number, anchor) };
}

/** What is checked in a project's own type definitions, which are written as the specification writes its own (AMQP 1.0, 1.3). */
export const ownTypeRules = {
  xml: { id: 'amqp/definition-xml', severity: 'error', summary: 'A file of type definitions is well-formed XML.', section: { document: 'XML 1.0', section: '2.1', href: 'https://www.w3.org/TR/xml/#sec-well-formed' } },
  structure: rule('structure', 'error', 'Definitions stand as types in the sections of an amqp element, in its namespace, and have the parts that their class allows.'),
  attribute: rule('attribute', 'error', 'Elements have the attributes that the type notation defines, with values that it allows.'),
  unknownType: rule('unknown-type', 'error', 'A type that is named is defined: by the specification, in this file, or in another one of the project.'),
  unknownArchetype: rule('unknown-archetype', 'information', 'An archetype that a field requires is provided by some type.', '1.3.4'),
  duplicateName: rule('duplicate-name', 'error', 'A type’s name is given once, and not to a type of the specification.'),
  duplicateDescriptor: rule('duplicate-descriptor', 'error', 'A descriptor, be it number or symbol, describes one type.', '1.3.3'),
  descriptorFormat: rule('descriptor-format', 'error', 'A descriptor has a symbolic name in ASCII, and a code of domain and id in hexadecimal: 0x00000003:0x00000002.', '1.3.3'),
  reservedDomain: rule('reserved-domain', 'warning', 'Descriptors of domain 0, and symbols that begin with amqp:, are the specification’s own.', '1.5', 'section-descriptor-values'),
  duplicatePart: rule('duplicate-part', 'error', 'The fields of a composite, and the choices of a restricted type, have different names; choices have different values.'),
  source: rule('source', 'error', 'A composite’s source is list; a restricted type’s source leads to a primitive or composite type, not back to itself.', '1.3.5'),
  defaultValue: rule('default', 'error', 'A default is a value of its field’s type, or the name of one of its choices.', '1.3.4'),
  mandatoryDefault: rule('mandatory-default', 'hint', 'A mandatory field needs no default: it always has a value.', '1.3.4'),
  choiceValue: rule('choice-value', 'error', 'The value of a choice is one of the type that is restricted.', '1.3.5'),
} as const satisfies Readonly<Record<string, Rule>>;

export type OwnTypeRule = keyof typeof ownTypeRules;

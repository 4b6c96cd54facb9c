import type { Rule, Severity } from '../../core/index.ts';
import { section } from '../definitions/section.ts';

const notation = 'section-type-notation';

function rule(id: string, severity: Severity, summary: string, number = '1.3', anchor = notation): Rule {
  return { id: `amqp/definition-${id}`, severity, summary, section: section(number, anchor) };
}

/** What is checked in a project's own type definitions, which are written as the specification writes its own (AMQP 1.0, 1.3). */
export const ownTypeRules = {
  xml: {
    id: 'amqp/definition-xml',
    severity: 'error',
    summary: 'A file of type definitions must be well-formed XML.',
    section: { document: 'XML 1.0', section: '2.1', href: 'https://www.w3.org/TR/xml/#sec-well-formed' },
  },
  structure: rule(
    'structure',
    'error',
    'Types must be in the sections of an amqp element, in its namespace, and have the parts that their class allows.',
  ),
  attribute: rule(
    'attribute',
    'error',
    'Elements must have the attributes that the type notation defines, with values that it allows.',
  ),
  unknownType: rule(
    'unknown-type',
    'error',
    'A type that is named must be defined in the specification, in this file, or in another file of the project.',
  ),
  unknownArchetype: rule(
    'unknown-archetype',
    'information',
    'An archetype that a field requires should be provided by some type.',
    '1.3.4',
  ),
  duplicateName: rule(
    'duplicate-name',
    'error',
    'A type must not have the name of another type, or of a type of the specification.',
  ),
  duplicateDescriptor: rule(
    'duplicate-descriptor',
    'error',
    'Two types must not have the same descriptor, numeric or symbolic.',
    '1.3.3',
  ),
  descriptorFormat: rule(
    'descriptor-format',
    'error',
    'A descriptor must have a symbolic name in ASCII, and a code of domain and id in hexadecimal: 0x00000003:0x00000002.',
    '1.3.3',
  ),
  reservedDomain: rule(
    'reserved-domain',
    'warning',
    'Descriptors of domain 0, and symbols that begin with amqp:, are reserved for the specification.',
    '1.5',
    'section-descriptor-values',
  ),
  duplicatePart: rule(
    'duplicate-part',
    'error',
    'The fields of a composite, and the choices of a restricted type, must have different names; choices must have different values.',
  ),
  source: rule(
    'source',
    'error',
    'The source of a composite must be list; the source of a restricted type must lead to a primitive or composite type, not back to itself.',
    '1.3.5',
  ),
  defaultValue: rule(
    'default',
    'error',
    'A default must be a value of the type of its field, or the name of one of its choices.',
    '1.3.4',
  ),
  mandatoryDefault: rule(
    'mandatory-default',
    'hint',
    'A mandatory field should not have a default: it always has a value.',
    '1.3.4',
  ),
  choiceValue: rule('choice-value', 'error', 'The value of a choice must be a value of the restricted type.', '1.3.5'),
} as const satisfies Readonly<Record<string, Rule>>;

export type OwnTypeRule = keyof typeof ownTypeRules;

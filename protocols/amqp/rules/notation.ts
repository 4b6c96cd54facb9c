import type { Rule, SectionRef, Severity } from '../../text/index.ts';
import { section } from '../definitions/section.ts';

const yaml: SectionRef = { document: 'YAML 1.2.2', section: '', href: 'https://yaml.org/spec/1.2.2/' };

/** A part of this project's own description of the notation. */
function notation(title: string, anchor: string): SectionRef {
  return { document: 'AMQP notation', section: title, href: `docs/notation-amqp.md#${anchor}` };
}

function rule(id: string, severity: Severity, summary: string, where: SectionRef): Rule {
  return { id: `amqp/${id}`, severity, summary, section: where };
}

/** What is checked in an `.amqp.yaml` file without regard to what crossed the connection before. */
export const notationRules = {
  yamlSyntax: rule('yaml-syntax', 'error', 'The file is well-formed YAML.', yaml),
  fileStructure: rule('file-structure', 'error', 'A file is a list of steps, or a mapping with connection, vars and frames.', notation('Files', 'files')),
  unknownStep: rule('unknown-step', 'error', 'A step is a performative, a SASL frame, a header, a heartbeat, raw bytes, or a managed send or receive.', notation('Steps', 'steps')),
  oneStep: rule('one-performative', 'error', 'A frame has exactly one performative, so a step has one as well.', section('2.3.2', 'section-framing')),
  stepOption: rule('step-option', 'error', 'What stands beside a performative is known, and fits the layout of a frame.', section('2.3.1', 'section-framing')),
  managedStep: rule('managed-step', 'error', 'A managed step says where to send to or receive from, in keys that it knows.', notation('Managed steps', 'managed-steps')),
  unknownField: rule('unknown-field', 'error', 'A composite has only the fields that its type defines.', section('1.4', 'section-composite-type-representation')),
  duplicateField: rule('duplicate-field', 'error', 'A field has one value.', section('1.4', 'section-composite-type-representation')),
  mandatoryField: rule('mandatory-field', 'error', 'A mandatory field has a value, and it is not null.', section('1.4', 'section-composite-type-representation')),
  fieldType: rule('field-type', 'error', 'A value has the type that the specification gives to its field.', section('1.4', 'section-composite-type-representation')),
  valueRange: rule('value-range', 'error', 'A value fits into its type.', section('1.6', 'section-primitive-type-definitions')),
  choice: rule('invalid-choice', 'error', 'Where a type allows only certain values, the value is one of them.', section('1.4', 'section-composite-type-representation')),
  archetype: rule('archetype', 'error', 'A value provides the archetype that its field requires.', section('1.4', 'section-composite-type-representation')),
  multiple: rule('multiple', 'error', 'Only a field that is marked multiple has an array of values.', section('1.4', 'section-composite-type-representation')),
  unknownTag: rule('unknown-tag', 'error', 'A tag names a primitive type, an encoding, a known described type, or a descriptor in <…>.', notation('Tags', 'tags')),
  tagContent: rule('tag-content', 'error', 'What follows a tag is written as the tag demands.', notation('Tags', 'tags')),
  rawBytes: rule('raw-bytes', 'information', 'Raw bytes are sent as they are, and not checked.', notation('Mistakes on purpose', 'mistakes-on-purpose')),
  arrayElements: rule('array-elements', 'error', 'The elements of an array share one type.', section('1.6.24', 'type-array')),
  duplicateKey: rule('duplicate-map-key', 'error', 'A map has each key once.', section('1.6.23', 'type-map')),
  deliveryTagSize: rule('delivery-tag-size', 'error', 'A delivery-tag has at most 32 bytes.', section('2.8.7', 'type-delivery-tag')),
  maxFrameSize: rule('max-frame-size-minimum', 'error', 'A max-frame-size is at least 512 bytes.', section('2.8.19', 'definition-MIN-MAX-FRAME-SIZE')),
  mapKey: rule('map-key-type', 'error', 'The keys of a map have the type that the map’s own type demands.', section('2.8.13', 'type-fields')),
  annotationKey: rule('annotation-key', 'error', 'An annotation’s key is a symbol or a ulong; all ulongs, and all symbols that do not begin with x-, are reserved.', section('3.2.10', 'type-annotations')),
  applicationProperty: rule('application-property', 'error', 'Application properties have strings as keys, and values of simple types.', section('3.2.5', 'type-application-properties')),
  filterValue: rule('filter-value', 'error', 'A filter is a described value or null.', section('3.5.8', 'type-filter-set')),
  messageSection: rule('message-section', 'error', 'A message consists of the sections that the specification knows.', section('3.2', 'section-message-format')),
  messageBody: rule('message-body', 'error', 'A message has exactly one kind of body: data, sequences, or one value.', section('3.2', 'section-message-format')),
  sectionOrder: rule('section-order', 'error', 'The sections of a message stand in their order, each at most once but for data and sequences.', section('3.2', 'section-message-format')),
  unknownVariable: rule('unknown-variable', 'error', 'A variable is well-formed, and has a value in the environment or in the file.', notation('Variables', 'variables')),
  bareVariable: rule('unquoted-variable', 'hint', 'A variable stands in quotes, so that other YAML tools read it as text.', notation('Variables', 'variables')),
  unknownConnection: rule('unknown-connection', 'warning', 'The connection that a file names is in wireloupe.json.', notation('Files', 'files')),
} satisfies Record<string, Rule>;

export type NotationRule = keyof typeof notationRules;

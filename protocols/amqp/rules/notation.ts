import type { Rule, SectionRef, Severity } from '../../core/index.ts';
import { section } from '../definitions/section.ts';
import { byteRules } from './bytes.ts';

const yaml: SectionRef = { document: 'YAML 1.2.2', section: '', href: 'https://yaml.org/spec/1.2.2/' };

/** A part of this project's own description of the notation. */
function notation(title: string, anchor: string): SectionRef {
  return { document: 'AMQP notation', section: title, href: `docs/notation-amqp.md#${anchor}` };
}

function rule(id: string, severity: Severity, summary: string, where: SectionRef): Rule {
  return { id: `amqp/${id}`, severity, summary, section: where };
}

/**
 * What is checked in an `.amqp.yaml` file without regard to what crossed the connection before. Where the same is checked in
 * bytes, the rule is the same.
 */
export const notationRules = {
  yamlSyntax: rule('yaml-syntax', 'error', 'The file must be well-formed YAML.', yaml),
  fileStructure: rule(
    'file-structure',
    'error',
    'A file must be a list of steps, or a mapping with connection, vars and frames.',
    notation('Files', 'files'),
  ),
  unknownStep: rule(
    'unknown-step',
    'error',
    'A step must be a performative, a SASL frame, a header, a heartbeat, raw bytes, or a managed send or receive.',
    notation('Steps', 'steps'),
  ),
  oneStep: rule(
    'one-performative',
    'error',
    'A frame, and so a step, must have exactly one performative.',
    section('2.3.2', 'section-framing'),
  ),
  scriptHeader: rule(
    'script-header',
    'information',
    'A script that opens a connection should begin with a protocol header; none is added to it.',
    section('2.2', 'section-version-negotiation'),
  ),
  stepOption: rule(
    'step-option',
    'error',
    'The keys next to a performative must be known ones, with values that fit the layout of a frame.',
    section('2.3.1', 'section-framing'),
  ),
  managedStep: rule(
    'managed-step',
    'error',
    'A managed step must say where to send to or receive from, and use known keys only.',
    notation('Managed steps', 'managed-steps'),
  ),
  setStep: rule(
    'set-step',
    'error',
    'A set step must give each variable a field path, and must follow the step whose answer has the field.',
    notation('Values from answers', 'values-from-answers'),
  ),
  setUnused: rule(
    'set-unused',
    'hint',
    'A variable that a step sets from an answer should be used below.',
    notation('Values from answers', 'values-from-answers'),
  ),
  unknownField: rule(
    'unknown-field',
    'error',
    'A composite must only have fields that its type defines.',
    section('1.4', 'section-composite-type-representation'),
  ),
  tooManyFields: byteRules.tooManyFields,
  duplicateField: rule(
    'duplicate-field',
    'error',
    'A field must not be given twice.',
    section('1.4', 'section-composite-type-representation'),
  ),
  mandatoryField: byteRules.mandatoryField,
  fieldType: byteRules.wrongType,
  valueRange: rule(
    'value-range',
    'error',
    'A value must be in the range of its type.',
    section('1.6', 'section-primitive-type-definitions'),
  ),
  choice: byteRules.choice,
  archetype: byteRules.archetype,
  multiple: rule(
    'multiple',
    'error',
    'Only a field that is marked multiple may have an array of values.',
    section('1.4', 'section-composite-type-representation'),
  ),
  unknownTag: rule(
    'unknown-tag',
    'error',
    'A tag must name a primitive type, an encoding, a known described type, or a descriptor in <…>.',
    notation('Tags', 'tags'),
  ),
  tagContent: rule(
    'tag-content',
    'error',
    'The value after a tag must have the form that the tag requires.',
    notation('Tags', 'tags'),
  ),
  rawBytes: rule(
    'raw-bytes',
    'information',
    'Raw bytes are sent as they are, and not checked.',
    notation('Mistakes on purpose', 'mistakes-on-purpose'),
  ),
  arrayElements: rule(
    'array-elements',
    'error',
    'The elements of an array must have the same type.',
    section('1.6.24', 'type-array'),
  ),
  duplicateKey: byteRules.mapDuplicateKey,
  deliveryTagSize: byteRules.deliveryTagLength,
  maxFrameSize: rule(
    'max-frame-size-minimum',
    'error',
    'A max-frame-size must be at least 512 bytes.',
    section('2.8.19', 'definition-MIN-MAX-FRAME-SIZE'),
  ),
  mapKey: byteRules.mapKey,
  annotationKey: byteRules.annotationKey,
  annotationReserved: byteRules.annotationReserved,
  applicationPropertyKey: byteRules.applicationPropertyKey,
  applicationPropertyValue: byteRules.applicationPropertyValue,
  filterValue: byteRules.filterValue,
  unknownSection: byteRules.unknownSection,
  bodyKinds: byteRules.bodyKinds,
  missingBody: byteRules.missingBody,
  sectionOrder: byteRules.sectionOrder,
  duplicateSection: byteRules.duplicateSection,
  unknownVariable: rule(
    'unknown-variable',
    'error',
    'A variable must be well-formed, and must have a value in the environment or in the file.',
    notation('Variables', 'variables'),
  ),
  bareVariable: rule(
    'unquoted-variable',
    'hint',
    'A variable should be in quotes, so that other YAML tools read it as text.',
    notation('Variables', 'variables'),
  ),
  suppression: rule(
    'suppression',
    'warning',
    'A disabling comment must be well-formed, be on a line before a step, and name existing rules.',
    notation('Turning a rule off', 'turning-a-rule-off'),
  ),
  suppressionUnused: rule(
    'suppression-unused',
    'hint',
    'A disabling comment should name rules that the step after it breaks.',
    notation('Turning a rule off', 'turning-a-rule-off'),
  ),
  unknownConnection: rule(
    'unknown-connection',
    'warning',
    'The connection that a file names should be defined in wireloupe.json.',
    notation('Files', 'files'),
  ),
} satisfies Record<string, Rule>;

export type NotationRule = keyof typeof notationRules;

import type { Rule } from '../../core/index.ts';
import type { Severity } from '../../core/index.ts';
import { section, typeSection } from '../definitions/section.ts';

function rule(id: string, severity: Severity, summary: string, number: string, anchor: string): Rule {
  return { id: `amqp/${id}`, severity, summary, section: section(number, anchor) };
}

const encodings = 'section-encodings';
const format = 'section-message-format';

/** What the bytes of a unit must be, whatever came before it: frames, values, composites, messages. */
export const byteRules = {
  protocolHeader: rule(
    'protocol-header',
    'error',
    'A protocol header must be AMQP, a known protocol id (0 AMQP, 2 TLS, 3 SASL) and version 1.0.0.',
    '2.2',
    'section-version-negotiation',
  ),
  garbage: rule(
    'garbage',
    'error',
    'The stream must consist of protocol headers and frames only.',
    '2.3',
    'section-framing',
  ),
  frameSize: rule(
    'frame-size',
    'error',
    'The frame size must include the eight-byte frame header.',
    '2.3.1',
    'section-framing',
  ),
  frameTooLarge: rule(
    'frame-too-large',
    'error',
    'A frame must not exceed the size limit of the decoder.',
    '2.3.1',
    'section-framing',
  ),
  dataOffset: rule(
    'data-offset',
    'error',
    'The data offset must be at least 2 (in four-byte words) and must lie within the frame.',
    '2.3.1',
    'section-framing',
  ),
  frameType: rule(
    'frame-type',
    'error',
    'The frame type must be 0x00 (AMQP) or 0x01 (SASL).',
    '2.3.1',
    'section-framing',
  ),
  performative: rule(
    'performative',
    'error',
    'A frame body must begin with a performative of the frame type.',
    '2.3.2',
    'section-framing',
  ),
  payload: rule(
    'payload',
    'error',
    'Only a transfer may have a payload after the performative.',
    '2.3.2',
    'section-framing',
  ),
  emptySaslFrame: rule('empty-sasl-frame', 'error', 'A SASL frame must not be empty.', '5.3.1', 'section-sasl'),

  formatCode: rule(
    'format-code',
    'error',
    'A value must begin with a format code that the specification defines.',
    '1.2',
    encodings,
  ),
  truncatedValue: rule(
    'truncated-value',
    'error',
    'A value must not extend beyond the frame or value that contains it.',
    '1.2',
    encodings,
  ),
  compoundSize: rule(
    'compound-size',
    'error',
    'The size of a list, map or array must be the number of bytes that follow it.',
    '1.2',
    encodings,
  ),
  compoundCount: rule(
    'compound-count',
    'error',
    'The count of a list, map or array must be the number of its elements.',
    '1.2',
    encodings,
  ),
  booleanByte: {
    id: 'amqp/boolean-byte',
    severity: 'error',
    summary: 'The byte of a boolean must be 0x00 or 0x01.',
    section: typeSection('1.6.2', 'boolean'),
  },
  char: {
    id: 'amqp/char',
    severity: 'error',
    summary: 'A char must be a Unicode scalar value.',
    section: typeSection('1.6.16', 'char'),
  },
  utf8: {
    id: 'amqp/utf8',
    severity: 'error',
    summary: 'A string must be valid UTF-8.',
    section: typeSection('1.6.20', 'string'),
  },
  symbolAscii: {
    id: 'amqp/symbol-ascii',
    severity: 'error',
    summary: 'A symbol must contain ASCII characters only.',
    section: typeSection('1.6.21', 'symbol'),
  },
  mapPairs: {
    id: 'amqp/map-pairs',
    severity: 'error',
    summary: 'A map must have an even number of elements: a value for each key.',
    section: typeSection('1.6.23', 'map'),
  },
  mapDuplicateKey: {
    id: 'amqp/map-duplicate-key',
    severity: 'error',
    summary: 'A map must not contain the same key twice.',
    section: typeSection('1.6.23', 'map'),
  },
  nestingDepth: rule(
    'nesting-depth',
    'error',
    'Values must not be nested deeper than the limit of the decoder.',
    '1.2',
    encodings,
  ),
  valueLimit: rule(
    'value-limit',
    'error',
    'The number of values in a unit, and of elements without data, must not exceed the limit of the decoder.',
    '1.2',
    encodings,
  ),
  nonPreferredEncoding: {
    ...rule(
      'non-preferred-encoding',
      'hint',
      'A value should be written in the shortest encoding of its type.',
      '1.2',
      encodings,
    ),
    traffic: 'off',
  },
  descriptorType: rule(
    'descriptor-type',
    'information',
    'A descriptor should be a symbol or a ulong; other types are reserved.',
    '1.5',
    'section-descriptor-values',
  ),

  compositeEncoding: rule(
    'composite-encoding',
    'error',
    'A described type must be encoded as its source type.',
    '1.4',
    'section-composite-type-representation',
  ),
  tooManyFields: rule(
    'too-many-fields',
    'error',
    'A composite must not have more fields than its type defines.',
    '1.4',
    'section-composite-type-representation',
  ),
  mandatoryField: rule(
    'mandatory-field',
    'error',
    'A mandatory field must have a value.',
    '1.4',
    'section-composite-type-representation',
  ),
  wrongType: rule(
    'wrong-type',
    'error',
    'A field must have the type that its definition gives.',
    '1.4',
    'section-composite-type-representation',
  ),
  archetype: rule(
    'archetype',
    'error',
    'The value of a field must provide the archetype that the field requires.',
    '1.3',
    'section-type-notation',
  ),
  unknownDescriptor: rule(
    'unknown-descriptor',
    'information',
    'The descriptor of a field’s value should be a known one.',
    '1.5',
    'section-descriptor-values',
  ),
  choice: rule(
    'choice',
    'error',
    'The value of a restricted type must be one of its choices.',
    '1.3',
    'section-type-notation',
  ),
  mapKey: {
    id: 'amqp/map-key',
    severity: 'error',
    summary: 'The keys of fields, filter sets and node properties must be symbols.',
    section: typeSection('2.8.13', 'fields'),
  },
  deliveryTagLength: {
    id: 'amqp/delivery-tag-length',
    severity: 'error',
    summary: 'A delivery-tag must not exceed 32 bytes.',
    section: typeSection('2.8.7', 'delivery-tag'),
  },
  transactionIdLength: {
    id: 'amqp/transaction-id-length',
    severity: 'error',
    summary: 'A transaction-id must not exceed 32 bytes.',
    section: typeSection('4.5.4', 'transaction-id'),
  },
  unsettledMap: {
    id: 'amqp/unsettled-map',
    severity: 'error',
    summary: 'The keys of an unsettled map must be delivery-tags, its values delivery states or null.',
    section: typeSection('2.7.3', 'attach'),
  },
  filterValue: {
    id: 'amqp/filter-value',
    severity: 'error',
    summary: 'A filter must be a described value or null.',
    section: typeSection('3.5.8', 'filter-set'),
  },
  lifetimePolicy: {
    id: 'amqp/lifetime-policy',
    severity: 'error',
    summary: 'The lifetime-policy of a dynamic node must provide the archetype lifetime-policy.',
    section: typeSection('3.5.9', 'node-properties'),
  },

  unknownSection: rule(
    'unknown-section',
    'error',
    'A message must consist of the sections that the specification defines.',
    '3.2',
    format,
  ),
  sectionOrder: rule(
    'section-order',
    'error',
    'The sections of a message must be in the order of the specification.',
    '3.2',
    format,
  ),
  duplicateSection: rule(
    'duplicate-section',
    'error',
    'A section other than data and amqp-sequence must not occur twice.',
    '3.2',
    format,
  ),
  bodyKinds: rule(
    'body-kinds',
    'error',
    'The body of a message must be data, amqp-sequence or amqp-value, without mixing them.',
    '3.2',
    format,
  ),
  missingBody: rule('missing-body', 'information', 'A message should have a body.', '3.2', format),
  annotationKey: {
    id: 'amqp/annotation-key',
    severity: 'error',
    summary: 'The keys of annotations must be symbols or ulongs.',
    section: typeSection('3.2.10', 'annotations'),
  },
  annotationReserved: {
    id: 'amqp/annotation-reserved',
    severity: 'information',
    summary: 'Annotation keys should begin with x-; others, and all ulongs, are reserved.',
    section: typeSection('3.2.10', 'annotations'),
  },
  applicationPropertyKey: {
    id: 'amqp/application-property-key',
    severity: 'error',
    summary: 'The keys of application properties must be strings.',
    section: typeSection('3.2.5', 'application-properties'),
  },
  applicationPropertyValue: {
    id: 'amqp/application-property-value',
    severity: 'error',
    summary: 'The values of application properties must be simple: no lists, maps, arrays or described values.',
    section: typeSection('3.2.5', 'application-properties'),
  },
  contentEncodingBody: {
    id: 'amqp/content-encoding-body',
    severity: 'warning',
    summary: 'content-encoding should be set only if the body is data.',
    section: typeSection('3.2.4', 'properties'),
  },
  expiryBeforeCreation: {
    id: 'amqp/expiry-before-creation',
    severity: 'hint',
    summary: 'absolute-expiry-time should not be before creation-time.',
    section: typeSection('3.2.4', 'properties'),
  },
} as const satisfies Readonly<Record<string, Rule>>;

import type { Rule } from '../../text/index.ts';
import type { Severity } from '../../text/index.ts';
import { section, typeSection } from '../definitions/section.ts';

function rule(id: string, severity: Severity, summary: string, number: string, anchor: string): Rule {
  return { id: `amqp/${id}`, severity, summary, section: section(number, anchor) };
}

const encodings = 'section-encodings';
const format = 'section-message-format';

/** What the bytes of a unit must be, whatever came before it: frames, values, composites, messages. */
export const byteRules = {
  protocolHeader: rule('protocol-header', 'error', 'A protocol header is AMQP, a known protocol id (0 AMQP, 2 TLS, 3 SASL), and version 1.0.0.', '2.2', 'section-version-negotiation'),
  garbage: rule('garbage', 'error', 'The stream consists of protocol headers and frames, and of nothing else.', '2.3', 'section-framing'),
  frameSize: rule('frame-size', 'error', 'A frame’s size counts the whole frame, its header of eight bytes included.', '2.3.1', 'section-framing'),
  frameTooLarge: rule('frame-too-large', 'error', 'A frame is not larger than the largest that is waited for.', '2.3.1', 'section-framing'),
  dataOffset: rule('data-offset', 'error', 'A frame’s data offset is at least 2 (words of four bytes) and within the frame.', '2.3.1', 'section-framing'),
  frameType: rule('frame-type', 'error', 'A frame’s type is 0x00 (AMQP) or 0x01 (SASL).', '2.3.1', 'section-framing'),
  performative: rule('performative', 'error', 'A frame’s body begins with a performative of the frame’s type.', '2.3.2', 'section-framing'),
  payload: rule('payload', 'error', 'Only a transfer has anything after the performative.', '2.3.2', 'section-framing'),
  emptySaslFrame: rule('empty-sasl-frame', 'error', 'A SASL frame is not empty.', '5.3.1', 'section-sasl'),

  formatCode: rule('format-code', 'error', 'A value begins with a format code that the specification defines.', '1.2', encodings),
  truncatedValue: rule('truncated-value', 'error', 'A value’s data lies within what surrounds it.', '1.2', encodings),
  compoundSize: rule('compound-size', 'error', 'The size of a list, map or array counts its contents, no more and no less.', '1.2', encodings),
  compoundCount: rule('compound-count', 'error', 'The count of a list, map or array is the number of its elements.', '1.2', encodings),
  booleanByte: { id: 'amqp/boolean-byte', severity: 'error', summary: 'The byte of a boolean is 0x00 or 0x01.', section: typeSection('1.6.2', 'boolean') },
  char: { id: 'amqp/char', severity: 'error', summary: 'A char is a Unicode scalar value.', section: typeSection('1.6.16', 'char') },
  utf8: { id: 'amqp/utf8', severity: 'error', summary: 'A string is valid UTF-8.', section: typeSection('1.6.20', 'string') },
  symbolAscii: { id: 'amqp/symbol-ascii', severity: 'error', summary: 'A symbol has ASCII characters only.', section: typeSection('1.6.21', 'symbol') },
  mapPairs: { id: 'amqp/map-pairs', severity: 'error', summary: 'A map has as many values as keys.', section: typeSection('1.6.23', 'map') },
  mapDuplicateKey: { id: 'amqp/map-duplicate-key', severity: 'error', summary: 'A key occurs once in a map.', section: typeSection('1.6.23', 'map') },
  nestingDepth: rule('nesting-depth', 'error', 'Values are not nested deeper than what is looked at.', '1.2', encodings),
  valueLimit: rule('value-limit', 'error', 'There are not more values in one unit, or elements without data, than are looked at.', '1.2', encodings),
  nonPreferredEncoding: { ...rule('non-preferred-encoding', 'hint', 'A value should be written in the shortest encoding of its type.', '1.2', encodings), traffic: 'off' },
  descriptorType: rule('descriptor-type', 'information', 'A descriptor is a symbol or a ulong; other types are reserved.', '1.5', 'section-descriptor-values'),

  compositeEncoding: rule('composite-encoding', 'error', 'A described type is encoded as its source type is.', '1.4', 'section-composite-type-representation'),
  tooManyFields: rule('too-many-fields', 'error', 'A composite has no more fields than its type defines.', '1.4', 'section-composite-type-representation'),
  mandatoryField: rule('mandatory-field', 'error', 'A mandatory field has a value.', '1.4', 'section-composite-type-representation'),
  wrongType: rule('wrong-type', 'error', 'A field has the type that its definition gives.', '1.4', 'section-composite-type-representation'),
  archetype: rule('archetype', 'error', 'A field’s value provides the archetype that its definition requires.', '1.3', 'section-type-notation'),
  unknownDescriptor: rule('unknown-descriptor', 'information', 'A field’s described value is of a type that is known.', '1.5', 'section-descriptor-values'),
  choice: rule('choice', 'error', 'A value of a restricted type is one of its choices.', '1.3', 'section-type-notation'),
  mapKey: { id: 'amqp/map-key', severity: 'error', summary: 'The keys of fields, filter sets and node properties are symbols.', section: typeSection('2.8.13', 'fields') },
  deliveryTagLength: { id: 'amqp/delivery-tag-length', severity: 'error', summary: 'A delivery-tag has at most 32 bytes.', section: typeSection('2.8.7', 'delivery-tag') },
  transactionIdLength: { id: 'amqp/transaction-id-length', severity: 'error', summary: 'A transaction-id has at most 32 bytes.', section: typeSection('4.5.4', 'transaction-id') },
  unsettledMap: { id: 'amqp/unsettled-map', severity: 'error', summary: 'An unsettled map has delivery-tags as keys, and delivery states or null as values.', section: typeSection('2.7.3', 'attach') },
  filterValue: { id: 'amqp/filter-value', severity: 'error', summary: 'A filter is a described value or null.', section: typeSection('3.5.8', 'filter-set') },
  lifetimePolicy: { id: 'amqp/lifetime-policy', severity: 'error', summary: 'A dynamic node’s lifetime-policy is a value that provides that archetype.', section: typeSection('3.5.9', 'node-properties') },

  unknownSection: rule('unknown-section', 'error', 'A message consists of the sections that the specification defines.', '3.2', format),
  sectionOrder: rule('section-order', 'error', 'A message’s sections stand in the order of the specification.', '3.2', format),
  duplicateSection: rule('duplicate-section', 'error', 'A section other than data and amqp-sequence occurs once.', '3.2', format),
  bodyKinds: rule('body-kinds', 'error', 'A message’s body is data, amqp-sequence or amqp-value, never two of them.', '3.2', format),
  missingBody: rule('missing-body', 'information', 'A message has a body.', '3.2', format),
  annotationKey: { id: 'amqp/annotation-key', severity: 'error', summary: 'The keys of annotations are symbols or ulongs.', section: typeSection('3.2.10', 'annotations') },
  annotationReserved: { id: 'amqp/annotation-reserved', severity: 'information', summary: 'Annotation keys that are ulongs, or do not begin with x-, are reserved.', section: typeSection('3.2.10', 'annotations') },
  applicationPropertyKey: { id: 'amqp/application-property-key', severity: 'error', summary: 'The keys of application properties are strings.', section: typeSection('3.2.5', 'application-properties') },
  applicationPropertyValue: { id: 'amqp/application-property-value', severity: 'error', summary: 'The values of application properties are simple: no lists, maps, arrays or described values.', section: typeSection('3.2.5', 'application-properties') },
  contentEncodingBody: { id: 'amqp/content-encoding-body', severity: 'warning', summary: 'content-encoding is set only where the body is data.', section: typeSection('3.2.4', 'properties') },
  expiryBeforeCreation: { id: 'amqp/expiry-before-creation', severity: 'hint', summary: 'A message does not expire before it is made.', section: typeSection('3.2.4', 'properties') },
} as const satisfies Readonly<Record<string, Rule>>;

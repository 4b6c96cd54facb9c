import { setValue } from './entries.ts';
import { mandatory, unknownKey, fieldNames, tooMany } from './fields.ts';
import { keyType, annotationReserved, propertyValue, filterValue, duplicate } from './maps.ts';
import type { RepairTable } from './spot.ts';
import { removeStep } from './steps.ts';
import { unknownStep, onePerformative, scriptHeader, stepOption, managed } from './step-keys.ts';
import { unknownTag, tagContent, arrayElements } from './tags.ts';
import { removal, shortened, values } from './values.ts';
import { unknownVariable, bareVariable, unknownConnection } from './variables.ts';

/** Repairs of what a file must say, besides the messages in it. */
export const notationRepairs: RepairTable = {
  'amqp/annotation-key': keyType,
  'amqp/annotation-reserved': annotationReserved,
  'amqp/application-property-key': keyType,
  'amqp/application-property-value': propertyValue,
  'amqp/archetype': values,
  'amqp/array-elements': arrayElements,
  'amqp/choice': values,
  'amqp/delivery-tag-length': shortened,
  'amqp/duplicate-field': duplicate,
  'amqp/filter-value': filterValue,
  'amqp/managed-step': managed,
  'amqp/mandatory-field': mandatory,
  'amqp/map-duplicate-key': duplicate,
  'amqp/map-key': keyType,
  'amqp/max-frame-size-minimum': (spot) => [
    ...spot.entries.slice(-1).map(({ entry }) => setValue(spot.text, entry, '512')),
    ...removal(spot),
  ],
  'amqp/multiple': values,
  'amqp/one-performative': onePerformative,
  'amqp/script-header': scriptHeader,
  'amqp/set-step': (spot) => removeStep(spot, spot.step),
  'amqp/set-unused': (spot) => removeStep(spot, spot.step),
  'amqp/step-option': stepOption,
  'amqp/symbol-ascii': values,
  'amqp/tag-content': tagContent,
  'amqp/too-many-fields': tooMany,
  'amqp/transaction-id-length': shortened,
  'amqp/unknown-connection': unknownConnection,
  'amqp/unknown-field': unknownKey(fieldNames),
  'amqp/unknown-step': unknownStep,
  'amqp/unknown-tag': unknownTag,
  'amqp/unknown-variable': unknownVariable,
  'amqp/unquoted-variable': bareVariable,
  'amqp/value-range': values,
  'amqp/wrong-type': values,
};

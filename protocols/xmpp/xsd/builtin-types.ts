import type { Datatype } from '../model/datatype-names.ts';

const name = '[\\p{L}_][\\p{L}\\p{N}\\p{M}._-]*';
const zone = '(?:Z|[+-]\\d\\d:\\d\\d)?';

/**
 * The built-in types of XML Schema 2, 3 as the model's datatypes. Dates and times are those of XEP-0082, which asks for a time
 * zone where XML Schema leaves it open.
 */
export const builtinTypes: Readonly<Record<string, Datatype>> = {
  anySimpleType: 'string',
  string: 'string',
  normalizedString: 'string',
  token: 'token',
  boolean: 'boolean',
  decimal: 'decimal',
  float: 'double',
  double: 'double',
  integer: 'integer',
  positiveInteger: 'positiveInteger',
  nonNegativeInteger: 'nonNegativeInteger',
  nonPositiveInteger: 'integer(..0)',
  negativeInteger: 'integer(..-1)',
  byte: 'byte',
  short: 'short',
  int: 'int',
  long: 'long',
  unsignedByte: 'unsignedByte',
  unsignedShort: 'unsignedShort',
  unsignedInt: 'unsignedInt',
  unsignedLong: 'unsignedLong',
  dateTime: 'dateTime',
  date: 'date',
  time: 'time',
  duration: 'duration',
  gYear: `/-?\\d{4,}${zone}/`,
  gYearMonth: `/-?\\d{4,}-\\d\\d${zone}/`,
  gMonth: `/--\\d\\d${zone}/`,
  gMonthDay: `/--\\d\\d-\\d\\d${zone}/`,
  gDay: `/---\\d\\d${zone}/`,
  base64Binary: 'base64',
  hexBinary: 'hex',
  anyURI: 'uri',
  language: 'language',
  NMTOKEN: 'nmtoken',
  NMTOKENS: 'string',
  Name: 'nmtoken',
  NCName: `/${name}/`,
  ID: `/${name}/`,
  IDREF: `/${name}/`,
  IDREFS: 'string',
  ENTITY: `/${name}/`,
  ENTITIES: 'string',
  NOTATION: 'string',
  QName: `/(?:${name}:)?${name}/`,
};

/** The datatypes that a definition may name. What each accepts is in datatypes.ts. */
export type TypeName =
  // text
  | 'string'
  | 'token'
  | 'nmtoken'
  | 'empty'
  // numbers and truth (XML Schema, part 2)
  | 'boolean'
  | 'decimal'
  | 'double'
  | 'integer'
  | 'positiveInteger'
  | 'nonNegativeInteger'
  | 'byte'
  | 'short'
  | 'int'
  | 'long'
  | 'unsignedByte'
  | 'unsignedShort'
  | 'unsignedInt'
  | 'unsignedLong'
  // time (XEP-0082; `legacyDateTime` is XEP-0091's CCYYMMDDThh:mm:ss)
  | 'dateTime'
  | 'date'
  | 'time'
  | 'timezone'
  | 'legacyDateTime'
  | 'duration'
  // bytes
  | 'base64'
  | 'hex'
  // addresses and names
  | 'jid'
  | 'bareJid'
  | 'fullJid'
  | 'domainJid'
  | 'language'
  | 'uri'
  | 'httpsUri'
  | 'xmppUri'
  | 'cid'
  | 'uuid'
  | 'ip'
  | 'host'
  // names of algorithms, as registered (XEP-0300)
  | 'hashName';

/**
 * - a name: `dateTime`
 * - a number with bounds: `int(-128..127)`, `unsignedByte(1..)`
 * - a string with bounds on its length in characters: `string(1..40)`
 * - a closed enumeration: `=get|set|result|error`
 * - an open enumeration, whose values are proposed but not demanded: `~account|auth|client`
 * - a pattern that the whole value must match: `/[0-9a-f]{40}/`
 */
export type Datatype =
  | TypeName
  | `${'string' | 'decimal' | 'integer' | 'positiveInteger' | 'nonNegativeInteger' | 'byte' | 'short' | 'int' | 'long' | 'unsignedByte' | 'unsignedShort' | 'unsignedInt' | 'unsignedLong' | 'double'}(${string}..${string})`
  | `=${string}`
  | `~${string}`
  | `/${string}/`;

/**
 * A datatype. `?` after it makes the attribute optional. `~` marks one that is asked for but often omitted (a hint). `!` marks a
 * required one whose absence a rule of its own reports. `none` forbids the attribute.
 */
export type AttributeType = Datatype | `${Datatype}?` | `${Datatype}~` | `${Datatype}!` | 'none';

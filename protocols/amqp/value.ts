/**
 * What a decoded scalar is in TypeScript. 64-bit integers and timestamps (milliseconds since 1970) are bigint, so that no
 * value is lost; decimals keep their bytes; a char is its code point; a uuid its usual text in lower case.
 */
export type Scalar = null | boolean | number | bigint | string | Uint8Array;

/** The specification's names of the 24 primitive types (AMQP 1.0, 1.6). */
export type PrimitiveName =
  | 'null'
  | 'boolean'
  | 'ubyte'
  | 'ushort'
  | 'uint'
  | 'ulong'
  | 'byte'
  | 'short'
  | 'int'
  | 'long'
  | 'float'
  | 'double'
  | 'decimal32'
  | 'decimal64'
  | 'decimal128'
  | 'char'
  | 'timestamp'
  | 'uuid'
  | 'binary'
  | 'string'
  | 'symbol'
  | 'list'
  | 'map'
  | 'array';

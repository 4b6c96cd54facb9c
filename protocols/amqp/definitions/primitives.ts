import type { PrimitiveName } from '../value.ts';
import type { EncodingCategory, EncodingDefinition, PrimitiveDefinition } from './model.ts';
import { typeSection } from './section.ts';

function encoding(
  code: number,
  name: string,
  category: EncodingCategory,
  width: number,
  description: string,
): EncodingDefinition {
  return { code, name, category, width, description };
}

function primitive(
  name: PrimitiveName,
  number: string,
  description: string,
  ...encodings: readonly EncodingDefinition[]
): PrimitiveDefinition {
  return { kind: 'primitive', name, book: 'types', section: typeSection(number, name), description, encodings };
}

/** The 24 primitive types and their 39 encodings (AMQP 1.0, 1.6), the preferred encoding of a type not necessarily first. */
export const primitives: readonly PrimitiveDefinition[] = [
  primitive('null', '1.6.1', 'No value.', encoding(0x40, '', 'fixed', 0, 'the null value')),
  primitive(
    'boolean',
    '1.6.2',
    'True or false.',
    encoding(0x56, '', 'fixed', 1, 'one byte, 0x00 for false and 0x01 for true'),
    encoding(0x41, 'true', 'fixed', 0, 'true, without data'),
    encoding(0x42, 'false', 'fixed', 0, 'false, without data'),
  ),
  primitive('ubyte', '1.6.3', 'An integer from 0 to 255.', encoding(0x50, '', 'fixed', 1, 'eight bits without sign')),
  primitive('ushort', '1.6.4', 'An integer from 0 to 65,535.', encoding(0x60, '', 'fixed', 2, '16 bits without sign')),
  primitive(
    'uint',
    '1.6.5',
    'An integer from 0 to 2³² − 1.',
    encoding(0x70, '', 'fixed', 4, '32 bits without sign'),
    encoding(0x52, 'smalluint', 'fixed', 1, 'one byte, for 0 to 255'),
    encoding(0x43, 'uint0', 'fixed', 0, 'zero, without data'),
  ),
  primitive(
    'ulong',
    '1.6.6',
    'An integer from 0 to 2⁶⁴ − 1.',
    encoding(0x80, '', 'fixed', 8, '64 bits without sign'),
    encoding(0x53, 'smallulong', 'fixed', 1, 'one byte, for 0 to 255'),
    encoding(0x44, 'ulong0', 'fixed', 0, 'zero, without data'),
  ),
  primitive(
    'byte',
    '1.6.7',
    'An integer from −128 to 127.',
    encoding(0x51, '', 'fixed', 1, 'eight bits, two’s complement'),
  ),
  primitive(
    'short',
    '1.6.8',
    'An integer from −32,768 to 32,767.',
    encoding(0x61, '', 'fixed', 2, '16 bits, two’s complement'),
  ),
  primitive(
    'int',
    '1.6.9',
    'An integer from −2³¹ to 2³¹ − 1.',
    encoding(0x71, '', 'fixed', 4, '32 bits, two’s complement'),
    encoding(0x54, 'smallint', 'fixed', 1, 'one byte, for −128 to 127'),
  ),
  primitive(
    'long',
    '1.6.10',
    'An integer from −2⁶³ to 2⁶³ − 1.',
    encoding(0x81, '', 'fixed', 8, '64 bits, two’s complement'),
    encoding(0x55, 'smalllong', 'fixed', 1, 'one byte, for −128 to 127'),
  ),
  primitive(
    'float',
    '1.6.11',
    'A 32-bit binary floating point number (IEEE 754).',
    encoding(0x72, 'ieee-754', 'fixed', 4, 'IEEE 754 binary32'),
  ),
  primitive(
    'double',
    '1.6.12',
    'A 64-bit binary floating point number (IEEE 754).',
    encoding(0x82, 'ieee-754', 'fixed', 8, 'IEEE 754 binary64'),
  ),
  primitive(
    'decimal32',
    '1.6.13',
    'A 32-bit decimal floating point number (IEEE 754).',
    encoding(0x74, 'ieee-754', 'fixed', 4, 'IEEE 754 decimal32, binary integer coefficient'),
  ),
  primitive(
    'decimal64',
    '1.6.14',
    'A 64-bit decimal floating point number (IEEE 754).',
    encoding(0x84, 'ieee-754', 'fixed', 8, 'IEEE 754 decimal64, binary integer coefficient'),
  ),
  primitive(
    'decimal128',
    '1.6.15',
    'A 128-bit decimal floating point number (IEEE 754).',
    encoding(0x94, 'ieee-754', 'fixed', 16, 'IEEE 754 decimal128, binary integer coefficient'),
  ),
  primitive(
    'char',
    '1.6.16',
    'One Unicode character.',
    encoding(0x73, 'utf32', 'fixed', 4, 'the code point in UTF-32BE'),
  ),
  primitive(
    'timestamp',
    '1.6.17',
    'A point in time, in milliseconds since 1970-01-01 UTC.',
    encoding(0x83, 'ms64', 'fixed', 8, '64 bits, two’s complement'),
  ),
  primitive(
    'uuid',
    '1.6.18',
    'A universally unique identifier (RFC 4122).',
    encoding(0x98, '', 'fixed', 16, '16 bytes, the most significant first'),
  ),
  primitive(
    'binary',
    '1.6.19',
    'A run of bytes.',
    encoding(0xa0, 'vbin8', 'variable', 1, 'up to 255 bytes'),
    encoding(0xb0, 'vbin32', 'variable', 4, 'up to 2³² − 1 bytes'),
  ),
  primitive(
    'string',
    '1.6.20',
    'Unicode text.',
    encoding(0xa1, 'str8-utf8', 'variable', 1, 'up to 255 bytes of UTF-8'),
    encoding(0xb1, 'str32-utf8', 'variable', 4, 'up to 2³² − 1 bytes of UTF-8'),
  ),
  primitive(
    'symbol',
    '1.6.21',
    'A name from an agreed set, in ASCII.',
    encoding(0xa3, 'sym8', 'variable', 1, 'up to 255 ASCII characters'),
    encoding(0xb3, 'sym32', 'variable', 4, 'up to 2³² − 1 ASCII characters'),
  ),
  primitive(
    'list',
    '1.6.22',
    'Values of any types in a row.',
    encoding(0x45, 'list0', 'fixed', 0, 'the empty list'),
    encoding(0xc0, 'list8', 'compound', 1, 'up to 255 elements in up to 255 bytes'),
    encoding(0xd0, 'list32', 'compound', 4, 'up to 2³² − 1 elements in up to 2³² − 1 bytes'),
  ),
  primitive(
    'map',
    '1.6.23',
    'Pairs of a key and a value; each key occurs once.',
    encoding(0xc1, 'map8', 'compound', 1, 'up to 255 keys and values in up to 255 bytes'),
    encoding(0xd1, 'map32', 'compound', 4, 'up to 2³² − 1 keys and values in up to 2³² − 1 bytes'),
  ),
  primitive(
    'array',
    '1.6.24',
    'Values of one type and one encoding in a row.',
    encoding(0xe0, 'array8', 'array', 1, 'up to 255 elements in up to 255 bytes'),
    encoding(0xf0, 'array32', 'array', 4, 'up to 2³² − 1 elements in up to 2³² − 1 bytes'),
  ),
];

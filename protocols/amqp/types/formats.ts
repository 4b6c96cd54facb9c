import { primitives } from '../definitions/primitives.ts';
import type { EncodingDefinition } from '../definitions/model.ts';
import type { PrimitiveName } from '../value.ts';

/** How the data of a format code is laid out, by its upper half (AMQP 1.0, 1.2): a number, so that tables of it are fast. */
export const layouts = {
  invalid: 0,
  fixed: 1,
  variable8: 2,
  variable32: 3,
  compound8: 4,
  compound32: 5,
  array8: 6,
  array32: 7,
} as const;

const byHighNibble: readonly number[] = [
  layouts.invalid,
  layouts.invalid,
  layouts.invalid,
  layouts.invalid,
  layouts.fixed,
  layouts.fixed,
  layouts.fixed,
  layouts.fixed,
  layouts.fixed,
  layouts.fixed,
  layouts.variable8,
  layouts.variable32,
  layouts.compound8,
  layouts.compound32,
  layouts.array8,
  layouts.array32,
];
const fixedWidths: readonly number[] = [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 0, 0, 0, 0, 0, 0];

/** The layout of each byte as a format code, known or not: unknown codes from 0x40 can be skipped by it. */
export const layoutOf = new Uint8Array(256);
/** Bytes of data of each fixed format code; 0 for all others. */
export const widthOf = new Uint8Array(256);
/** 1 where the specification defines the format code. */
export const isKnown = new Uint8Array(256);
/**
 * How known scalars with at most 255 bytes of data, which most values are, are read: the bytes of their data, or `sized` where
 * a byte tells them. `noShortScalar` for all else.
 */
export const shortScalar = new Uint8Array(256);
export const sized = 0x40;
export const noShortScalar = 0x80;

const names: PrimitiveName[] = new Array<PrimitiveName>(256).fill('null');
const encodings = new Map<number, EncodingDefinition>();

for (let code = 0; code < 256; code++) {
  layoutOf[code] = byHighNibble[code >> 4] ?? layouts.invalid;
  widthOf[code] = fixedWidths[code >> 4] ?? 0;
  shortScalar[code] = noShortScalar;
}
for (const type of primitives) {
  for (const encoding of type.encodings) {
    names[encoding.code] = type.name;
    encodings.set(encoding.code, encoding);
    isKnown[encoding.code] = 1;
    if (encoding.category === 'fixed') shortScalar[encoding.code] = encoding.width;
    else if (encoding.category === 'variable' && encoding.width === 1) shortScalar[encoding.code] = sized;
  }
}

/** The primitive type of a known format code; `null` for unknown ones. */
export function primitiveOf(code: number): PrimitiveName {
  return names[code] ?? 'null';
}

/** The definition of a known format code. */
export function encodingOf(code: number): EncodingDefinition | undefined {
  return encodings.get(code);
}

/** A format code as people write it: `0x52`. */
export function hexCode(code: number): string {
  return `0x${code.toString(16).padStart(2, '0')}`;
}

/** The format codes of a primitive type. */
export function codesOf(name: string): readonly number[] {
  return primitives.find((type) => type.name === name)?.encodings.map((encoding) => encoding.code) ?? [];
}

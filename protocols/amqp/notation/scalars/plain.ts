import type { PrimitiveName, Scalar } from '../../value.ts';

/** The primitive types that have no parts. */
export type ScalarName = Exclude<PrimitiveName, 'list' | 'map' | 'array'>;

export function isScalarName(name: PrimitiveName): name is ScalarName {
  return name !== 'list' && name !== 'map' && name !== 'array';
}

/** A scalar with the primitive type that its text means. */
export interface TypedScalar {
  readonly primitive: ScalarName;
  readonly value: Scalar;
}

const integerText = /^[-+]?(?:0[xX][0-9a-fA-F]+|0o[0-7]+|[0-9]+)$/;
const floatText = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinityText = /^([-+]?)\.(?:inf|Inf|INF)$/;

const least32 = -(2n ** 31n);
const most32 = 2n ** 31n - 1n;
const least64 = -(2n ** 63n);
const most64 = 2n ** 63n - 1n;
const mostUnsigned64 = 2n ** 64n - 1n;

/** Digits that are read: with more, a number is out of the range of everything, and takes long to read. */
const mostDigits = 400;
const beyondAll = 2n ** 2000n;

/** The integer that a text writes (decimal, `0x…` or `0o…`, with or without a sign), exactly but for those of more than 400 digits; undefined where it is none. */
export function parseInteger(text: string): bigint | undefined {
  if (!integerText.test(text)) return undefined;
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const value =
    digits.length > mostDigits && digits.replace(/^0[xo]/i, '').replace(/^0+/, '').length > mostDigits
      ? beyondAll
      : BigInt(digits);
  return negative ? -value : value;
}

/** The number that a text writes: an integer, a decimal fraction, `.inf`, `-.inf` or `.nan`; undefined where it is none. */
export function parseFloatText(text: string): number | undefined {
  const infinite = infinityText.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  if (floatText.test(text)) return Number(text);
  const integer = parseInteger(text);
  return integer === undefined ? undefined : Number(integer);
}

export function isNullText(text: string): boolean {
  return text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL';
}

export function parseBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return undefined;
}

/**
 * What an unquoted scalar means where any type may stand: null, boolean, int, long (ulong beyond it), double, else string.
 * Integers that no AMQP integer type can hold are strings here; the reader diagnoses them.
 */
export function plainScalar(text: string): TypedScalar {
  if (isNullText(text)) return { primitive: 'null', value: null };
  const truth = parseBoolean(text);
  if (truth !== undefined) return { primitive: 'boolean', value: truth };
  const integer = parseInteger(text);
  if (integer !== undefined) {
    if (integer >= least32 && integer <= most32) return { primitive: 'int', value: Number(integer) };
    if (integer >= least64 && integer <= most64) return { primitive: 'long', value: integer };
    if (integer > 0n && integer <= mostUnsigned64) return { primitive: 'ulong', value: integer };
    return { primitive: 'string', value: text };
  }
  const float = parseFloatText(text);
  return float === undefined ? { primitive: 'string', value: text } : { primitive: 'double', value: float };
}

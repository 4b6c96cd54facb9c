import { standardRegistry, type ChoiceDefinition } from '../../../amqp/definitions/index.ts';
import type { EncodeScalar } from '../../../amqp/encode/index.ts';
import { isScalarName, plainScalar } from '../../../amqp/notation/scalars/plain.ts';
import { integerRanges, isIntegerName, readScalarAs } from '../../../amqp/notation/scalars/typed.ts';
import type { PrimitiveName } from '../../../amqp/index.ts';
import { comparedName } from './log-value.ts';

type PlainValue = boolean | number | bigint | string;

/** A plain value where any type may stand: an integer is an int, or a long or ulong where that is too small. */
export function naturalScalar(value: PlainValue): EncodeScalar {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value === 'number' && !Number.isInteger(value)) return { type: 'double', value };
  const { primitive, value: natural } = plainScalar(BigInt(value).toString());
  return { type: primitive, value: natural };
}

/** A plain value as a primitive type, by the name of a choice where the type has them; undefined where it is none. */
export function scalarAs(
  primitive: PrimitiveName,
  value: PlainValue,
  choices: readonly ChoiceDefinition[] = [],
): EncodeScalar | undefined {
  if (!isScalarName(primitive)) return undefined;
  if (typeof value === 'number' || typeof value === 'bigint') {
    const made = numberAs(primitive, value);
    if (made !== undefined) return made;
  }
  if (primitive === 'boolean' && (typeof value === 'boolean' || value === 0 || value === 1))
    return { type: primitive, value: value === true || value === 1 };
  const text = String(value);
  const result = readScalarAs(primitive, choiceNamed(text, choices)?.value ?? text);
  return 'problem' in result ? undefined : { type: primitive, value: result.value };
}

/** Bytes of the types whose values a log may tell by their bits. */
const widths: Readonly<Partial<Record<PrimitiveName, number>>> = {
  decimal32: 4,
  decimal64: 8,
  decimal128: 16,
  uuid: 16,
};

/** A value of a named primitive type; undefined where there is no such type, or the value is none of it. */
export function typedScalar(type: string, value: PlainValue | Uint8Array): EncodeScalar | undefined {
  const definition = standardRegistry.byName(comparedName(type));
  if (definition?.kind !== 'primitive') return undefined;
  const { name } = definition;
  if (!(value instanceof Uint8Array)) return scalarAs(name, value);
  return isScalarName(name) && (name === 'binary' || widths[name] === value.length) ? { type: name, value } : undefined;
}

function numberAs(primitive: EncodeScalar['type'], value: number | bigint): EncodeScalar | undefined {
  if (primitive === 'float' || primitive === 'double') return { type: primitive, value: Number(value) };
  if (typeof value === 'number' && !Number.isInteger(value)) return undefined;
  const whole = BigInt(value);
  const isLong = primitive === 'timestamp';
  if (primitive === 'char')
    return whole >= 0n && whole <= 0xffffffffn ? { type: primitive, value: Number(whole) } : undefined;
  if (!isLong && !isIntegerName(primitive)) return undefined;
  const [least, most] = integerRanges[isLong ? 'long' : primitive];
  if (whole < least || whole > most) return undefined;
  return { type: primitive, value: isLong || primitive === 'ulong' || primitive === 'long' ? whole : Number(whole) };
}

function choiceNamed(text: string, choices: readonly ChoiceDefinition[]): ChoiceDefinition | undefined {
  if (choices.length === 0 || choices.some(({ value }) => value === text)) return undefined;
  const compared = comparedName(text);
  return choices.find(({ name, value }) => comparedName(name) === compared || comparedName(value) === compared);
}

import {
  compositeValue,
  encodeFrame,
  standardRegistry,
  type CompositeDefinition,
  type EncodeValue,
} from '../../protocols/amqp/index.ts';
import type { AmqpFailure } from './failure.ts';

/** Fields of a composite by their names. */
export type Fields = Readonly<Record<string, EncodeValue | undefined>>;

export const uint = (value: number): EncodeValue => ({ type: 'uint', value });
export const ushort = (value: number): EncodeValue => ({ type: 'ushort', value });
export const ubyte = (value: number): EncodeValue => ({ type: 'ubyte', value });
export const ulong = (value: number): EncodeValue => ({ type: 'ulong', value: BigInt(value) });
export const bool = (value: boolean): EncodeValue => ({ type: 'boolean', value });
export const text = (value: string): EncodeValue => ({ type: 'string', value });
export const symbol = (value: string): EncodeValue => ({ type: 'symbol', value });
export const binary = (value: Uint8Array): EncodeValue => ({ type: 'binary', value });
export const symbols = (values: readonly string[]): EncodeValue => ({
  type: 'array',
  items: values.map(symbol),
  element: { type: 'symbol' },
});
export const map = (items: readonly EncodeValue[]): EncodeValue => ({ type: 'map', items });

const definitions = new Map<string, CompositeDefinition>();
for (const type of standardRegistry.types)
  if (type.kind === 'composite' && !definitions.has(type.name)) definitions.set(type.name, type);

/** A composite of the specification, such as `source` or `accepted`. */
export function composite(name: string, fields: Fields = {}): EncodeValue {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`There is no composite ${name}.`);
  return compositeValue(definition, fields);
}

/** Bytes of an error's description, so that its frame fits into every client's (2.8.19). */
const mostDescription = 256;

/** An error of 2.8.14. */
export function errorValue({ condition, description }: AmqpFailure): EncodeValue {
  const bytes = Buffer.from(description);
  const short =
    bytes.length <= mostDescription
      ? description
      : `${new TextDecoder().decode(bytes.subarray(0, mostDescription - 6), { stream: true })}…`;
  return composite('error', { condition: symbol(condition), description: text(short) });
}

/** A frame with a performative, and for a transfer its part of the message. */
export function performative(channel: number, name: string, fields: Fields, payload?: Uint8Array): Uint8Array {
  const performativeValue = composite(name, fields);
  return encodeFrame(
    payload === undefined
      ? { channel, performative: performativeValue }
      : { channel, performative: performativeValue, payload },
  );
}

import type { CompositeDefinition } from '../definitions/index.ts';
import type { EncodeDescribed, EncodeValue } from './model.ts';

const nullValue: EncodeValue = { type: 'null', value: null };

/** A numeric descriptor as the encoder takes it. */
export function numericDescriptor(code: bigint): EncodeValue {
  return { type: 'ulong', value: code };
}

/** A symbolic descriptor as the encoder takes it. */
export function symbolicDescriptor(symbol: string): EncodeValue {
  return { type: 'symbol', value: symbol };
}

/**
 * A composite from its fields by name, with its numeric descriptor where it has one. Fields that are not given are null,
 * and left out at the end of the list (AMQP 1.0, 1.4); names that the type does not have are passed over.
 */
export function compositeValue(
  definition: CompositeDefinition,
  fields: Readonly<Record<string, EncodeValue | undefined>>,
): EncodeDescribed {
  const items = definition.fields.map((field) => fields[field.name] ?? nullValue);
  while (items.length > 0 && items.at(-1) === nullValue) items.pop();
  const { code, symbol } = definition.descriptor;
  return {
    type: 'described',
    descriptor: code === undefined ? symbolicDescriptor(symbol) : numericDescriptor(code),
    value: { type: 'list', items },
  };
}

import type { EncodeScalar, EncodeValue } from '../../encode/index.ts';
import type { PrimitiveName } from '../../value.ts';

export const nullValue: EncodeValue = { type: 'null', value: null };

export function isScalar(value: EncodeValue): value is EncodeScalar {
  return (
    value.type !== 'list' &&
    value.type !== 'map' &&
    value.type !== 'array' &&
    value.type !== 'described' &&
    value.type !== 'raw'
  );
}

export function isNull(value: EncodeValue): boolean {
  return value.type === 'null';
}

/** The primitive type that a value has on the wire, below its descriptors. */
export function primitiveOf(value: EncodeValue): PrimitiveName | undefined {
  if (value.type === 'described') return primitiveOf(value.value);
  return value.type === 'raw' ? undefined : value.type;
}

/** The descriptor of a described value where it is a usual one: a ulong or a symbol. */
export function descriptorOf(value: EncodeValue): bigint | string | undefined {
  if (value.type !== 'described' || !isScalar(value.descriptor)) return undefined;
  const descriptor = value.descriptor.value;
  return typeof descriptor === 'bigint' || typeof descriptor === 'string' ? descriptor : undefined;
}

/** `{ code }`, or nothing where the encoder is to choose. */
export function codeIf(code: number | undefined): { readonly code?: number } {
  return code === undefined ? {} : { code };
}

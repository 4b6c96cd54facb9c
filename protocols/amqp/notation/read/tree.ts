import type { PrimitiveName, Scalar } from '../../value.ts';

/** The constructor that all elements of an array share. */
export interface ElementConstructor {
  readonly primitive: PrimitiveName;
  /** Format code; the smallest that fits all elements where it is not given. */
  readonly code?: number;
  readonly descriptor?: WireValue;
}

/** A value as it is to stand on the wire: what the notation writes, with its type, and with its encoding where the text asks for one. */
export type WireValue =
  | { readonly kind: 'scalar'; readonly primitive: PrimitiveName; readonly value: Scalar; readonly code?: number }
  | { readonly kind: 'list'; readonly items: readonly WireValue[]; readonly code?: number }
  | { readonly kind: 'map'; readonly items: readonly WireValue[]; readonly code?: number }
  | { readonly kind: 'array'; readonly element: ElementConstructor; readonly items: readonly WireValue[]; readonly code?: number }
  | { readonly kind: 'described'; readonly descriptor: WireValue; readonly value: WireValue }
  /** Bytes that stand for a value as they are. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array };

export const nullValue: WireValue = { kind: 'scalar', primitive: 'null', value: null };

export function isNull(value: WireValue): boolean {
  return value.kind === 'scalar' && value.primitive === 'null';
}

/** The primitive type that a value has on the wire, below its descriptors. */
export function primitiveOf(value: WireValue): PrimitiveName | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.primitive;
    case 'list':
    case 'map':
    case 'array':
      return value.kind;
    case 'described':
      return primitiveOf(value.value);
    case 'raw':
      return undefined;
  }
}

/** The descriptor of a described value where it is a usual one: a ulong or a symbol. */
export function descriptorOf(value: WireValue): bigint | string | undefined {
  if (value.kind !== 'described' || value.descriptor.kind !== 'scalar') return undefined;
  const descriptor = value.descriptor.value;
  return typeof descriptor === 'bigint' || typeof descriptor === 'string' ? descriptor : undefined;
}

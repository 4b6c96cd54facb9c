import type { Presence } from '../inspect/node.ts';
import type { Issue } from '../text/index.ts';
import type { PrimitiveName, Scalar } from './value.ts';

/**
 * One node of a decoded AMQP value. Offsets are bytes within the unit. Every byte of a unit is covered by exactly one leaf
 * (or by the constructor bytes of a compound) or by a gap that an issue names.
 */
export interface ValueNode {
  /** The field's name in its composite (`container-id`), a list's index, or empty. */
  readonly name: string;
  /** The primitive type on the wire. */
  readonly primitive: PrimitiveName;
  /** The specification's type where it is known: a restricted or composite type's name (`handle`, `source`), else the primitive's. */
  readonly type: string;
  /** Format code; −1 where nothing is on the wire (`absent`, `default`), or in an array's elements, which share one. */
  readonly code: number;
  readonly start: number;
  readonly end: number;
  readonly presence: Presence;
  /** Scalars only; for compounds see `children`. A default's value stands here too. */
  readonly value?: Scalar;
  /** A described value's descriptor: its node, and the code or symbol. */
  readonly descriptor?: { readonly node: ValueNode; readonly value: bigint | string };
  /** Fields of a composite (absent ones included), elements of a list or array, keys and values of a map in turn. */
  readonly children: readonly ValueNode[];
  readonly issues?: readonly Issue[];
}

import type { Presence } from '../core/inspect/index.ts';
import type { Issue } from '../core/index.ts';
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
  /** The first byte and the byte after the last; both −1 where nothing is on the wire. In an array's elements, the data only. */
  readonly start: number;
  readonly end: number;
  readonly presence: Presence;
  /** Scalars only; for compounds see `children`. A default's value stands here too. */
  readonly value?: Scalar | undefined;
  /** A described value's descriptor: its node, and the code or symbol. */
  readonly descriptor?: { readonly node: ValueNode; readonly value: bigint | string } | undefined;
  /** Fields of a composite (absent ones included), elements of a list or array, keys and values of a map in turn. */
  readonly children: readonly ValueNode[];
  readonly issues?: readonly Issue[] | undefined;
  /** The format code that the data is written in: `code`, or for an array's elements the one that they share. */
  readonly format: number;
  /** The first byte of the data, after format code, size and count; −1 where nothing is on the wire. */
  readonly body: number;
  /** Bytes that belong to no value (`value` has them), as an issue says; the last child of a compound may be one. */
  readonly gap?: boolean;
  /** Size, count and contents contradict each other, so that the bytes cannot be made from the children. */
  readonly broken?: boolean;
}

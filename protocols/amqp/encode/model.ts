import type { PrimitiveName, Scalar } from '../value.ts';

/**
 * What the encoder takes: a tree that can name every legal encoding, and mistakes as well. Where it names none, the shortest
 * encoding of the type is written. Nothing is checked: what is asked for is written.
 */
export type EncodeValue = EncodeScalar | EncodeList | EncodeMap | EncodeArray | EncodeDescribed | EncodeRaw;

/** A value of one of the primitive types that have no parts. */
export interface EncodeScalar {
  readonly type: Exclude<PrimitiveName, 'list' | 'map' | 'array'>;
  /**
   * The value as the decoder gives it (see `Scalar`). For every type but null, bytes may stand instead: the data as it shall
   * be written, without format code and size. Numbers that do not fit keep their low bits.
   */
  readonly value: Scalar;
  /** The format code; the shortest that holds the value without it. */
  readonly code?: number;
}

/** A list. Trailing nulls are written: leave them out to save them. */
export interface EncodeList extends EncodeParts {
  readonly type: 'list';
}

/** A map: `items` are its keys and values in turn. */
export interface EncodeMap extends EncodeParts {
  readonly type: 'map';
}

interface EncodeParts {
  readonly items: readonly EncodeValue[];
  readonly code?: number;
  /** Size and count to write instead of the true ones. */
  readonly size?: number;
  readonly count?: number;
}

/** An array: one constructor, and the data of the elements. */
export interface EncodeArray {
  readonly type: 'array';
  /** The elements, without descriptors; their types are written as `element` says. */
  readonly items: readonly EncodeValue[];
  readonly element: {
    readonly type: PrimitiveName;
    /** The format code of all elements; the shortest that holds them all without it. */
    readonly code?: number;
    /** The descriptors that the elements share, the outermost first. */
    readonly descriptors?: readonly EncodeValue[];
  };
  readonly code?: number;
  readonly size?: number;
  readonly count?: number;
}

/** A value with a descriptor (AMQP 1.0, 1.1.2). */
export interface EncodeDescribed {
  readonly type: 'described';
  readonly descriptor: EncodeValue;
  readonly value: EncodeValue;
}

/** Bytes as they are: format code and all, or in an array the data alone. */
export interface EncodeRaw {
  readonly type: 'raw';
  readonly bytes: Uint8Array;
}

/** A frame to encode (AMQP 1.0, 2.3). */
export interface EncodeFrame {
  /** `amqp` where it is left out; a number writes that byte. */
  readonly type?: 'amqp' | 'sasl' | number;
  /** 0 where it is left out. */
  readonly channel?: number;
  /** The extended header, whose length is a multiple of four. */
  readonly extendedHeader?: Uint8Array;
  /** None makes a heartbeat. */
  readonly performative?: EncodeValue;
  readonly payload?: Uint8Array;
  /** Size and data offset to write instead of the true ones. */
  readonly size?: number;
  readonly doff?: number;
}

import type { EncodeValue } from '../../encode/index.ts';

/** A frame as a step describes it. */
export interface FramePlan {
  readonly kind: 'frame';
  /** Its performative's name; undefined for heartbeats and frames of other values. */
  readonly performative: string | undefined;
  /** 0 AMQP, 1 SASL (AMQP 1.0, 2.3.1, 5.3.1). */
  readonly frameType: number;
  readonly channel: number;
  /** Words of four bytes; what the header needs where it is undefined. */
  readonly doff: number | undefined;
  /** Bytes; the true size where it is undefined. */
  readonly size: number | undefined;
  readonly extendedHeader: Uint8Array;
  /** The performative, or other values in a row. */
  readonly body: readonly EncodeValue[];
  /** What follows: the sections of a message, or bytes. */
  readonly payload: readonly EncodeValue[];
}

export interface BytesPlan {
  readonly kind: 'header' | 'raw';
  readonly bytes: Uint8Array;
}

export interface SendPlan {
  readonly kind: 'send';
  readonly to: string;
  /** The message's sections. */
  readonly message: readonly EncodeValue[];
  readonly settled: boolean | undefined;
}

export interface ReceivePlan {
  readonly kind: 'receive';
  readonly from: string;
  readonly count: number;
  readonly settle: 'accept' | 'reject' | 'release' | 'modify';
}

/** Variables that are set from an answer; offsets are the chunk's. */
export interface SetPlan {
  readonly kind: 'set';
  readonly variables: readonly {
    readonly name: string;
    /** The path of a field, as filters have it. */
    readonly field: string;
    /** The performative of the frame that has it, where it is not the answer. */
    readonly of?: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/** What a step asks for. */
export type StepPlan = FramePlan | BytesPlan | SendPlan | ReceivePlan | SetPlan;

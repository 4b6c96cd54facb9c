import type { ValueNode } from '../../protocols/amqp/index.ts';
import { childOf, compositeOf, isTrue, numberOf, textOf, type ClientFrame } from './frame-check.ts';

/** Source or target of an attach (3.5.3, 3.5.4). */
export interface Terminus {
  readonly address: string | undefined;
  readonly durable: boolean;
  readonly expiryPolicy: string | undefined;
  readonly dynamic: boolean;
  readonly distributionMode: string | undefined;
  /** The default outcome's name. */
  readonly defaultOutcome: string | undefined;
  /** Undefined where all are allowed. */
  readonly outcomes: readonly string[] | undefined;
  readonly capabilities: readonly string[];
}

/** What a client's attach asks for (2.7.3). */
export interface AttachRequest {
  readonly name: string;
  readonly handle: number;
  /** The client sends on it. */
  readonly sends: boolean;
  readonly settledInAdvance: boolean;
  readonly sndSettleMode: number;
  readonly rcvSettleMode: number;
  readonly initialDeliveryCount: number | undefined;
  /** Undefined where it is missing, or of a type that is not known here. */
  readonly source: Terminus | undefined;
  readonly target: Terminus | undefined;
  /** The target is a coordinator (4.5.1). */
  readonly toCoordinator: boolean;
}

export function readAttach(frame: ClientFrame): AttachRequest {
  const target = compositeOf(frame, 'target');
  const sndSettleMode = numberOf(frame, 'snd-settle-mode') ?? 2;
  return {
    name: textOf(frame, 'name') ?? '',
    handle: numberOf(frame, 'handle') ?? 0,
    sends: !isTrue(frame, 'role'),
    settledInAdvance: sndSettleMode === 1,
    sndSettleMode,
    rcvSettleMode: numberOf(frame, 'rcv-settle-mode') ?? 0,
    initialDeliveryCount: numberOf(frame, 'initial-delivery-count'),
    source: readTerminus(compositeOf(frame, 'source'), 'source'),
    target: readTerminus(target, 'target'),
    toCoordinator: target?.type === 'coordinator',
  };
}

function readTerminus(node: ValueNode | undefined, type: string): Terminus | undefined {
  if (node?.type !== type) return undefined;
  const text = (name: string): string | undefined => {
    const value = childOf(node, name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const durable = childOf(node, 'durable')?.value;
  const outcomes = symbolsOf(childOf(node, 'outcomes'));
  return {
    address: text('address'),
    durable: typeof durable === 'number' && durable > 0,
    expiryPolicy: text('expiry-policy'),
    dynamic: childOf(node, 'dynamic')?.value === true,
    distributionMode: text('distribution-mode'),
    defaultOutcome: childOf(node, 'default-outcome')?.type,
    outcomes: outcomes.length === 0 ? undefined : outcomes,
    capabilities: symbolsOf(childOf(node, 'capabilities')),
  };
}

/** A field that is multiple holds one symbol or an array of them (1.4). */
function symbolsOf(node: ValueNode | undefined): readonly string[] {
  if (node === undefined) return [];
  const values = node.primitive === 'array' ? node.children.map((child) => child.value) : [node.value];
  return values.filter((value) => typeof value === 'string');
}

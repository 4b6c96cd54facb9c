import { clip, type Failure } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { choiceName } from '../inspect/index.ts';

/**
 * The failure that a unit reports: the error of a detach, an end or a close (AMQP 1.0, 2.8.14), a rejected delivery, also
 * within a transaction (3.4.3, 4.5.8), a log-in that did not succeed (5.3.3.6).
 */
export function failureOf(frame: DecodedFrame): Failure | undefined {
  switch (frame.performativeName) {
    case 'detach':
    case 'end':
    case 'close':
      return errorOf(frame.field('error'));
    case 'disposition':
    case 'transfer':
      return rejectionOf(frame.field('state'));
    case 'sasl-outcome':
      return outcomeOf(frame.field('code'));
    default:
      return undefined;
  }
}

function errorOf(node: ValueNode | undefined): Failure | undefined {
  if (node?.presence !== 'present') return undefined;
  const text = partOf(node, 'description');
  return { condition: clip(partOf(node, 'condition') ?? 'error'), ...(text === undefined ? {} : { text }) };
}

function rejectionOf(state: ValueNode | undefined): Failure | undefined {
  if (state?.presence !== 'present') return undefined;
  const part = (name: string): ValueNode | undefined => state.children.find((child) => child.name === name);
  if (state.type === 'transactional-state') return rejectionOf(part('outcome'));
  return state.type === 'rejected' ? (errorOf(part('error')) ?? { condition: 'rejected' }) : undefined;
}

function outcomeOf(code: ValueNode | undefined): Failure | undefined {
  if (code?.presence !== 'present' || code.value === 0) return undefined;
  return { condition: choiceName(code).replace(/[ ()]/g, '') || String(code.value) };
}

function partOf(node: ValueNode, name: string): string | undefined {
  const part = node.children.find((child) => child.name === name);
  return part?.presence === 'present' && typeof part.value === 'string' ? part.value : undefined;
}

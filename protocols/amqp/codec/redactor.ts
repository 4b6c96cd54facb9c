import { maskedBytes, withMasked, type Redactor, type SecretRange } from '../../core/index.ts';
import type { ValueNode } from '../node.ts';
import { AmqpUnit } from './open-unit.ts';
import { renamedFrame } from './rename.ts';

/** Masks values by their types, so that sizes and format codes stay as they are. */
export const amqpRedactor: Redactor = {
  redact(unit) {
    if (!(unit instanceof AmqpUnit)) throw new TypeError('The redactor of AMQP got a unit of another codec.');
    const secrets = unit.secrets();
    const { bytes } = unit.unit;
    if (secrets.length === 0) return bytes;
    const { frame } = unit;
    const roots = [...(frame.performative === undefined ? [] : [frame.performative]), ...frame.sections];
    const masked = new Uint8Array(bytes);
    for (const range of secrets) maskRange(masked, bytes, range, roots);
    return masked;
  },
  rename(unit, names) {
    if (!(unit instanceof AmqpUnit)) throw new TypeError('The redactor of AMQP got a unit of another codec.');
    const { bytes, kind } = unit.unit;
    if (kind === 'header' || kind === 'heartbeat') return bytes;
    const isWhole = unit.frame.performative !== undefined || unit.frame.sections.length > 0;
    return isWhole ? (renamedFrame(unit.frame, names) ?? bytes) : names.inBytes(bytes);
  },
};

/** What belongs to no value is masked as bytes. */
function maskRange(masked: Uint8Array, bytes: Uint8Array, [from, to]: SecretRange, roots: readonly ValueNode[]): void {
  let at = from;
  for (const root of roots) {
    if (root.start < 0 || root.end <= at || root.start >= to) continue;
    if (root.start > at) maskBytes(masked, bytes, at, root.start);
    maskNode(masked, bytes, root, from, to);
    at = root.end;
  }
  if (at < to) maskBytes(masked, bytes, at, to);
}

function maskBytes(masked: Uint8Array, bytes: Uint8Array, from: number, to: number): void {
  masked.set(maskedBytes(bytes.subarray(from, to)), from);
}

function maskNode(masked: Uint8Array, bytes: Uint8Array, root: ValueNode, from: number, to: number): void {
  // An own stack: the depth of a hostile unit's values must not be the depth of our calls.
  const open: ValueNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.start < 0 || node.end <= from || node.start >= to) continue;
    if (node.gap === true || node.broken === true) {
      const start = Math.max(node.start, from);
      maskBytes(masked, bytes, Math.max(start, valueStart(bytes, node.start, node.end)), Math.min(node.end, to));
    } else if (node.children.length > 0) for (const child of node.children) open.push(child);
    else maskLeaf(masked, bytes, node, Math.max(node.body, from), Math.min(node.end, to));
  }
}

function maskLeaf(masked: Uint8Array, bytes: Uint8Array, node: ValueNode, from: number, to: number): void {
  if (from >= to) return;
  const { primitive } = node;
  if (primitive === 'list' || primitive === 'map' || primitive === 'array') return;
  if (primitive === 'binary') maskBytes(masked, bytes, from, to);
  else if (primitive === 'string' || primitive === 'symbol')
    masked.set(withMasked(bytes.subarray(node.body, node.end), [[from - node.body, to - node.body]]), node.body);
  else masked.fill(0, from, to);
}

/**
 * Where the data of a section begins that its frame cuts off: behind its descriptor (AMQP 1.0, 3.2), and the format code and size of a text or
 * binary, so that the message is whole when its other frames follow. The section's start where it is none of these.
 */
function valueStart(bytes: Uint8Array, start: number, end: number): number {
  const [zero, code, , format = 0] = bytes.subarray(start, Math.min(start + 4, end));
  if (zero !== 0 || code !== 0x53) return start;
  const size = format >> 4 === 0xa ? 1 : format >> 4 === 0xb ? 4 : -1;
  return size < 0 ? start : Math.min(start + 4 + size, end);
}

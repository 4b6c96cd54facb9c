import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { AmqpNode, type DecodedFrame, type ValueNode } from '../../../../protocols/amqp/index.ts';
import type { Issue } from '../../../../protocols/core/index.ts';

/** The corpus of AMQP bytes, beside the project; tests that need it are left out where it is missing. */
export const corpus = fileURLToPath(new URL('../../../../../shared/corpus/amqp/', import.meta.url));
export const hasCorpus = existsSync(corpus);

export interface CorpusRecord {
  readonly id: string;
  readonly kind: string;
  readonly data: string;
  readonly expect: {
    readonly wellFormed: boolean;
    readonly values?: readonly {
      readonly offset: number;
      readonly size: number;
      readonly type: string;
      readonly value: unknown;
    }[];
    readonly units?: readonly (readonly [number, number, string, string | null])[];
    readonly sections?: readonly string[];
    readonly error?: { readonly offset: number; readonly code: string };
    readonly schema?: readonly { readonly unit: number; readonly offset: number; readonly code: string }[];
  };
}

/** The records of a corpus file of the given kinds; none where the corpus is missing. */
export function records(file: 'vectors' | 'fuzz', ...kinds: readonly string[]): CorpusRecord[] {
  if (!hasCorpus) return [];
  return readFileSync(`${corpus}${file}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusRecord)
    .filter((record) => kinds.includes(record.kind));
}

/** Bytes from hexadecimal text, spaces allowed. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
}

/** A frame of type AMQP on channel 0 (or another type) with this body. */
export function frame(body: string, type = 0): Uint8Array {
  const bytes = hex(body);
  const whole = new Uint8Array(8 + bytes.length);
  new DataView(whole.buffer).setUint32(0, whole.length);
  whole.set([2, type, 0, 0], 4);
  whole.set(bytes, 8);
  return whole;
}

/** The ids of findings without their prefix, but for hints. */
export function codes(issues: readonly Issue[]): string[] {
  return issues.filter((issue) => issue.severity !== 'hint').map((issue) => issue.code.replace('amqp/', ''));
}

/** The rules that tell whether bytes are sound, whatever their types mean. */
export const structural: ReadonlySet<string> = new Set(
  [
    'protocol-header',
    'garbage',
    'frame-size',
    'frame-too-large',
    'data-offset',
    'frame-type',
    'performative',
    'payload',
    'empty-sasl-frame',
    'format-code',
    'truncated-value',
    'compound-size',
    'compound-count',
    'boolean-byte',
    'char',
    'utf8',
    'symbol-ascii',
    'map-pairs',
    'map-duplicate-key',
    'unknown-section',
    'section-order',
    'duplicate-section',
    'body-kinds',
    'nesting-depth',
    'value-limit',
  ].map((name) => `amqp/${name}`),
);

/** Checks that the parts of a value tile it: each of its bytes is in one leaf, one gap or one constructor. */
export function expectTiled(node: ValueNode): void {
  expect(node.start).toBeLessThanOrEqual(node.body);
  expect(node.body).toBeLessThanOrEqual(node.end);
  if (node.descriptor !== undefined && node.code >= 0) {
    expect(node.descriptor.node.start).toBe(node.start + 1);
    expect(node.descriptor.node.end).toBeLessThanOrEqual(node.body);
    expectTiled(node.descriptor.node);
  }
  const children = node.children.filter((child) => child.start >= 0);
  if (children.length === 0) return;
  let at = node instanceof AmqpNode ? (node.elementConstructor?.end ?? node.body) : node.body;
  if (node.primitive === 'array' && children[0]?.gap === true && children.length === 1) at = children[0].start;
  for (const child of children) {
    expect(child.start).toBe(at);
    expectTiled(child);
    at = child.end;
  }
  expect(at).toBe(node.end);
}

/** Checks that a unit's bytes are all in its header, its performative, its sections or its gaps, in this order. */
export function expectCovered(unit: DecodedFrame): void {
  if (unit.kind === 'header') return;
  const nodes = [...(unit.performative === undefined ? unit.gaps.slice(0, 1) : [unit.performative]), ...unit.sections];
  let at = unit.kind === 'garbage' ? 0 : unit.bodyStart;
  for (const node of nodes) {
    expect(node.start).toBe(at);
    expectTiled(node);
    at = node.end;
  }
  expect(at).toBe(unit.bytes.length);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';
import { nodeAt, nodeById, nodeCovering, pathOf, pathText } from '../../../../protocols/core/inspect/index.ts';

function node(
  id: string,
  label: string,
  range: readonly [number, number] | undefined,
  children: readonly InspectNode[] = [],
): InspectNode {
  return { id, label, children, ...(range === undefined ? {} : { range }) };
}

const frame = node(
  '0',
  'transfer',
  [0, 20],
  [
    node('0.0', 'header', [0, 8], [node('0.0.0', 'size', [0, 4]), node('0.0.1', 'doff', [4, 5])]),
    node('0.1', 'performative', undefined, [
      node('0.1.0', 'handle', [11, 12]),
      node('0.1.1', 'rcv-settle-mode', undefined),
      node('0.1.2', 'list', [12, 20], [node('0.1.2.0', '0', [14, 17])]),
    ]),
  ],
);

describe('nodeAt', () => {
  it('finds the innermost node', () => {
    expect(nodeAt(frame, 4)?.label).toBe('doff');
    expect(nodeAt(frame, 14)?.id).toBe('0.1.2.0');
  });

  it('falls back to the parent for bytes between its children', () => {
    expect(nodeAt(frame, 6)?.label).toBe('header');
    expect(nodeAt(frame, 9)?.label).toBe('transfer');
  });

  it('looks through nodes that have no range', () => {
    expect(nodeAt(frame, 11)?.label).toBe('handle');
  });

  it('takes the end of a range as outside', () => {
    expect(nodeAt(frame, 20)).toBeUndefined();
    expect(nodeAt(frame, -1)).toBeUndefined();
    expect(nodeAt(frame, 17)?.id).toBe('0.1.2');
  });

  it('never finds an empty node, for it covers no byte', () => {
    const empty = node('0', 'list', [0, 4], [node('0.0', 'gap', [2, 2])]);
    expect(nodeAt(empty, 2)?.id).toBe('0');
  });

  it('stands a tree as deep as a hostile unit can make it', () => {
    let deep = node('x', 'leaf', [0, 1]);
    for (let i = 0; i < 100_000; i++) deep = node(`n${i}`, 'list', [0, 2], [deep]);
    expect(nodeAt(deep, 0)?.label).toBe('leaf');
  });
});

describe('nodeCovering', () => {
  it('finds the smallest node that holds the whole selection', () => {
    expect(nodeCovering(frame, 4, 6)?.label).toBe('header');
    expect(nodeCovering(frame, 15, 16)?.id).toBe('0.1.2.0');
    expect(nodeCovering(frame, 3, 12)?.id).toBe('0');
  });

  it('takes an empty selection for the byte where it starts', () => {
    expect(nodeCovering(frame, 11, 11)?.label).toBe('handle');
  });

  it('finds nothing when the selection leaves the unit', () => {
    expect(nodeCovering(frame, 15, 21)).toBeUndefined();
  });

  it('always answers with a node that holds the selection', () => {
    fc.assert(
      fc.property(fc.nat(19), fc.nat(19), (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a + 1];
        const range = nodeCovering(frame, start, end)?.range;
        expect(range![0]).toBeLessThanOrEqual(start);
        expect(range![1]).toBeGreaterThanOrEqual(end);
      }),
    );
  });
});

describe('pathOf', () => {
  it('lists the nodes from the root', () => {
    expect(pathOf(frame, '0.1.2.0').map((n) => n.label)).toEqual(['transfer', 'performative', 'list', '0']);
    expect(pathOf(frame, '0').map((n) => n.label)).toEqual(['transfer']);
  });

  it('is empty for an id that is not there', () => {
    expect(pathOf(frame, '0.7')).toEqual([]);
    expect(pathOf(frame, '0.1.2.0.0')).toEqual([]);
    expect(pathOf(frame, '1')).toEqual([]);
  });

  it('tells child 1 from child 11', () => {
    const many = node(
      '0',
      'list',
      [0, 12],
      Array.from({ length: 12 }, (_, i) => node(`0.${i}`, `${i}`, [i, i + 1])),
    );
    expect(nodeById(many, '0.11')?.label).toBe('11');
    expect(nodeById(many, '0.12')).toBeUndefined();
  });
});

describe('pathText', () => {
  it('writes fields with dots and items in brackets', () => {
    expect(pathText(frame, '0.1.2.0')).toBe('performative.list[0]');
    expect(pathText(frame, '0.0.0')).toBe('header.size');
  });

  it('names the root by itself, and an unknown node by nothing', () => {
    expect(pathText(frame, '0')).toBe('transfer');
    expect(pathText(frame, '0.9')).toBe('');
  });
});

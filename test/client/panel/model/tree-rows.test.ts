import { describe, expect, it } from 'vitest';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';
import { Expansion, treeRows } from '../../../../client/panel/model/tree-rows.ts';

function tree(id: string, breadth: number, depth: number): InspectNode {
  return {
    id,
    label: id,
    children: depth === 0 ? [] : Array.from({ length: breadth }, (_, i) => tree(`${id}.${i}`, breadth, depth - 1)),
  };
}

const ids = (root: InspectNode, expansion: Expansion): string =>
  treeRows(root, expansion)
    .map(({ node }) => node.id)
    .join(' ');

describe('the lines of a tree', () => {
  it('are all nodes of a small one, in the order of reading', () => {
    const root = tree('0', 2, 2);
    expect(ids(root, new Expansion(root))).toBe('0 0.0 0.0.0 0.0.1 0.1 0.1.0 0.1.1');
  });

  it('say where each stands', () => {
    const root = tree('0', 2, 1);
    expect(
      treeRows(root, new Expansion(root)).map(({ level, position, siblings, parent, expanded }) => [
        level,
        position,
        siblings,
        parent,
        expanded,
      ]),
    ).toEqual([
      [1, 1, 1, -1, true],
      [2, 1, 2, 0, undefined],
      [2, 2, 2, 0, undefined],
    ]);
  });

  it('leave out the children of closed nodes', () => {
    const root = tree('0', 2, 2);
    const expansion = new Expansion(root);
    expansion.set('0.0', false);
    expect(ids(root, expansion)).toBe('0 0.0 0.1 0.1.0 0.1.1');
    expansion.set('0.0', true);
    expect(ids(root, expansion)).toContain('0.0.1');
  });

  it('leave out what only a few look for, until it is opened', () => {
    const root: InspectNode = {
      ...tree('0', 0, 0),
      children: [{ ...tree('0.0', 2, 1), quiet: true }, tree('0.1', 0, 0)],
    };
    const expansion = new Expansion(root);
    expect(ids(root, expansion)).toBe('0 0.0 0.1');
    expansion.set('0.0', true);
    expect(ids(root, expansion)).toBe('0 0.0 0.0.0 0.0.1 0.1');
  });

  it('are the first levels of a large one', () => {
    const root = tree('0', 10, 3);
    expect(treeRows(root, new Expansion(root)).map(({ level }) => level)).not.toContain(4);
    expect(treeRows(root, new Expansion(root))).toHaveLength(1 + 10 + 100);
  });

  it('stand a unit that nests as deeply as a hostile peer likes', () => {
    let root: InspectNode = { id: 'leaf', label: 'leaf', children: [] };
    for (let i = 0; i < 50_000; i++) root = { id: `${i}`, label: 'list', children: [root] };
    const expansion = new Expansion(root);
    for (let i = 0; i < 50_000; i++) expansion.set(`${i}`, true);
    expect(treeRows(root, expansion)).toHaveLength(50_001);
  });
});

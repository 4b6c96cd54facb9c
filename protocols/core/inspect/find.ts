import type { InspectNode } from './node.ts';

/**
 * The innermost node that covers a byte of the unit. Where nodes overlap, the later one wins when it is narrower.
 * @param byteOffset counts from the unit's first byte.
 * @returns undefined where no node's range holds the byte.
 */
export function nodeAt(root: InspectNode, byteOffset: number): InspectNode | undefined {
  return nodeCovering(root, byteOffset, byteOffset + 1);
}

/**
 * The innermost node whose range holds all the bytes from `start` to before `end`: what a selection of bytes means.
 * An empty selection stands for the byte at `start`.
 */
export function nodeCovering(root: InspectNode, start: number, end: number): InspectNode | undefined {
  const last = Math.max(end, start + 1);
  let found: InspectNode | undefined;
  // An own stack: the depth of a hostile unit's tree must not be the depth of our calls.
  const open: InspectNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.range !== undefined) {
      if (start < node.range[0] || last > node.range[1]) continue;
      if (found?.range === undefined || width(node.range) <= width(found.range)) found = node;
    }
    // A node without a range (a heading, an absent field) says nothing about its children.
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined) open.push(child);
    }
  }
  return found;
}

function width(range: readonly [number, number]): number {
  return range[1] - range[0];
}

/** The node with this id, or undefined. Ids are found by descent, not by search. */
export function nodeById(root: InspectNode, id: string): InspectNode | undefined {
  return pathOf(root, id).at(-1);
}

/**
 * The nodes from the root to the one with this id, both included.
 * @returns empty when the tree has no such node.
 */
export function pathOf(root: InspectNode, id: string): readonly InspectNode[] {
  if (root.id === id) return [root];
  const path: InspectNode[] = [root];
  let node: InspectNode = root;
  for (;;) {
    const next = node.children.find((child) => child.id === id || id.startsWith(`${child.id}.`));
    if (next === undefined) return [];
    path.push(next);
    if (next.id === id) return path;
    node = next;
  }
}

/** The labels from below the root to the node, joined as people write a path: `transfer.delivery-id`, `items[2].name`. */
export function pathText(root: InspectNode, id: string): string {
  const [first, ...rest] = pathOf(root, id);
  if (first === undefined) return '';
  if (rest.length === 0) return first.label;
  return rest.reduce((text, node) => {
    if (/^\[?\d+\]?$/.test(node.label)) return `${text}[${node.label.replace(/[[\]]/g, '')}]`;
    return text === '' ? node.label : `${text}.${node.label}`;
  }, '');
}

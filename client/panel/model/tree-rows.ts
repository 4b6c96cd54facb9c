import type { InspectNode } from '../../../protocols/core/inspect/index.ts';

/** A visible line of the tree. */
export interface TreeRow {
  readonly node: InspectNode;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  readonly expanded: boolean | undefined;
  /** Place among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Row number of the parent; −1 for the root. */
  readonly parent: number;
}

/** A unit with more nodes than this opens with its first levels only. */
const openWhole = 200;
const openLevels = 2;

/** Which nodes are open: what the user chose, else what suits the tree's size. */
export class Expansion {
  readonly #chosen = new Map<string, boolean>();
  readonly #whole: boolean;

  constructor(root: InspectNode) {
    this.#whole = hasAtMost(root, openWhole);
  }

  isOpen(node: InspectNode, level: number): boolean {
    return this.#chosen.get(node.id) ?? (node.quiet !== true && (this.#whole || level <= openLevels));
  }

  set(id: string, open: boolean): void {
    this.#chosen.set(id, open);
  }
}

/** The visible lines, from the root down, closed nodes' children left out. */
export function treeRows(root: InspectNode, expansion: Expansion): TreeRow[] {
  const rows: TreeRow[] = [];
  // An own stack, for hostile units nest deeply.
  const open: Omit<TreeRow, 'expanded'>[] = [{ node: root, level: 1, position: 1, siblings: 1, parent: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, level } = next;
    const expanded = node.children.length === 0 ? undefined : expansion.isOpen(node, level);
    const parent = rows.push({ ...next, expanded }) - 1;
    if (expanded !== true) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined)
        open.push({ node: child, level: level + 1, position: i + 1, siblings: node.children.length, parent });
    }
  }
  return rows;
}

function hasAtMost(root: InspectNode, limit: number): boolean {
  const open: InspectNode[] = [root];
  for (let count = 0; count < limit; count++) {
    const node = open.pop();
    if (node === undefined) return true;
    open.push(...node.children.slice(0, limit));
  }
  return open.length === 0;
}

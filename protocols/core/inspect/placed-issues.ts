import type { Issue } from '../issue.ts';
import { severities, type Severity } from '../severity.ts';
import { nodeCovering } from './find.ts';
import type { InspectNode } from './node.ts';

/** Findings at the nodes that they are about: each stands at the innermost node that holds its bytes. */
export class PlacedIssues {
  readonly #byNode = new Map<string, Issue[]>();

  constructor(root: InspectNode, issues: readonly Issue[]) {
    for (const issue of issues) {
      const { id } = nodeCovering(root, issue.offset, issue.offset + issue.length) ?? root;
      this.#byNode.set(id, [...(this.#byNode.get(id) ?? []), issue]);
    }
  }

  /** The findings of a node itself. */
  at(id: string): readonly Issue[] {
    return this.#byNode.get(id) ?? [];
  }

  /** The gravest finding of a node. @param below counts its descendants' as well, for a node that hides them. */
  gravest(id: string, below: boolean): Severity | undefined {
    const found = new Set(this.at(id).map(({ severity }) => severity));
    if (below)
      for (const [other, issues] of this.#byNode)
        if (other.startsWith(`${id}.`)) for (const { severity } of issues) found.add(severity);
    return severities.find((severity) => found.has(severity));
  }
}

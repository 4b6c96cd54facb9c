import type { InspectNode, PlacedIssues } from '../../protocols/core/inspect/index.ts';

/** What the Inspector shows. */
export interface Inspected {
  readonly root: InspectNode;
  /** The findings, by node. */
  readonly issues: PlacedIssues;
  /** One line above the tree: `#42 received on romeo`, `From stanzas.xmpp, as it would be sent`. */
  readonly title: string;
  /** The unit's number in the store; undefined for what stands in an editor. */
  readonly seq?: number;
  /** Where it stands in an editor: the document's address and a UTF-16 offset in it; undefined for a recorded unit. */
  readonly place?: { readonly document: string; readonly offset: number };
  /** Whether secrets in it are replaced. */
  readonly masked: boolean;
}

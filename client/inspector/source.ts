import type { InspectNode } from '../../protocols/inspect/index.ts';

/** What the Inspector shows. */
export interface Inspected {
  readonly root: InspectNode;
  /** One line above the tree: `#42 received on romeo`, `From stanzas.xmpp, as it would be sent`. */
  readonly title: string;
  /** The unit's number in the store; undefined for what stands in an editor. */
  readonly seq?: number;
  /** Whether secrets in it are replaced. */
  readonly masked: boolean;
}

import type { Refusal } from '../errors.ts';
import type { NodeConfig, PubSubNode } from './node.ts';

/** The nodes of the service, as the requests see them. */
export interface NodeStore {
  readonly defaults: NodeConfig;
  find(id: string): PubSubNode | undefined;
  all(): Iterable<PubSubNode>;
  /** Makes a node; without an id an instant node (XEP-0060, 8.1.1). */
  create(id: string | undefined, owner: string, config: NodeConfig): PubSubNode | Refusal;
  remove(node: PubSubNode): void;
}

import type { Owner } from './owner.ts';

/** A container with more nodes than this has to give some up before smaller ones do. */
const modest = 25;

/**
 * Of the containers at the address that has the most, the one that has the most itself; `weight` says how much one has.
 * Undefined if none has anything. A client may have many container-ids, so the address counts first.
 */
export function heaviest(owners: Iterable<Owner>, weight: (owner: Owner) => number): Owner | undefined {
  const sums = new Map<string, number>();
  const all = [...owners].filter((owner) => weight(owner) > 0);
  for (const owner of all) sums.set(owner.address, (sums.get(owner.address) ?? 0) + weight(owner));
  const most = Math.max(...sums.values());
  return all
    .filter((owner) => sums.get(owner.address) === most)
    .reduce<Owner | undefined>((a, b) => (a !== undefined && weight(a) >= weight(b) ? a : b), undefined);
}

/** A queue, a topic or a durable subscription. */
interface Removable {
  /** Links use it. */
  readonly inUse: boolean;
}

/**
 * What makes room for another when all are taken: the oldest without links of the container that has the
 * most, or the oldest at all; else one that is in use, of the container that has the most. Undefined if that is the one that
 * asks.
 *
 * @param nodes all that may go, the oldest first
 */
export function nodeToGo<T extends Removable>(
  nodes: readonly T[],
  makerOf: (node: T) => Owner | undefined,
  asking: Owner | undefined,
): T | undefined {
  const owners = new Set(nodes.flatMap((node) => makerOf(node) ?? []));
  const greedy = heaviest(owners, (owner) => owner.nodes);
  const own = nodes.filter((node) => makerOf(node) === greedy);
  const unused = own.find((node) => !node.inUse);
  const used = greedy !== undefined && greedy !== asking && greedy.nodes > (asking?.nodes ?? 0) ? own[0] : undefined;
  if (greedy !== undefined && greedy.nodes > modest) return unused ?? used ?? nodes.find((node) => !node.inUse);
  return unused ?? nodes.find((node) => !node.inUse) ?? used;
}

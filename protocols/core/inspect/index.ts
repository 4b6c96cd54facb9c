export type { InspectNode, Presence } from './node.ts';
export type { Direction, TrafficRow } from './row.ts';
export { nodeAt, nodeById, nodeCovering, pathOf, pathText } from './find.ts';

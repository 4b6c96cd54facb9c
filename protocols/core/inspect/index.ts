export type { InspectNode, Presence } from './node.ts';
export { sortKeys, type SortKey, type RowGroup, type TrafficRow } from './row.ts';
export { PlacedIssues } from './placed-issues.ts';
export { nodeAt, nodeById, nodeCovering, pathOf, pathText } from './find.ts';
export type { TextLine, Token, TokenKind } from './tokens.ts';

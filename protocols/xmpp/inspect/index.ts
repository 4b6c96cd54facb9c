export type { Declarations } from '../parser/header.ts';
export { issuesXmpp } from './issues.ts';
export { secretRangesXmpp } from './secret-ranges.ts';
export { summarizeXmpp, type XmppSummary } from './summary.ts';
export { inspectXmpp } from './tree.ts';
export type { UnitContext } from './unit.ts';

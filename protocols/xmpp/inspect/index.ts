export { unitBodies } from './bodies.ts';
export { isTorn, unitSecrets } from './secret-ranges.ts';
export { summarizeUnit, type UnitSummary } from './summary.ts';
export { unitTree } from './tree.ts';
export { parseUnit, type ParsedUnit } from './unit.ts';

export { isProtonTrace, readProtonTrace, type ProtonTrace, type TraceProblem, type TracedUnit } from './proton.ts';

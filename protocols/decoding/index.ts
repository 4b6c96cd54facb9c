export { DecodedUnit } from './decoded-unit.ts';
export { UnitDecoder } from './unit-decoder.ts';
export { leftOutAtOnce, UnitQueue } from './unit-queue.ts';
export { leftOutText, Tally } from './tally.ts';

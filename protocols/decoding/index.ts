export { DecodedFacts, type ConnectionNames } from './decoded-facts.ts';
export { DecodedUnit } from './decoded-unit.ts';
export { Exchanges } from './exchanges.ts';
export { UnitDecoder } from './unit-decoder.ts';
export { leftOutAtOnce, UnitQueue } from './unit-queue.ts';
export { leftOutText, Tally } from './tally.ts';

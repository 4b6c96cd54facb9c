import type { UnitFacts } from './facts.ts';

/** What it takes to look at a unit, from little to much. */
export const costs = {
  record: 0,
  text: 1,
  conversation: 2,
  bytes: 3,
  fields: 4,
  named: 5,
  open: 6,
  xml: 7,
  findings: 8,
} as const;

/** A part of a filter as a predicate. */
export interface Test {
  readonly cost: number;
  /** It depends on what answers a unit. */
  readonly answers: boolean;
  /** The units that it compares with. */
  readonly units: readonly number[];
  readonly matches: (unit: UnitFacts) => boolean;
}

export function testOf(cost: number, matches: Test['matches']): Test {
  return { cost, answers: false, units: [], matches };
}

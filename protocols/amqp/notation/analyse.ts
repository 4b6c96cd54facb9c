import type { Registry } from '../definitions/registry.ts';
import type { Environment } from './environment.ts';
import type { Finding, Place } from './read/context.ts';
import type { StepPlan } from './read/plan.ts';
import { readStep } from './read/step.ts';
import type { SourceNode } from './source/node.ts';

/** What one step says, and what is wrong with it. Offsets are those of the step's chunk. */
export interface StepAnalysis {
  readonly plan: StepPlan | undefined;
  readonly findings: readonly Finding[];
  readonly places: readonly Place[];
}

/** Reads a step against a registry, with the values of an environment. */
export function analyseStep(node: SourceNode, registry: Registry, environment: Environment): StepAnalysis {
  const findings: Finding[] = [];
  const places: Place[] = [];
  const plan = readStep(node, {
    registry,
    resolve: environment.lookup,
    variableProblem: environment.problem,
    report: (finding) => findings.push(finding),
    place: (place) => places.push(place),
  });
  return { plan, findings, places };
}

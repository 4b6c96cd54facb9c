import type { Registry } from '../definitions/registry.ts';
import type { Environment } from './environment.ts';
import type { Finding, Place } from './read/context.ts';
import type { StepPlan } from './read/plan.ts';
import { readStep } from './read/step.ts';
import { readValue } from './read/value.ts';
import type { SourceNode } from './source/node.ts';

/** What one step says, and what is wrong with it. Offsets are those of the step's chunk. */
export interface StepAnalysis {
  readonly plan: StepPlan | undefined;
  readonly findings: readonly Finding[];
  /** Values that are not known yet stand in it: what it will be sent as cannot be judged. */
  readonly uncertain: boolean;
}

/** Reads a step against a registry, with the values of an environment. */
export function analyseStep(node: SourceNode, registry: Registry, environment: Environment): StepAnalysis {
  const findings: Finding[] = [];
  let uncertain = false;
  const plan = readStep(node, {
    registry,
    readValue,
    resolve: environment.lookup,
    variableProblem: environment.problem,
    report: (finding) => findings.push(finding),
    place: () => undefined,
    unknown: () => {
      uncertain = true;
    },
  });
  return { plan, findings, uncertain };
}

/** The places of a step that completion and hover can say something about; offsets as in its analysis. */
export function placesOf(node: SourceNode, registry: Registry, environment: Environment): readonly Place[] {
  const places: Place[] = [];
  readStep(node, {
    registry,
    readValue,
    resolve: environment.lookup,
    variableProblem: () => undefined,
    report: () => undefined,
    place: (place) => places.push(place),
    unknown: () => undefined,
  });
  return places;
}

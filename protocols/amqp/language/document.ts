import type { LanguageContext } from '../../core/index.ts';
import type { Registry } from '../definitions/registry.ts';
import { analyseStep } from '../notation/analyse.ts';
import type { StepAnalysis } from '../notation/analyse.ts';
import { editingEnvironment } from '../notation/environment.ts';
import type { Environment } from '../notation/environment.ts';
import { environmentAt, setsOf, variablesIn } from '../notation/sets.ts';
import { parseSource } from '../notation/source/document.ts';
import type { SourceDocument, SourceStep } from '../notation/source/document.ts';
import type { SourceNode } from '../notation/source/node.ts';

/** A step with what is known about it. */
export interface AnalysedStep extends StepAnalysis {
  readonly step: SourceStep;
}

/** An `.amqp.yaml` file, parsed and checked. */
export interface AmqpDocument {
  readonly text: string;
  readonly context: LanguageContext;
  readonly registry: Registry;
  readonly source: SourceDocument;
  readonly environment: Environment;
  readonly steps: readonly AnalysedStep[];
}

/** Parses and checks a text. Of `previous`, whatever steps are unchanged is taken over, where the environment is the same. */
export function parseDocument(
  text: string,
  context: LanguageContext,
  registry: Registry,
  previous?: AmqpDocument,
): AmqpDocument {
  const source = parseSource(text, previous?.source);
  const environment = editingEnvironment(source, context.variables);
  const known = new Map<SourceNode, StepAnalysis>();
  if (previous?.registry === registry && previous.environment.key === environment.key) {
    for (const { step, ...analysis } of previous.steps) known.set(step.node, analysis);
  }
  const sets = setsOf(source);
  const hadSets = previous !== undefined && setsOf(previous.source).all.length > 0;
  // Where steps set variables, what a variable means depends on where it stands.
  const moves = sets.all.length > 0 || hadSets;
  const steps = source.steps.map((step, index) => {
    const kept = moves && variablesIn(step.node).length > 0 ? undefined : known.get(step.node);
    return { step, ...(kept ?? analyseStep(step.node, registry, environmentAt(environment, sets, index))) };
  });
  return { text, context, registry, source, environment, steps };
}

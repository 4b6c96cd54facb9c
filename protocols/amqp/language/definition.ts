import type { TextRange } from '../../core/index.ts';
import { setsOf, variablesIn } from '../notation/sets.ts';
import type { AmqpDocument } from './document.ts';

/** Where the variable at an offset is set or given in the file; undefined where it has its value from elsewhere. */
export function definitionAt({ source }: AmqpDocument, offset: number): TextRange | undefined {
  const index = source.steps.findIndex(({ start, end }) => start <= offset && offset <= end);
  const step = source.steps[index];
  if (step === undefined) return undefined;
  const at = offset - step.base;
  const variable = variablesIn(step.node).find(({ start, end }) => start <= at && at <= end);
  if (variable === undefined || variable.dynamic) return undefined;
  const found =
    setsOf(source).above(variable.name, index) ??
    source.variables.find(({ name }) => name === variable.name) ??
    setsOf(source).below(variable.name, index);
  return found && { start: found.start, end: found.end };
}

import { missingValue, variableProblem } from '../../core/index.ts';
import type { Variable, VariableLookup } from '../../core/index.ts';
import type { SourceDocument } from './source/document.ts';
import { resolveScalar } from './source/resolve.ts';

/** Where a file's variables get their values: the chosen environment goes before the file's own `vars:`. */
export interface Environment {
  readonly lookup: VariableLookup;
  readonly problem: (variable: Variable) => string | undefined;
  /** The same for environments that give the same values. */
  readonly key: string;
}

/** The values that `vars:` of a file gives; `lookup` fills in variables within them. */
export function fileVariables(source: SourceDocument, lookup: VariableLookup): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of source.variables) {
    if (value === undefined || values.has(name)) continue;
    const resolved = resolveScalar(value, lookup);
    if (resolved.known) values.set(name, resolved.text);
  }
  return values;
}

/**
 * What can be known of variables while a file is edited: dynamic ones have no value yet. `variables` undefined means that
 * no environment is known: nothing is then said about unknown names.
 */
export function editingEnvironment(
  source: SourceDocument,
  variables: ReadonlyMap<string, string> | undefined,
): Environment {
  const chosen = (variable: Variable): string | undefined =>
    variable.dynamic ? undefined : variables?.get(variable.name);
  const own = fileVariables(source, chosen);
  const names = new Map<string, string>(source.variables.map(({ name }) => [name, '']));
  for (const [name, value] of variables ?? []) names.set(name, value);
  const known = variables === undefined ? undefined : names;
  return {
    lookup: (variable) => chosen(variable) ?? (variable.dynamic ? undefined : own.get(variable.name)),
    problem: (variable) => variableProblem(variable, known),
    key: JSON.stringify([known === undefined, [...names], [...own]]),
  };
}

/** Values when something is sent: `resolve` first, then the file's `own`. */
export function sendingEnvironment(
  source: SourceDocument,
  resolve: VariableLookup,
  own: ReadonlyMap<string, string> = fileVariables(source, resolve),
): Environment {
  const defined = new Set(source.variables.map(({ name }) => name));
  const lookup: VariableLookup = (variable) =>
    resolve(variable) ?? (variable.dynamic ? undefined : own.get(variable.name));
  return {
    lookup,
    problem: (variable) => {
      if (variable.problem !== undefined) return variable.problem;
      if (variable.dynamic) {
        return ['$env', '$prompt'].includes(variable.name) && resolve(variable) === undefined
          ? missingValue(variable)
          : undefined;
      }
      if (defined.has(variable.name)) return undefined;
      return resolve(variable) === undefined ? variableProblem(variable, own) : undefined;
    },
    key: '',
  };
}

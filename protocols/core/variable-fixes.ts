import { closest } from './closest.ts';
import { dynamicVariables, isVariableName, type Variable } from './variables.ts';

/**
 * What could stand in the place of a variable that is malformed or unknown, the best first: whole texts with their braces.
 * `known` are the names that have values; those alike come first.
 */
export function variableReplacements(variable: Variable, known: Iterable<string>): readonly string[] {
  const names = [...known];
  const { name, args, dynamic, problem } = variable;
  if (dynamic) return dynamicReplacements(name, args);
  const near = closest(name, names);
  const found = near === undefined ? [] : [braced(near)];
  if (problem === undefined) return found;
  if (isVariableName(name))
    return names.includes(name) || near === undefined ? [braced(name), ...found] : [...found, braced(name)];
  const mended = mendedName(name);
  return name === '' ? names.slice(0, 3).map(braced) : [...found, ...(mended === undefined ? [] : [braced(mended)])];
}

function dynamicReplacements(name: string, args: readonly string[]): readonly string[] {
  const known = dynamicVariables.find((each) => each.name === name);
  if (known === undefined) {
    const near = closest(
      name,
      dynamicVariables.map((each) => each.name),
    );
    return dynamicVariables.filter((each) => each.name === near).map(({ usage }) => usage);
  }
  if (known.parameters.length === 0) return [braced(name)];
  const numbers = args.filter((each) => /^-?\d{1,15}$/.test(each)).sort((a, b) => Number(a) - Number(b));
  if (name === '$randomInt' && numbers.length >= 2)
    return [braced(`${name} ${numbers[0] ?? ''} ${numbers.at(-1) ?? ''}`)];
  if (name === '$env' && args[0] !== undefined) return [braced(`${name} ${args[0]}`)];
  return [known.usage];
}

/** A name with what no name may hold left out; undefined where nothing remains. */
export function mendedName(name: string): string | undefined {
  const mended = name
    .trim()
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[^A-Za-z_]+/, (start) => (/\d/.test(start) ? `_${start}` : ''));
  return isVariableName(mended) ? mended : undefined;
}

function braced(inner: string): string {
  return `{{${inner}}}`;
}

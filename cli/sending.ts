import {
  LineIndex,
  variableLookup,
  type LanguageContext,
  type Problem,
  type VariableLookup,
} from '../protocols/core/index.ts';
import { dynamicSources } from '../workspace/dynamic-sources.ts';
import type { Io } from './io.ts';

/** `file:line:column: message`, as compilers write it. */
export function formatLocation(file: string, text: string, offset: number, message: string): string {
  const { line, character } = new LineIndex(text).positionAt(offset);
  return `${file}:${line + 1}:${character + 1}: ${message}`;
}

/** The values of variables when something is sent: those of the chosen environment, and of the process. */
export function valuesOf({ variables = new Map() }: LanguageContext, { env }: Io): VariableLookup {
  // A command has no input box: the value of a prompt is that of the variable of its name.
  return variableLookup(variables, { ...dynamicSources(true, env), prompt: (name) => variables.get(name) });
}

/** Prints errors and warnings, and all that keeps the text from being sent; true where something does. */
export function sayProblems(file: string, text: string, problems: readonly Problem[], io: Io): boolean {
  for (const { blocking, severity, start, message, code } of problems)
    if (blocking || severity === 'error' || severity === 'warning')
      io.say(formatLocation(file, text, start, `${severity}: ${message} [${code}]`));
  return problems.some(({ blocking }) => blocking);
}

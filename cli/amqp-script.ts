import { amqpLanguage } from '../protocols/amqp/language/index.ts';
import { encodeScript, type Script } from '../protocols/amqp/notation/index.ts';
import { LineIndex, variableLookup, type LanguageContext } from '../protocols/core/index.ts';
import { dynamicSources } from '../workspace/dynamic-sources.ts';
import type { Io } from './io.ts';

/** `file:line:column: message`, as compilers write it. */
export function formatLocation(file: string, text: string, offset: number, message: string): string {
  const { line, character } = new LineIndex(text).positionAt(offset);
  return `${file}:${line + 1}:${character + 1}: ${message}`;
}

/**
 * An .amqp.yaml file as bytes and managed steps. Mistakes against the protocol are told and encoded as they stand; what
 * cannot become bytes makes `blocked`.
 */
export function encodeText(
  file: string,
  text: string,
  context: LanguageContext,
  io: Io,
): { readonly script: Script; readonly blocked: boolean } {
  const script = encodeScript(
    amqpLanguage.parse(text, context),
    variableLookup(context.variables ?? new Map(), dynamicSources(true, io.env)),
  );
  for (const problem of script.problems) {
    if (problem.blocking || problem.severity === 'error' || problem.severity === 'warning')
      io.say(formatLocation(file, text, problem.start, `${problem.severity}: ${problem.message} [${problem.code}]`));
  }
  return { script, blocked: script.problems.some(({ blocking }) => blocking) };
}

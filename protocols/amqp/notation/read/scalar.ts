import { capital, didYouMean, faultOf } from '../../../core/index.ts';
import type { ChoiceDefinition } from '../../definitions/model.ts';
import type { PrimitiveName } from '../../value.ts';
import { fromBase64, fromHex } from '../scalars/bytes.ts';
import { isNullText, isScalarName, parseInteger, plainScalar } from '../scalars/plain.ts';
import { readScalarAs } from '../scalars/typed.ts';
import type { ScalarNode } from '../source/node.ts';
import { resolveScalar } from '../source/resolve.ts';
import type { ResolvedText } from '../source/resolve.ts';
import type { Expected, ReadContext } from './context.ts';
import { nullValue } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';
import type { ResolvedType } from './types.ts';

/**
 * A scalar's text with its variables filled in; variables without a value are reported. `harmless`: what depends on the value
 * is the same whatever it will be.
 */
export function textOf(node: ScalarNode, context: ReadContext, harmless = false): ResolvedText {
  reportVariables(node, context);
  const [first] = node.variables;
  if (node.plain && first?.start === node.start && first.end === node.end) {
    context.report({
      rule: 'bareVariable',
      start: node.start,
      end: node.end,
      message: `YAML reads ${node.source} as a mapping: put it in quotes`,
    });
  }
  const text = resolveScalar(node, context.resolve);
  if (!text.known && !harmless) context.unknown();
  return text;
}

/** The value where any type may stand: quoted text is a string, plain text may be more. */
export function naturalScalar(node: ScalarNode, text: ResolvedText, context: ReadContext): EncodeValue {
  if (!text.plain) return { type: 'string', value: text.text };
  const { primitive, value } = plainScalar(text.text);
  if (primitive === 'string' && parseInteger(text.text) !== undefined) {
    context.report({
      rule: 'valueRange',
      ...spanOf(node),
      message: `${text.text} is beyond 64 bits: write it in quotes to send it as a string`,
    });
  } else if (primitive === 'double') {
    const result = readScalarAs('double', text.text);
    if ('problem' in result) context.report({ rule: 'valueRange', ...spanOf(node), message: result.problem });
  }
  return { type: primitive, value };
}

/** What a text that is not of its type is sent as. That it is not has been said, and is enough. */
function strangeScalar(text: ResolvedText): EncodeValue {
  if (!text.plain) return { type: 'string', value: text.text };
  const { primitive, value } = plainScalar(text.text);
  return { type: primitive, value };
}

/** Reads a scalar as a primitive type, by the name of a choice where the type has them. What does not fit is reported, and read as what it looks like. */
export function typedScalar(
  node: ScalarNode,
  type: ResolvedType,
  primitive: PrimitiveName,
  expected: Expected,
  context: ReadContext,
): EncodeValue {
  const isText = primitive === 'string';
  const text = textOf(node, context, isText);
  if (!text.known) return isText ? { type: 'string', value: text.text } : nullValue;
  if (text.plain && isNullText(text.text)) return nullValue;
  const chosen = choiceNamed(text.text, type.choices, primitive);
  const result = readScalarAs(primitive, chosen?.value ?? text.text);
  const said = (problem: string): string => sentence(expected.field?.definition.name, problem);
  const section = expected.field?.composite.section;
  if ('problem' in result || !isScalarName(primitive)) {
    const problem = 'problem' in result ? result.problem : '';
    const rule =
      type.choices.length > 0
        ? 'choice'
        : 'problem' in result && result.outOfRange === true
          ? 'valueRange'
          : 'fieldType';
    const message = said(type.choices.length > 0 ? notAChoice(text.text, type.choices) : problem);
    context.report({ rule, ...spanOf(node), message, ...(section === undefined ? {} : { section }) });
    return strangeScalar(text);
  }
  if (
    type.choices.length > 0 &&
    chosen === undefined &&
    !type.choices.some((each) => each.value === String(result.value))
  ) {
    const message = said(notAChoice(text.text, type.choices));
    context.report({ rule: 'choice', ...spanOf(node), message, ...(section === undefined ? {} : { section }) });
  }
  return { type: primitive, value: result.value };
}

/** How many variables of one scalar are reported. */
const mostReported = 500;

function reportVariables({ variables }: ScalarNode, context: ReadContext): void {
  let count = 0;
  for (const variable of variables) {
    const problem = context.variableProblem(variable);
    if (problem === undefined) continue;
    const { start, end } = variable;
    if (++count > mostReported)
      return context.report({
        rule: 'unknownVariable',
        start,
        end,
        message: `Only the first ${mostReported} mistakes in variables of this text are listed: correct these first`,
      });
    context.report({ rule: 'unknownVariable', start, end, message: problem, variable: faultOf(variable) });
  }
}

/** A problem as a sentence, or behind the name of the field that has it. */
function sentence(field: string | undefined, problem: string): string {
  return field === undefined ? capital(problem) : `${field}: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`;
}

/** The choice that a text names. A choice of a symbol type is written by its value, which its name often is not. */
function choiceNamed(
  text: string,
  choices: readonly ChoiceDefinition[],
  primitive: PrimitiveName,
): ChoiceDefinition | undefined {
  const byName = choices.find(({ name }) => name === text);
  if (byName === undefined || choices.some(({ value }) => value === text)) return undefined;
  return primitive === 'symbol' || primitive === 'string' ? undefined : byName;
}

function notAChoice(text: string, choices: readonly ChoiceDefinition[]): string {
  const names = choices.map(({ name }) => name);
  const list = names.length === 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  return `must be ${list}, not “${text}”${didYouMean(text, names)}`;
}

/** Bytes of a `!hex` or `!base64` scalar; undefined, and reported, where they cannot be read. */
export function taggedBytes(node: ScalarNode, format: 'hex' | 'base64', context: ReadContext): Uint8Array | undefined {
  const text = textOf(node, context);
  if (!text.known) return new Uint8Array(0);
  const bytes = format === 'hex' ? fromHex(text.text) : fromBase64(text.text);
  if (typeof bytes !== 'string') return bytes;
  context.report({ rule: 'tagContent', ...spanOf(node), message: bytes });
  return undefined;
}

/** The range of a node, or of its tag where nothing else is written. */
export function spanOf(node: {
  readonly start: number;
  readonly end: number;
  readonly tag?: { readonly start: number; readonly end: number } | undefined;
}): { start: number; end: number } {
  if (node.start === node.end && node.tag !== undefined) return { start: node.tag.start, end: node.tag.end };
  return { start: node.start, end: node.end };
}

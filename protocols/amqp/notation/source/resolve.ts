import { substitute } from '../../../core/index.ts';
import type { VariableLookup } from '../../../core/index.ts';
import type { ScalarNode } from './node.ts';

/** A scalar's text with its variables filled in. */
export interface ResolvedText {
  readonly text: string;
  /** Unquoted: the text may mean a number, a boolean or null. */
  readonly plain: boolean;
  /** False where a variable has no value: the text is then not to be judged. */
  readonly known: boolean;
}

/** Fills in the variables of a scalar. Values are taken as they are: no quotes, escapes or variables in them count. */
export function resolveScalar(node: ScalarNode, lookup: VariableLookup): ResolvedText {
  const { plain } = node;
  if (node.variables.length === 0) return { text: node.text, plain, known: true };
  if (node.reread === undefined) {
    const { text, unresolved } = substitute(node.text, lookup);
    return { text, plain, known: unresolved.length === 0 };
  }
  // In double quotes an escaped brace (\x7b) is no variable, so the values go into the source.
  const { text, unresolved } = substitute(node.source, lookup, escapeForQuotes);
  return { text: node.reread(text) ?? node.text, plain, known: unresolved.length === 0 };
}

function escapeForQuotes(value: string): string {
  return value.replace(
    /["\\\p{Cc}\u2028\u2029\uFEFF]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

import { findVariables } from '../../../core/index.ts';
import type { Variable } from '../../../core/index.ts';
import type { Reread, ScalarNode, SourceTag } from './node.ts';

/** A scalar as both readers make it; `source` is what is written from `start` to `end`, quotes included. */
export function scalarNode(
  start: number,
  end: number,
  tag: SourceTag | undefined,
  text: string,
  source: string,
  plain: boolean,
  reread?: Reread,
): ScalarNode {
  const variables = source.includes('{{') ? findVariables(source).map((each) => shift(each, start)) : noVariables;
  return {
    kind: 'scalar',
    start,
    end,
    tag,
    text,
    plain,
    missing: plain && source === '' && tag === undefined,
    ...(reread === undefined ? {} : { reread }),
    source,
    variables,
  };
}

const noVariables: readonly never[] = [];

function shift(variable: Variable, by: number): Variable {
  return {
    ...variable,
    start: variable.start + by,
    end: variable.end + by,
    nameStart: variable.nameStart + by,
    nameEnd: variable.nameEnd + by,
  };
}

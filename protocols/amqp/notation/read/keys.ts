import { didYouMean } from '../../../core/index.ts';
import type { NotationRule } from '../../rules/notation.ts';
import type { SourceNode } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import type { KeyTable } from './model.ts';
import { spanOf } from './scalar.ts';

export function tableOf(
  of: string,
  rows: readonly (readonly [name: string, detail: string, description: string, snippet?: string])[],
): KeyTable {
  return {
    of,
    keys: rows.map(([name, detail, description, snippet]) => ({
      name,
      detail,
      description,
      ...(snippet === undefined ? {} : { snippet }),
    })),
  };
}

/** Reports a key that a table does not have. */
export function reportUnknownKey(
  rule: NotationRule,
  key: SourceNode,
  table: KeyTable,
  context: ReadContext,
  instead?: string,
): void {
  const names = table.keys.map(({ name }) => name);
  const text = key.kind === 'scalar' ? key.text : '';
  const meant = didYouMean(text, names);
  const message =
    instead ?? `“${text}” is not known in ${table.of}${meant === '' ? `: there are ${names.join(', ')}` : meant}`;
  context.report({ rule, ...spanOf(key), message });
}

import { didYouMean } from '../../../core/index.ts';
import type { SectionRef } from '../../../core/index.ts';
import type { NotationRule } from '../../rules/notation.ts';
import type { SourceNode } from '../source/node.ts';
import type { ReadContext } from './context.ts';
import { spanOf } from './scalar.ts';

/** A key that the notation itself defines, in a step, in a message, in a managed step. */
export interface KeyDefinition {
  readonly name: string;
  readonly detail: string;
  readonly description: string;
  /** What completion puts after the key and a colon; with place holders. */
  readonly snippet?: string;
  readonly section?: SectionRef;
}

export interface KeyTable {
  /** What the keys belong to, in the words of a message: `a step`. */
  readonly of: string;
  readonly keys: readonly KeyDefinition[];
}

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

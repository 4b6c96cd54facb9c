import type { Diagnostic, LanguageService } from '../../text/index.ts';
import { readSchema } from '../xsd/index.ts';
import { isDescribed } from './own-model.ts';

/** A schema of the workspace, read and checked. */
export interface SchemaDocument {
  readonly diagnostics: readonly Diagnostic[];
}

function parse(text: string): SchemaDocument {
  const { namespaces, diagnostics } = readSchema(text);
  const target = /\btargetNamespace\s*=\s*["'][^"']*["']/.exec(text);
  const described = target === null ? undefined : Object.keys(namespaces).find(isDescribed);
  if (target === null || described === undefined) return { diagnostics };
  const message = `Wireloupe describes ${described} itself, so that this schema does not count: use a namespace of your own, or take the file out of xmpp.schemas`;
  return { diagnostics: [...diagnostics, { code: 'schema/described', severity: 'information', message, start: target.index, end: target.index + target[0].length }] };
}

/** What the editor asks of the XML Schemas that `xmpp.schemas` lists: what is wrong with them. */
export const xmppSchemaLanguage: LanguageService<SchemaDocument> = {
  parse,
  diagnostics: ({ diagnostics }) => diagnostics,
  completions: () => [],
  hover: () => undefined,
  symbols: () => [],
  sendables: () => [],
  folds: () => [],
};

import { remembered, type LanguageService } from '../../core/index.ts';
import { completionsAt } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { parseDocument } from './document.ts';
import type { AmqpDocument } from './document.ts';
import { fixesWith } from './fixes/index.ts';
import { suppression } from './fixes/suppress.ts';
import { hoverAt } from './hover.ts';
import { registryOf } from '../owntypes/registry.ts';
import { foldsOf, sendablesOf, symbolsOf } from './outline.ts';

export type { AmqpDocument } from './document.ts';

/** The language service for `.amqp.yaml`. It knows the specification's types, published extensions, and the project's own. */
export const amqpLanguage: LanguageService<AmqpDocument> = {
  parse: (text, context, previous) => parseDocument(text, context, registryOf(context.amqpDefinitions), previous),
  diagnostics: remembered(diagnosticsOf),
  completions: completionsAt,
  hover: hoverAt,
  symbols: symbolsOf,
  sendables: sendablesOf,
  folds: foldsOf,
  fixes: (document, finding, effort) => fixes(document, finding, effort),
  suppression,
};

const fixes = fixesWith(amqpLanguage);

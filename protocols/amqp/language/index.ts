import { remembered, type SendingLanguage } from '../../core/index.ts';
import { completionsAt } from './completion.ts';
import { definitionAt } from './definition.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { parseDocument } from './document.ts';
import type { AmqpDocument } from './document.ts';
import { fixesWith, suppression } from './fixes/index.ts';
import { hoverAt } from './hover.ts';
import { registryOf } from '../owntypes/index.ts';
import { foldsOf, symbolsOf } from './outline.ts';
import { prepare, problems, sendables } from './prepare.ts';
import { unitAt } from './unit-at.ts';

export type { AmqpDocument } from './document.ts';

/** The language service for `.amqp.yaml`. It knows the specification's types, published extensions, and the project's own. */
export const amqpLanguage: SendingLanguage<AmqpDocument> = {
  parse: (text, context, previous) => parseDocument(text, context, registryOf(context.amqpDefinitions), previous),
  diagnostics: remembered(diagnosticsOf),
  completions: completionsAt,
  hover: hoverAt,
  definition: definitionAt,
  symbols: symbolsOf,
  sendables,
  problems,
  prepare,
  unitAt,
  folds: foldsOf,
  fixes: (document, finding, effort) => fixes(document, finding, effort),
  suppression,
};

const fixes = fixesWith(amqpLanguage);

import type { LanguageService } from '../../text/index.ts';
import { standardRegistry } from '../definitions/registry.ts';
import type { Registry } from '../definitions/registry.ts';
import { completionsAt } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { parseDocument } from './document.ts';
import type { AmqpDocument } from './document.ts';
import { hoverAt } from './hover.ts';
import { foldsOf, sendablesOf, symbolsOf } from './outline.ts';

export type { AmqpDocument } from './document.ts';

/** The language service for `.amqp.yaml`, which knows the types of a registry: the specification's and a project's own. */
export function createAmqpLanguage(registry: Registry): LanguageService<AmqpDocument> {
  return {
    parse: (text, context, previous) => parseDocument(text, context, registry, previous),
    diagnostics: diagnosticsOf,
    completions: completionsAt,
    hover: hoverAt,
    symbols: symbolsOf,
    sendables: sendablesOf,
    folds: foldsOf,
  };
}

/** The language service for `.amqp.yaml` with the specification's types and those of published extensions. */
export const amqpLanguage: LanguageService<AmqpDocument> = createAmqpLanguage(standardRegistry);

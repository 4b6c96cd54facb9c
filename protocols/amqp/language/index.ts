import type { LanguageContext, LanguageService } from '../../text/index.ts';
import { standardRegistry } from '../definitions/registry.ts';
import type { Registry } from '../definitions/registry.ts';
import { completionsAt } from './completion.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { parseDocument } from './document.ts';
import type { AmqpDocument } from './document.ts';
import { hoverAt } from './hover.ts';
import { loadDefinitions } from '../owntypes/load.ts';
import { foldsOf, sendablesOf, symbolsOf } from './outline.ts';

export type { AmqpDocument } from './document.ts';

/** The language service for `.amqp.yaml`. It knows the specification's types, published extensions, and the project's own. */
export const amqpLanguage: LanguageService<AmqpDocument> = {
  parse: (text, context, previous) => parseDocument(text, context, registryOf(context), previous),
  diagnostics: diagnosticsOf,
  completions: completionsAt,
  hover: hoverAt,
  symbols: symbolsOf,
  sendables: sendablesOf,
  folds: foldsOf,
};

const registries = new WeakMap<readonly string[], Registry>();

/** A project's definitions are read once, as long as the context hands over the same list. */
function registryOf({ amqpDefinitions }: LanguageContext): Registry {
  if (amqpDefinitions === undefined || amqpDefinitions.length === 0) return standardRegistry;
  let registry = registries.get(amqpDefinitions);
  if (registry === undefined) {
    registry = loadDefinitions(amqpDefinitions).registry;
    registries.set(amqpDefinitions, registry);
  }
  return registry;
}
